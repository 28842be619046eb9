// A severity as shape and word: triangle for warning, square for critical, circle for normal; never colour alone.
import type { ComponentChildren } from 'preact';

export type Level = 'normal' | 'info' | 'warning' | 'critical' | 'unknown';

const SHAPES: Record<Level, string> = {
  normal: 'M6 1.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9z',
  info: 'M6 3.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 1 0 0-5zm0 1.2a1.3 1.3 0 1 1 0 2.6a1.3 1.3 0 1 1 0-2.6z',
  warning: 'M6 .8l5.6 10.4H.4z',
  critical: 'M1 1h10v10H1z',
  unknown: 'M6 1a5 5 0 1 0 0 10A5 5 0 1 0 6 1zm0 1.4a3.6 3.6 0 1 1 0 7.2a3.6 3.6 0 1 1 0-7.2z',
};

export function Shape({ level }: { readonly level: Level }) {
  return (
    <svg class={`mark level-${level}`} viewBox="0 0 12 12" aria-hidden="true">
      <path d={SHAPES[level]} />
    </svg>
  );
}

interface StatusMarkProps {
  readonly level: Level;
  /** The word beside the shape. */
  readonly children: ComponentChildren;
}

export function StatusMark({ level, children }: StatusMarkProps) {
  return (
    <span class={`severity level-${level}`}>
      <Shape level={level} />
      {children}
    </span>
  );
}
