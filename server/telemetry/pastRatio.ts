// A ratio of the past: sums of its two meters over its window, which ends with each step.
import type { MetricId } from '../contract/metrics.ts';
import type { RatioWindow } from '../contract/ratio.ts';
import { RATIOS, type RatioRow, WINDOWS } from './efficiency/ratios.ts';
import type { RangeRequest, RangeSeries } from './telemetry.ts';

export interface ShownRatio extends RatioRow {
  readonly window: RatioWindow;
  readonly windowS: number;
}

/** undefined for a metric that shows no ratio. */
export function shownRatio(metric: MetricId): ShownRatio | undefined {
  for (const row of Object.values(RATIOS)) {
    for (const [window, shown] of Object.entries(row.shown) as [RatioWindow, MetricId][]) {
      if (shown === metric) return { ...row, window, windowS: WINDOWS[window].windowS };
    }
  }
  return undefined;
}

/** Days of a zone are not of one length: where the window is longer than they are it is read by the hour. */
const HOUR_S = 3_600;
const DAY_S = 86_400;

/**
 * From where and in which steps the meters are read, how many of them a window is, and whether they are days. A window
 * is rounded up to whole steps; where a step is longer it is the window.
 */
export function readingOf(
  { window, windowS }: ShownRatio,
  { fromMs, stepS }: Pick<RangeRequest, 'fromMs' | 'stepS'>,
  areDays: boolean,
) {
  if (areDays && windowS <= DAY_S) return { fromMs, stepS, steps: 1, areDays };
  const readS = areDays ? HOUR_S : Math.max(stepS, WINDOWS[window].bucketS);
  const steps = Math.ceil(windowS / readS);
  return { fromMs: fromMs - steps * readS * 1_000, stepS: readS, steps, areDays: false };
}

/** Sums of the newest `steps` that have ended by each of `timesMs`; both meters count over the same time. */
export function slide(
  { scale }: RatioRow,
  above: RangeSeries,
  below: RangeSeries,
  readMs: Float64Array,
  timesMs: Float64Array,
  steps: number,
): RangeSeries {
  const mean = new Float64Array(timesMs.length).fill(Number.NaN);
  const coverage = new Float64Array(timesMs.length);
  // Sums since the first step; differences of them are the sums of a window.
  const [over, under] = [runningSum(above, below), runningSum(below, above)];
  let read = -1;
  for (const [i, timeMs] of timesMs.entries()) {
    while (read + 1 < readMs.length && (readMs[read + 1] as number) <= timeMs) read++;
    if (read < 0) continue;
    const covered = Math.min(above.coverage[read] as number, below.coverage[read] as number);
    const since = Math.max(0, read + 1 - steps);
    const denominator = (under[read + 1] as number) - (under[since] as number);
    if (!(covered > 0 && denominator > 0)) continue;
    mean[i] = (scale * ((over[read + 1] as number) - (over[since] as number))) / denominator;
    coverage[i] = covered;
  }
  return { place: above.place, min: mean, mean, max: mean.slice(), coverage };
}

function runningSum({ mean }: RangeSeries, other: RangeSeries): Float64Array {
  const sums = new Float64Array(mean.length + 1);
  for (const [i, value] of mean.entries()) {
    const known = !Number.isNaN(value) && !Number.isNaN(other.mean[i] as number);
    sums[i + 1] = (sums[i] as number) + (known ? value : 0);
  }
  return sums;
}
