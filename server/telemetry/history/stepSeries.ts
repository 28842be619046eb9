// The steps of an answer, and how values come into them.
import { metricOf } from '../../contract/metrics.ts';
import type { RangeSeries } from '../telemetry.ts';
import type { SeriesQuestion } from './seriesSql.ts';

/** The steps of an answer. */
export interface StepAxis {
  /** END of each step: multiples of stepS, or midnights. */
  readonly timesMs: Float64Array;
  /** Where the first one begins. */
  readonly startMs: number;
  /** Steps are days of some zone, which are not of one length. */
  readonly areDays: boolean;
}

export interface Target {
  readonly question: Pick<SeriesQuestion, 'metrics' | 'stepS'>;
  readonly axis: StepAxis;
  readonly series: readonly (readonly RangeSeries[])[];
  /** Index of the series of a place. */
  readonly at: ReadonlyMap<number, number>;
}

/** A series of which nothing is known. */
export function unknownSeries(place: number, length: number): RangeSeries {
  const empty = (): Float64Array => new Float64Array(length).fill(Number.NaN);
  return { place, min: empty(), mean: empty(), max: empty(), coverage: new Float64Array(length) };
}

export interface Poured {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly coverage: number;
}

/** The step that ends at a time. */
export function stepFinder({
  question,
  axis: { timesMs, areDays },
}: Target): (endMs: number) => number {
  if (areDays) {
    const days = new Map([...timesMs].map((endMs, day) => [endMs, day]));
    return (endMs) => days.get(endMs) ?? timesMs.length;
  }
  const stepMs = question.stepS * 1_000;
  const originMs = timesMs[0] ?? 0;
  return (endMs) => Math.ceil((endMs - originMs) / stepMs);
}

export function at({ mean, min, max, coverage }: RangeSeries, step: number): Poured {
  const [value, low, high] = [mean[step] as number, min[step] as number, max[step] as number];
  return { value, low, high, coverage: coverage[step] as number };
}

export function put(one: RangeSeries, step: number, { value, low, high, coverage }: Poured): void {
  one.mean[step] = value;
  one.min[step] = low;
  one.max[step] = high;
  one.coverage[step] = Math.min(1, coverage);
}

/** How the older and the newer part of a step become one. */
export function joinOf(
  metric: SeriesQuestion['metrics'][number],
): (old: Poured, young: Poured) => Poured {
  const { kind, overTime } = metricOf(metric);
  const covered = (old: Poured, young: Poured): number => old.coverage + young.coverage;
  if (kind === 'counter') {
    return (old, young) => {
      const value = old.value + young.value;
      return { value, low: value, high: value, coverage: covered(old, young) };
    };
  }
  if (kind === 'gauge' && overTime !== 'last') {
    return (old, young) => ({
      value: (old.value * old.coverage + young.value * young.coverage) / covered(old, young),
      low: Math.min(old.low, young.low),
      high: Math.max(old.high, young.high),
      coverage: covered(old, young),
    });
  }
  return (old, young) => {
    const value = kind === 'mask' ? old.value | young.value : young.value;
    return { value, low: value, high: value, coverage: covered(old, young) };
  };
}

export function dayS({ timesMs, startMs }: StepAxis, day: number): number {
  return ((timesMs[day] as number) - (timesMs[day - 1] ?? startMs)) / 1_000;
}
