// Key figures of a view: a name, one large value, and up to two lines of what it stands against.
import type { ComponentChildren } from 'preact';
import { t } from '../i18n.ts';
import { nowMark } from '../time/nowMark.ts';
import type { Span } from '../time/range.ts';
import type { PanelExports } from './exportTable.ts';
import type { Figure } from './figureTable.ts';
import { MenuButton } from './menuButton.tsx';

export interface TileRow {
  readonly name: ComponentChildren;
  /** A `Value`, large; give it a fixed number of decimals, so that its width stays. */
  readonly value: ComponentChildren;
  readonly line?: ComponentChildren;
  readonly note?: ComponentChildren;
}

interface TilesProps {
  /** What they are, for a screen reader. */
  readonly label: string;
  readonly tiles: readonly TileRow[];
  /** Their values are of this second, whatever range the page shows. */
  readonly ofNow?: true;
  /** What the menu saves. */
  readonly figures?: () => readonly Figure[];
  /** What the figures speak of, when it is not this second. */
  readonly covers?: () => Span;
}

export function Tiles({ label, tiles, ofNow, figures, covers }: TilesProps) {
  // The view may have a panel of its own name.
  const ownName = `${label} · ${t('keyFigures')}`;
  const mark = ofNow && nowMark.value ? ` · ${nowMark.value}` : '';
  return (
    <section class="tilesRoom" aria-label={ownName}>
      <dl class="tiles">
        {tiles.map(({ name, value, line, note }, i) => (
          <div key={i} class="tile">
            <dt class="muted">
              {name}
              {mark}
            </dt>
            <dd class="tileValue">{value}</dd>
            {line === undefined && note === undefined ? null : (
              <dd>
                {line === undefined ? null : <div>{line}</div>}
                {note === undefined ? null : <div class="muted">{note}</div>}
              </dd>
            )}
          </div>
        ))}
      </dl>
      {figures ? <MenuButton title={ownName} exports={() => exportsOf(figures, covers)} /> : null}
    </section>
  );
}

async function exportsOf(
  figures: () => readonly Figure[],
  covers: (() => Span) | undefined,
): Promise<PanelExports> {
  const { figureTable } = await import('./figureTable.ts');
  return { ...(covers && { covers }), table: () => figureTable(figures()) };
}
