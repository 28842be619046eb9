// History from the ring: buckets that end on multiples of the step, with the share of seconds that were known.
import type { OverTime } from '../../contract/metric.ts';
import { metricOf } from '../../contract/metrics.ts';
import type { History, RangeRequest, RangeSeries } from '../telemetry.ts';
import type { Ring } from './ring.ts';
import type { RingColumn } from './ringColumn.ts';

/** Above this a request is refused: nobody can look at more, and memory is not free. */
const MAX_STEPS = 20_000;

export function createRingHistory(ring: Ring): History {
  return {
    span(metric) {
      const column = ring.column(metric);
      if (!column) return undefined;
      if (Number.isNaN(ring.newestS)) return { fromMs: 0, toMs: 0, stepS: 1 };
      const fromS = Math.max(ring.firstS - 1, ring.newestS - column.plan.seconds);
      return { fromMs: fromS * 1000, toMs: ring.newestS * 1000, stepS: 1 };
    },
    range(request) {
      const column = ring.column(request.metric);
      if (!column) throw new RangeError(`metric ${request.metric} is not remembered`);
      const timesMs = stepEnds(request);
      const series = request.places.map((place) =>
        seriesOf(ring, column, place, timesMs, request.stepS),
      );
      return { timesMs, series };
    },
  };
}

/** What several rings keep, none of it in two of them. */
export function joinHistories(histories: readonly History[]): History {
  return {
    span(metric) {
      for (const history of histories) {
        const span = history.span(metric);
        if (span) return span;
      }
      return undefined;
    },
    range(request) {
      const history = histories.find(({ span }) => span(request.metric) !== undefined);
      if (!history) throw new RangeError(`metric ${request.metric} is not remembered`);
      return history.range(request);
    },
  };
}

/** ENDs of the steps that hold the seconds fromMs < t <= toMs. */
function stepEnds({ fromMs, toMs, stepS }: RangeRequest): Float64Array {
  const stepMs = stepS * 1000;
  const first = Math.floor(fromMs / stepMs) + 1;
  const count = Math.max(0, Math.ceil(toMs / stepMs) - first + 1);
  if (count > MAX_STEPS) {
    throw new RangeError(`${count} steps of ${stepS} s were asked for; at most ${MAX_STEPS}`);
  }
  return Float64Array.from({ length: count }, (_, i) => (first + i) * stepMs);
}

function seriesOf(
  ring: Ring,
  column: RingColumn,
  place: number,
  timesMs: Float64Array,
  stepS: number,
): RangeSeries {
  const fold = FOLDS[metricOf(column.plan.metric).overTime] ?? foldGauge;
  const blank = (): Float64Array => new Float64Array(timesMs.length).fill(Number.NaN);
  const series = {
    place,
    min: blank(),
    mean: blank(),
    max: blank(),
    coverage: new Float64Array(timesMs.length),
  };
  if (!(place >= 0 && place < column.plan.places)) return series;
  const oldestS = Math.max(ring.firstS, ring.newestS - column.plan.seconds + 1);
  for (let step = 0; step < timesMs.length; step++) {
    const endS = (timesMs[step] as number) / 1000;
    const fromS = Math.max(endS - stepS + 1, oldestS);
    const toS = Math.min(endS, ring.newestS);
    const known = fold(column, place, fromS, toS, series, step);
    series.coverage[step] = known / stepS;
  }
  return series;
}

/** Folds the seconds fromS..toS of a place into one step; how many of them were known. */
type Fold = (
  column: RingColumn,
  place: number,
  fromS: number,
  toS: number,
  into: RangeSeries,
  step: number,
) => number;

const FOLDS: Partial<Record<OverTime, Fold>> = {
  minMeanMax: foldGauge,
  or: (column, place, fromS, toS, into, step) =>
    foldCode(column, place, fromS, toS, into, step, (bits, value) => bits | value),
  last: (column, place, fromS, toS, into, step) =>
    foldCode(column, place, fromS, toS, into, step, (_, value) => value),
};

function foldGauge(
  column: RingColumn,
  place: number,
  fromS: number,
  toS: number,
  into: RangeSeries,
  step: number,
): number {
  let known = 0;
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let second = fromS; second <= toS; second++) {
    const value = column.read(second, place);
    if (Number.isNaN(value)) continue;
    known++;
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  if (known > 0) {
    into.min[step] = min;
    into.mean[step] = sum / known;
    into.max[step] = max;
  }
  return known;
}

/** Masks and states have one value a step: every bit that was set, or the last state. */
function foldCode(
  column: RingColumn,
  place: number,
  fromS: number,
  toS: number,
  into: RangeSeries,
  step: number,
  join: (before: number, value: number) => number,
): number {
  let known = 0;
  let code = 0;
  for (let second = fromS; second <= toS; second++) {
    const value = column.read(second, place);
    if (Number.isNaN(value)) continue;
    known++;
    code = join(code, value);
  }
  if (known > 0) {
    into.min[step] = code;
    into.mean[step] = code;
    into.max[step] = code;
  }
  return known;
}
