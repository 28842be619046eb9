// A validation as the record that the program serves and the page shows.
import type { AccuracyRow, AccuracyRun } from '../contract/accuracy.ts';
import type { Verdict } from './judge.ts';

const VERDICT_OF = {
  pass: 'pass',
  MISS: 'miss',
  'MISS, not measured': 'notMeasured',
  'not run': 'notRun',
} as const satisfies Record<Verdict['says'], AccuracyRow['verdict']>;

/** `about` says when, of which program and seed. */
export function keptRun(
  verdicts: readonly Verdict[],
  about: Omit<AccuracyRun, 'rows'>,
): AccuracyRun {
  return { ...about, rows: verdicts.map(rowOf) };
}

function rowOf({ row, value, low, high, says }: Verdict): AccuracyRow {
  return {
    ...row,
    ...{ value: known(value), low: known(low), high: known(high) },
    verdict: VERDICT_OF[says],
  };
}

/** JSON knows no NaN. */
function known(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
