// Series of the past from the store: the tier that fits, a coarser one for what is older, finer ones for the newest.
import { metricOf } from '../../contract/metrics.ts';
import type { History, RangeSeries } from '../telemetry.ts';
import type { HistoryStore, StoreRows } from './history.ts';
import { knownAfter } from './knownTime.ts';
import { ringRows } from './ringRows.ts';
import { numbers } from './rows.ts';
import { type SeriesQuestion, seriesSql } from './seriesSql.ts';
import { chooseTiers } from './tierChoice.ts';
import type { Tier } from './tiers.ts';

export interface PastAnswer {
  /** The tier that gave most of the answer. */
  readonly tier: Pick<Tier, 'name' | 'stepS'>;
  /** One a place, for each metric. */
  readonly series: readonly (readonly RangeSeries[])[];
}

/** No row is longer, and none reaches over a bound of such quarter-hours. */
const LONGEST_ROW_MS = 900_000;

/** The steps of an answer. */
export interface StepAxis {
  /** END of each step: multiples of stepS, or midnights. */
  readonly timesMs: Float64Array;
  /** Where the first one begins. */
  readonly startMs: number;
  /** Steps are days of some zone, which are not of one length. */
  readonly areDays: boolean;
}

/** The store, what of it is in memory, and the newest seconds. */
export interface PastStore extends Pick<HistoryStore, 'tiers' | 'query'> {
  readonly warm?: HistoryStore['warm'];
  readonly ring?: History;
  readonly stretches?: HistoryStore['stretches'];
}

/**
 * One series a metric and place over the steps of an axis; undefined for a scope that is not stored.
 * A row that is longer than the step stands for every step in it: a mean as it is, growth in equal parts.
 */
export async function readPast(
  store: PastStore,
  question: Omit<SeriesQuestion, 'daysMs'>,
  axis: StepAxis,
  nowMs: number,
  signal?: AbortSignal,
): Promise<PastAnswer | undefined> {
  const { stepS, places, metrics, fromMs: wantedMs } = question;
  const [one] = metrics;
  const plan = one && chooseTiers(store.tiers, metricOf(one).scope, stepS, nowMs - wantedMs);
  if (!plan) return undefined;
  const { timesMs, startMs: first } = axis;
  const series = metrics.map(() => places.map((place) => unknownSeries(place, timesMs.length)));
  const last = timesMs.at(-1) ?? 0;
  const into: Target = { question, axis, series, at: new Map(places.map((p, i) => [p, i])) };

  const days = axis.areDays ? { daysMs: timesMs } : {};

  /** END of the newest row of the tiers that were read so far. */
  let readMs = Number.NaN;

  async function read(tier: Tier, fromMs: number, toMs: number): Promise<void> {
    if (fromMs >= toMs) return;
    const asked = { ...question, ...days, fromMs, toMs };
    const rows = (await store.warm?.series(tier, asked)) ?? (await query(tier, asked));
    for (const i of metrics.keys()) pour(rows, i, tier, into, fromMs === readMs);
    for (const lastMs of numbers(rows, 'lastMs')) readMs = Math.max(readMs || 0, lastMs);
  }

  function query(tier: Tier, asked: SeriesQuestion): Promise<StoreRows> {
    const { fromMs, toMs } = asked;
    const sql = seriesSql(tier, asked);
    return store.query({ sql, fromMs, toMs, ...(signal && { signal }) });
  }

  // The row that holds the end of the span may end later than the span does.
  const reach = axis.areDays ? last : Math.ceil(last / LONGEST_ROW_MS) * LONGEST_ROW_MS;
  await read(plan.main, first, reach);
  for (const tier of plan.older) {
    // Its row that reaches over what is known already fills the steps before.
    const rowMs = tier.stepS * 1_000;
    const fromMs = knownFrom(into);
    if (fromMs === first) break;
    const knownMs = Math.ceil(fromMs / rowMs) * rowMs;
    await read(tier, first, Number.isNaN(knownMs) ? reach : knownMs);
  }
  for (const tier of plan.newer) {
    if (Number.isNaN(readMs)) continue;
    const { stretches } = store;
    // The ring need not have what nobody recorded.
    const fromMs = stretches ? knownAfter({ stretches }, readMs) : readMs;
    const seconds = { metrics, places, fromMs, toMs: last, endsMs: timesMs };
    const newest = readMs < last ? ringRows(store.ring, seconds) : undefined;
    if (!newest) {
      await read(tier, readMs, last);
      continue;
    }
    for (const i of metrics.keys()) pour(newest, i, { stepS: 1 }, into, true);
    break;
  }
  return { tier: { name: plan.main.name, stepS: plan.main.stepS }, series };
}

interface Target {
  readonly question: Pick<SeriesQuestion, 'metrics' | 'stepS'>;
  readonly axis: StepAxis;
  readonly series: PastAnswer['series'];
  /** Index of the series of a place. */
  readonly at: ReadonlyMap<number, number>;
}

/** A series of which nothing is known. */
export function unknownSeries(place: number, length: number): RangeSeries {
  const empty = (): Float64Array => new Float64Array(length).fill(Number.NaN);
  return { place, min: empty(), mean: empty(), max: empty(), coverage: new Float64Array(length) };
}

/** Where the first step begins that is known so far, of any metric and place; NaN where none is. */
function knownFrom({ axis, series }: Target): number {
  const { timesMs, startMs } = axis;
  let first = timesMs.length;
  for (const { coverage } of series.flat()) {
    const found = coverage.findIndex((share) => share > 0);
    if (found >= 0) first = Math.min(first, found);
  }
  return first === timesMs.length ? Number.NaN : (timesMs[first - 1] ?? startMs);
}

interface Poured {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly coverage: number;
}

/** `joins`: rows that come after those that a step has already are put to them; else a step keeps what it has. */
function pour(
  rows: StoreRows,
  metricAt: number,
  tier: Pick<Tier, 'stepS'>,
  into: Target,
  joins: boolean,
): void {
  const { question, axis } = into;
  const { timesMs } = axis;
  const [places, ends] = [numbers(rows, 'place'), numbers(rows, 'endMs')];
  const of = (name: string): Float64Array => numbers(rows, `${name}${metricAt}`);
  const [values, lows, highs, known] = [of('value'), of('low'), of('high'), of('knownS')];
  const longest = numbers(rows, 'longestS');
  const metric = question.metrics[metricAt] as SeriesQuestion['metrics'][number];
  const grows = metricOf(metric).kind === 'counter';
  const join = joins ? joinOf(metric) : undefined;
  const stepOf = stepFinder(into);
  for (let row = 0; row < rows.rows; row++) {
    const one = into.series[metricAt]?.[into.at.get(places[row] as number) ?? -1];
    if (!one || !((known[row] as number) > 0)) continue;
    const end = stepOf(ends[row] as number);
    const rowS = Math.max(tier.stepS, question.stepS, longest[row] as number);
    const inSteps = rowS / question.stepS;
    // What has grown is shared out in whole parts or not at all.
    const steps = grows && !Number.isInteger(inSteps) ? 1 : Math.ceil(inSteps);
    const share = grows ? 1 / steps : 1;
    for (let step = Math.max(0, end - steps + 1); step <= end && step < timesMs.length; step++) {
      const has = (one.coverage[step] as number) > 0;
      if (has && !join) continue;
      const lengthS = axis.areDays ? dayS(axis, step) : rowS;
      const poured = {
        value: (values[row] as number) * share,
        low: (lows[row] as number) * share,
        high: (highs[row] as number) * share,
        coverage: (known[row] as number) / lengthS,
      };
      put(one, step, has && join ? join(at(one, step), poured) : poured);
    }
  }
}

/** The step that ends at a time. */
function stepFinder({ question, axis: { timesMs, areDays } }: Target): (endMs: number) => number {
  if (areDays) {
    const days = new Map([...timesMs].map((endMs, day) => [endMs, day]));
    return (endMs) => days.get(endMs) ?? timesMs.length;
  }
  const stepMs = question.stepS * 1_000;
  const originMs = timesMs[0] ?? 0;
  return (endMs) => Math.ceil((endMs - originMs) / stepMs);
}

function at({ mean, min, max, coverage }: RangeSeries, step: number): Poured {
  const [value, low, high] = [mean[step] as number, min[step] as number, max[step] as number];
  return { value, low, high, coverage: coverage[step] as number };
}

function put(one: RangeSeries, step: number, { value, low, high, coverage }: Poured): void {
  one.mean[step] = value;
  one.min[step] = low;
  one.max[step] = high;
  one.coverage[step] = Math.min(1, coverage);
}

/** How the older and the newer part of a step become one. */
function joinOf(metric: SeriesQuestion['metrics'][number]): (old: Poured, young: Poured) => Poured {
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

function dayS({ timesMs, startMs }: StepAxis, day: number): number {
  return ((timesMs[day] as number) - (timesMs[day - 1] ?? startMs)) / 1_000;
}
