// An answer of history laid over what is there: row by row the answer's where it knows anything, else what was there.
import type { HistoryAnswer } from '../../server/contract/api.ts';

/** How the seconds of a step become its one value: codes are not averaged, and counters tell how much they grew. */
export type Fold = 'mean' | 'last' | 'or' | 'growth';

export interface Stored {
  min: number[];
  mean: number[];
  max: number[];
}
export type Columns = Map<string, Stored>;

type Past = HistoryAnswer['series'][number];

interface Row {
  readonly timeMs: number;
  /** Row of the answer; where it has none, row of what was there. */
  readonly past?: number;
  readonly own?: number;
}

/** The answer's series in the order of the keys. */
export function answered(
  answer: HistoryAnswer,
  keys: readonly string[],
  keyOf: (metric: string, id: string) => string,
): readonly (Past | undefined)[] {
  const byKey = new Map(answer.series.map((one) => [keyOf(one.metric, one.id), one]));
  return keys.map((key) => byKey.get(key));
}

/** The rows of both, ascending; where both have one, the answer's if it knows anything. */
export function mergeRows(
  own: readonly number[],
  past: readonly number[],
  series: readonly (Past | undefined)[],
): readonly Row[] {
  const known = (row: number): boolean =>
    series.some((one) => one?.mean[row] !== null && one?.mean[row] !== undefined);
  const rows = new Map<number, Row>(own.map((timeMs, i) => [timeMs, { timeMs, own: i }]));
  for (const [i, timeMs] of past.entries()) {
    if (!rows.has(timeMs) || known(i)) rows.set(timeMs, { timeMs, past: i });
  }
  return [...rows.values()].sort((a, b) => a.timeMs - b.timeMs);
}

/** One column after the merge. A series that was not asked for keeps what it has. */
export function mergeColumn(
  own: Stored,
  past: Past | undefined,
  rows: readonly Row[],
  ownRowAt: (timeMs: number) => number | undefined,
): Stored {
  const pick = (ours: readonly number[], theirs: readonly (number | null)[] | undefined) =>
    rows.map(({ timeMs, past: at }) => {
      if (at !== undefined && theirs) return theirs[at] ?? Number.NaN;
      const kept = ownRowAt(timeMs);
      return kept === undefined ? Number.NaN : (ours[kept] ?? Number.NaN);
    });
  const mean = pick(own.mean, past?.mean);
  if (own.min === own.mean) return { min: mean, mean, max: mean };
  return { min: pick(own.min, past?.min), mean, max: pick(own.max, past?.max) };
}
