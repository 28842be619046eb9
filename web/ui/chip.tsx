// A chip: a short standing fact in the header or beside a title.
import type { ComponentChildren } from 'preact';

interface ChipProps {
  readonly tone?: 'plain' | 'synthetic' | 'warning' | 'critical';
  /** One sentence for who points at it. */
  readonly title?: string;
  readonly children: ComponentChildren;
}

export function Chip({ tone = 'plain', title, children }: ChipProps) {
  return (
    <span class={`chip ${tone}`} {...(title === undefined ? {} : { title })}>
      {children}
    </span>
  );
}
