// Stretches: which time the store knows, and how it came to be known; what lies between them is a gap.
import type { DuckDBConnection } from '@duckdb/node-api';
import type { StepOrigin, Stretch } from './history.ts';
import type { StepHead } from './levels.ts';
import { numbers, texts } from './rows.ts';
import { readColumns } from './sqlRead.ts';

const QUARTER_MS = 900_000;

/** A stretch by its number: told again when it has grown. */
interface StretchRow extends Stretch {
  readonly id: number;
  readonly live: boolean;
}

export interface StretchNews {
  /** All there are; else those that are new or have grown since it was told before. */
  readonly all: boolean;
  readonly rows: readonly StretchRow[];
}

interface Row extends StretchRow {
  toMs: number;
}

/** The stretches of one stream: a step that begins where the one before it ended makes its stretch longer. */
interface Track {
  note(step: StepHead): void;
}

export interface Stretches {
  /** Goes on from the stretch that ends at `keptToMs`, if there is one. */
  track(live: boolean, keptToMs: number): Track;
  /** Writes what has changed into the transaction that is open. */
  save(connection: DuckDBConnection): Promise<void>;
  /** END of the newest step of the live stream; NaN of none. */
  readonly liveToMs: number;
  /** END of the newest step of the live stream that is made up; before all time where none is. */
  readonly madeToMs: number;
  /** How far a past over (fromMs, toMs] had come: the END of its last whole quarter-hour, or NaN. */
  pastToMs(fromMs: number, toMs: number): number;
  /** In the order in which they began to be known. */
  list(): readonly StretchRow[];
  /** What has changed since this was last asked. */
  news(): StretchNews;
}

export async function readStretches(connection: DuckDBConnection): Promise<Stretches> {
  const rows = await readRows(connection);
  const changed = new Set<Row>();
  const fresh = new Set<Row>();
  let untold: Set<Row> | undefined;

  function begin(row: Omit<Row, 'id'>): Row {
    const made = { id: rows.length + 1, ...row };
    rows.push(made);
    fresh.add(made);
    untold?.add(made);
    return made;
  }

  return {
    track(live, keptToMs) {
      let row = rows.findLast((each) => each.live === live && each.toMs === keptToMs);
      let reachedMs = keptToMs;
      return {
        note({ timeMs, dtS, origin }) {
          const fromMs = timeMs - dtS * 1_000;
          // A past is on disk by whole quarter-hours: what it has begun is made again after a crash.
          const toMs = live ? timeMs : floorQuarter(timeMs);
          if (row?.origin !== origin || fromMs !== reachedMs) {
            row = begin({ live, origin, fromMs, toMs: Math.max(fromMs, toMs) });
          } else if (toMs > row.toMs) {
            row.toMs = toMs;
            untold?.add(row);
            if (!fresh.has(row)) changed.add(row);
          }
          reachedMs = timeMs;
        },
      };
    },
    async save(writer) {
      for (const { id, live, origin, fromMs, toMs } of fresh) {
        await writer.run(
          `INSERT INTO stretch VALUES (${id}, ${live}, '${origin}', ${fromMs}, ${toMs})`,
        );
      }
      for (const { id, toMs } of changed) {
        await writer.run(`UPDATE stretch SET toMs = ${toMs} WHERE id = ${id}`);
      }
      fresh.clear();
      changed.clear();
    },
    get liveToMs() {
      return rows.findLast((row) => row.live)?.toMs ?? Number.NaN;
    },
    get madeToMs() {
      const made = rows.findLast((row) => row.live && row.origin !== 'recorded');
      return made?.toMs ?? Number.NEGATIVE_INFINITY;
    },
    pastToMs(fromMs, toMs) {
      const ends = rows
        .filter((row) => !row.live && row.toMs > fromMs && row.fromMs < toMs)
        .map((row) => row.toMs);
      return ends.length > 0 ? Math.max(...ends) : Number.NaN;
    },
    list: () => rows,
    news() {
      const all = untold === undefined;
      const told = [...(untold ?? rows)].map((row) => ({ ...row }));
      untold = new Set();
      return { all, rows: told };
    },
  };
}

function floorQuarter(timeMs: number): number {
  return Math.floor(timeMs / QUARTER_MS) * QUARTER_MS;
}

async function readRows(connection: DuckDBConnection): Promise<Row[]> {
  const found = await readColumns(connection, 'SELECT * FROM stretch ORDER BY id');
  const origins = texts(found, 'origin');
  const [ids, live] = [numbers(found, 'id'), numbers(found, 'live')];
  const [fromMs, toMs] = [numbers(found, 'fromMs'), numbers(found, 'toMs')];
  return origins.map((origin, i) => ({
    id: ids[i] as number,
    live: live[i] === 1,
    origin: origin as StepOrigin,
    fromMs: fromMs[i] as number,
    toMs: toMs[i] as number,
  }));
}
