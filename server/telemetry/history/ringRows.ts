// The newest seconds of a series from the ring, as rows: those that the store has not yet put together to a minute.
import { metricOf } from '../../contract/metrics.ts';
import type { StoredMetricId } from '../columns.ts';
import type { History, RangeSeries } from '../telemetry.ts';
import type { StoreRows } from './history.ts';

interface RingQuestion {
  readonly metrics: readonly StoredMetricId[];
  readonly places: readonly number[];
  readonly fromMs: number;
  readonly toMs: number;
  /** ENDs of the steps, the last one at or after `toMs`. */
  readonly endsMs: Float64Array;
}

/** As `seriesSql` has them; undefined where the ring does not reach back to `fromMs` with every metric. */
export function ringRows(ring: History | undefined, question: RingQuestion): StoreRows | undefined {
  const { metrics, places, fromMs, endsMs } = question;
  const spans = metrics.map((metric) => ring?.span(metric));
  const newestMs = Math.max(...spans.map((span) => span?.toMs ?? 0));
  const reaches = spans.every((span) => span !== undefined && span.fromMs <= fromMs);
  if (!ring || !reaches || newestMs === 0) return undefined;
  const toMs = Math.max(fromMs, Math.min(question.toMs, newestMs));
  const step = { fromMs, toMs, stepS: 1, places };
  const ranges = metrics.map((metric) => ring.range({ ...step, metric }));
  const secondsMs = ranges[0]?.timesMs ?? new Float64Array();
  const cuts = stepsOf(secondsMs, endsMs);
  const rows = places.flatMap((place, at) => cuts.map((cut) => ({ ...cut, place, at })));
  const columns: Record<string, Float64Array> = {
    place: Float64Array.from(rows, ({ place }) => place),
    endMs: Float64Array.from(rows, ({ endMs }) => endMs),
    lastMs: Float64Array.from(rows, ({ to }) => secondsMs[to - 1] as number),
    longestS: new Float64Array(rows.length).fill(1),
  };
  for (const [i, metric] of metrics.entries()) {
    const told = rows.map(({ at, from, to }) =>
      foldSeconds(metric, ranges[i]?.series[at] as RangeSeries, from, to),
    );
    for (const name of ['value', 'low', 'high', 'knownS'] as const) {
      columns[`${name}${i}`] = Float64Array.from(told, (one) => one[name]);
    }
  }
  return { rows: rows.length, columns };
}

/** Which seconds, by index, lie in which step. */
function stepsOf(secondsMs: Float64Array, endsMs: Float64Array) {
  const cuts: { endMs: number; from: number; to: number }[] = [];
  let from = 0;
  for (const endMs of endsMs) {
    let to = from;
    while (to < secondsMs.length && (secondsMs[to] as number) <= endMs) to++;
    if (to > from) cuts.push({ endMs, from, to });
    from = to;
  }
  return cuts;
}

function foldSeconds(metric: StoredMetricId, series: RangeSeries, from: number, to: number) {
  const { kind, overTime } = metricOf(metric);
  const { mean, coverage } = series;
  let [knownS, sum, last] = [0, 0, Number.NaN];
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let second = from; second < to; second++) {
    if (!((coverage[second] as number) > 0)) continue;
    const value = mean[second] as number;
    knownS++;
    sum += value;
    low = Math.min(low, value);
    high = Math.max(high, value);
    last = kind === 'mask' && knownS > 1 ? last | value : value;
  }
  if (kind === 'counter') return { value: sum, low: sum, high: sum, knownS };
  if (kind === 'gauge' && overTime !== 'last') return { value: sum / knownS, low, high, knownS };
  return { value: last, low: last, high: last, knownS };
}
