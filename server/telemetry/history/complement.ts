// What a long row tells of steps that finer rows do not fill: the rest of it, over the time that somebody knows.
import { metricOf } from '../../contract/metrics.ts';
import type { RangeSeries } from '../telemetry.ts';
import type { StoreRows, Stretch } from './history.ts';
import { numbers } from './rows.ts';
import type { SeriesQuestion } from './seriesSql.ts';
import { at, joinOf, type Poured, put, stepFinder, type Target } from './stepSeries.ts';
import type { Tier } from './tiers.ts';

/** The steps of a long row in one series: `from` <= step < `to`. */
interface RowSteps {
  readonly one: RangeSeries;
  readonly from: number;
  readonly to: number;
  readonly stepS: number;
}

/** A row: its mean or growth, lowest and highest value, and the seconds of which it knows. */
interface LongRow extends Omit<Poured, 'coverage'> {
  readonly knownS: number;
}

/** Puts what is older than what a step has to it. */
type StepJoin = (one: RangeSeries, step: number, older: Poured) => void;

/** Less is the rounding of what is stored. */
const LEAST_S = 0.5;

/** Rows of whole steps, each for what finer rows have left of its steps. */
export function pourRests(
  rows: StoreRows,
  metricAt: number,
  tier: Pick<Tier, 'stepS'>,
  into: Target,
  stretches: readonly Stretch[] | undefined,
): void {
  const { stepS } = into.question;
  const metric = into.question.metrics[metricAt] as SeriesQuestion['metrics'][number];
  const [places, ends] = [numbers(rows, 'place'), numbers(rows, 'endMs')];
  const of = (name: string): Float64Array => numbers(rows, `${name}${metricAt}`);
  const [values, lows, highs, known] = [of('value'), of('low'), of('high'), of('knownS')];
  const { timesMs } = into.axis;
  const stepOf = stepFinder(into);
  const knownS = (step: number): number => {
    const endMs = timesMs[step] as number;
    return knownSecondsOf(stretches, endMs - stepS * 1_000, endMs);
  };
  const joined = joinOf(metric);
  const join: StepJoin = (one, step, older) => {
    const has = (one.coverage[step] as number) > 0;
    put(one, step, has ? joined(older, at(one, step)) : older);
  };
  for (let row = 0; row < rows.rows; row++) {
    const one = into.series[metricAt]?.[into.at.get(places[row] as number) ?? -1];
    const to = stepOf(ends[row] as number) + 1;
    const from = to - tier.stepS / stepS;
    if (!one || !((known[row] as number) > 0) || from < 0 || to > timesMs.length) continue;
    const told = {
      ...{ value: values[row] as number, low: lows[row] as number, high: highs[row] as number },
      knownS: known[row] as number,
    };
    complement(metric, told, { one, from, to, stepS }, knownS, join);
  }
}

/**
 * Fills what is missing of the steps of a row. A quarter-hour that was made up in part has minutes of the other part only:
 * then the row less its minutes is spread over the seconds that are known and in no minute. Nothing goes to a gap.
 */
function complement(
  metric: SeriesQuestion['metrics'][number],
  row: LongRow,
  steps: RowSteps,
  knownS: (step: number) => number,
  join: StepJoin,
): void {
  const { one, from, to, stepS } = steps;
  const rest = restOf(metric, row, steps);
  if (!(rest.knownS > LEAST_S)) return;
  const missing = Array.from({ length: to - from }, (_, i) => {
    const missingS = knownS(from + i) - (one.coverage[from + i] as number) * stepS;
    return missingS > LEAST_S ? missingS : 0;
  });
  const missingS = missing.reduce((sum, seconds) => sum + seconds, 0);
  const grows = metricOf(metric).kind === 'counter';
  for (const [i, seconds] of missing.entries()) {
    if (seconds === 0) continue;
    const share = grows ? seconds / missingS : 1;
    const ofRow = { value: rest.value * share, low: rest.low * share, high: rest.high * share };
    const coverage = ((seconds / missingS) * Math.min(rest.knownS, missingS)) / stepS;
    join(one, from + i, { ...ofRow, coverage });
  }
}

/** The row less what its steps have of it already. */
function restOf(
  metric: SeriesQuestion['metrics'][number],
  row: LongRow,
  { one, from, to, stepS }: RowSteps,
): LongRow {
  const { kind, overTime } = metricOf(metric);
  let [heldS, held] = [0, 0];
  for (let step = from; step < to; step++) {
    const seconds = (one.coverage[step] as number) * stepS;
    if (!(seconds > 0)) continue;
    heldS += seconds;
    held += (one.mean[step] as number) * (kind === 'counter' ? 1 : seconds);
  }
  const knownS = row.knownS - heldS;
  if (heldS === 0 || !(knownS > LEAST_S)) return { ...row, knownS };
  if (kind === 'counter') {
    const value = Math.max(0, row.value - held);
    return { value, low: value, high: value, knownS };
  }
  if (kind !== 'gauge' || overTime === 'last') return { ...row, knownS };
  const mean = (row.value * row.knownS - held) / knownS;
  return { ...row, value: Math.min(row.high, Math.max(row.low, mean)), knownS };
}

/** Seconds of a span that lie in a stretch; all of them where nobody says which time is known. */
function knownSecondsOf(
  stretches: readonly Stretch[] | undefined,
  fromMs: number,
  toMs: number,
): number {
  if (!stretches) return (toMs - fromMs) / 1_000;
  let [reachedMs, knownMs] = [fromMs, 0];
  for (const stretch of stretches) {
    const endMs = Math.min(toMs, stretch.toMs);
    const beginMs = Math.max(reachedMs, stretch.fromMs);
    if (endMs <= beginMs) continue;
    knownMs += endMs - beginMs;
    reachedMs = endMs;
  }
  return knownMs / 1_000;
}
