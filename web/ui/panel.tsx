// A panel: a titled region of a view.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface PanelProps {
  readonly title: string;
  readonly subtitle?: ComponentChildren;
  readonly actions?: ComponentChildren;
  /** Names the panel's place in its view's grid. */
  readonly class?: string;
  /** The body reaches the panel's edges: for tables. */
  readonly flush?: boolean;
  readonly children: ComponentChildren;
}

export function Panel(props: PanelProps) {
  const id = useId();
  return (
    <section class={`panel ${props.class ?? ''}`} aria-labelledby={id}>
      <header class="panelHead">
        <h2 id={id}>{props.title}</h2>
        {props.subtitle === undefined ? null : <span class="panelNote">{props.subtitle}</span>}
        {props.actions === undefined ? null : <div class="panelActions">{props.actions}</div>}
      </header>
      <div class={props.flush ? 'panelBody flush' : 'panelBody'}>{props.children}</div>
    </section>
  );
}
