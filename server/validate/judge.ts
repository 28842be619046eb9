// Holds what was measured against its row: in band or a miss, and a row that nobody measured is a miss.
import type { Measured } from './measured.ts';
import type { TruthRow } from './truth.ts';

export interface Verdict {
  readonly row: TruthRow;
  /** NaN when not measured. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly says: 'pass' | 'MISS' | 'MISS, not measured' | 'not run';
}

export function judge(
  rows: readonly TruthRow[],
  measured: ReadonlyMap<string, Measured>,
  notRun: ReadonlySet<string>,
): readonly Verdict[] {
  const known = new Set(rows.map(({ id }) => id));
  for (const id of measured.keys()) {
    if (!known.has(id))
      throw new Error(`${id} was measured, but fixtures/truth.json has no such row`);
  }
  return rows.map((row) => {
    const found = measured.get(row.id);
    const value = found?.value ?? Number.NaN;
    const { low, high } = bandOf(row, found?.over ?? Number.NaN);
    if (found)
      return { row, value, low, high, says: value >= low && value <= high ? 'pass' : 'MISS' };
    return { row, value, low, high, says: notRun.has(row.id) ? 'not run' : 'MISS, not measured' };
  });
}

export const isMiss = ({ says }: Verdict): boolean => says.startsWith('MISS');

function bandOf(row: TruthRow, over: number): { low: number; high: number } {
  const chance = poisson95(row.real * over);
  return {
    low: typeof row.low === 'number' ? row.low : chance.low / over,
    high: typeof row.high === 'number' ? row.high : chance.high / over,
  };
}

/** Counts between the 2.5 % and the 97.5 % quantile of a Poisson variable. */
export function poisson95(mean: number): { low: number; high: number } {
  if (!Number.isFinite(mean)) return { low: Number.NaN, high: Number.NaN };
  return { low: poissonQuantile(mean, 0.025), high: poissonQuantile(mean, 0.975) };
}

/** Smallest count that the distribution reaches with a probability; the terms by their logarithms. */
function poissonQuantile(mean: number, probability: number): number {
  let logTerm = -mean;
  let reached = Math.exp(logTerm);
  let count = 0;
  while (reached < probability) {
    count++;
    logTerm += Math.log(mean / count);
    reached += Math.exp(logTerm);
  }
  return count;
}
