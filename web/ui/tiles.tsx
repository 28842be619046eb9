// Key figures of a view: a name, one large value, and up to two lines of what it stands against.
import type { ComponentChildren } from 'preact';
import { nowMark } from '../time/nowMark.ts';

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
}

export function Tiles({ label, tiles, ofNow }: TilesProps) {
  const mark = ofNow && nowMark.value ? ` · ${nowMark.value}` : '';
  return (
    <section aria-label={label}>
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
    </section>
  );
}
