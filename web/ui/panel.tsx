// A panel: a titled region of a view, with a menu that saves its numbers and its picture.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { ExportsGiven } from './exportTable.ts';
import { MenuButton } from './menuButton.tsx';

interface PanelProps {
  readonly title: string;
  readonly subtitle?: ComponentChildren;
  readonly actions?: ComponentChildren;
  /** Names the panel's place in its view's grid. */
  readonly class?: string;
  /** The body reaches the panel's edges: for tables. */
  readonly flush?: boolean;
  /** What its menu saves; a panel of words alone has none. */
  readonly exports?: ExportsGiven;
  /** Why there is nothing to show: stands in the middle of the body, moves nothing. Empty when there is. */
  readonly state?: string;
  readonly children: ComponentChildren;
}

export function Panel(props: PanelProps) {
  const id = useId();
  const { title, subtitle, actions, exports, state } = props;
  const tools = actions !== undefined || exports !== undefined;
  return (
    <section class={`panel ${props.class ?? ''}`} aria-labelledby={id}>
      <header class="panelHead">
        <h2 id={id}>{title}</h2>
        {subtitle === undefined ? null : <span class="panelNote">{subtitle}</span>}
        {tools ? (
          <div class="panelActions">
            {actions}
            {exports ? <MenuButton title={title} exports={exports} /> : null}
          </div>
        ) : null}
      </header>
      <div class={props.flush ? 'panelBody flush' : 'panelBody'}>
        {props.children}
        {state ? <p class="panelState">{state}</p> : null}
      </div>
    </section>
  );
}
