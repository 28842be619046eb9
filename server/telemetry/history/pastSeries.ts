// Series of the past from the store: the tier that fits, a coarser one for what is older, finer ones for the newest.
import { metricOf } from '../../contract/metrics.ts';
import type { History, RangeSeries } from '../telemetry.ts';
import { pourRests } from './complement.ts';
import type { HistoryStore, StoreRows } from './history.ts';
import { knownAfter } from './knownTime.ts';
import { pour } from './pour.ts';
import { ringRows } from './ringRows.ts';
import { numbers } from './rows.ts';
import { type SeriesQuestion, seriesSql } from './seriesSql.ts';
import { type StepAxis, type Target, unknownSeries } from './stepSeries.ts';
import { chooseTiers, type TierPlan } from './tierChoice.ts';
import type { Tier } from './tiers.ts';

export interface PastAnswer {
  /** The tier that gave most of the answer. */
  readonly tier: Pick<Tier, 'name' | 'stepS'>;
  /** One a place, for each metric. */
  readonly series: readonly (readonly RangeSeries[])[];
}

/** No row is longer, and none reaches over a bound of such quarter-hours. */
const LONGEST_ROW_MS = 900_000;

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
  const { stepS, metrics, fromMs: wantedMs } = question;
  const [one] = metrics;
  const plan = one && chooseTiers(store.tiers, metricOf(one).scope, stepS, nowMs - wantedMs);
  if (!plan) return undefined;
  const wide = plan.older.length > 0 ? wholeRows(axis, stepS) : axis;
  const { tier, series } = await readPlanned(store, plan, question, wide, signal);
  const before = (axis.startMs - wide.startMs) / 1_000 / stepS;
  const asked = (values: Float64Array): Float64Array =>
    values.subarray(before, before + axis.timesMs.length);
  return {
    tier,
    series:
      wide === axis
        ? series
        : series.map((all) =>
            all.map(({ place, min, mean, max, coverage }) => ({
              place,
              ...{ min: asked(min), mean: asked(mean), max: asked(max) },
              coverage: asked(coverage),
            })),
          ),
  };
}

/** With the steps of the longest rows that reach over its ends: what finer rows have of these is known of all of them. */
function wholeRows(axis: StepAxis, stepS: number): StepAxis {
  const stepMs = stepS * 1_000;
  if (axis.areDays || LONGEST_ROW_MS % stepMs !== 0 || axis.timesMs.length === 0) return axis;
  const startMs = Math.floor(axis.startMs / LONGEST_ROW_MS) * LONGEST_ROW_MS;
  const lastMs = axis.timesMs.at(-1) as number;
  const endMs = Math.ceil(lastMs / LONGEST_ROW_MS) * LONGEST_ROW_MS;
  const timesMs = Float64Array.from(
    { length: (endMs - startMs) / stepMs },
    (_, i) => startMs + (i + 1) * stepMs,
  );
  return { timesMs, startMs, areDays: false };
}

async function readPlanned(
  store: PastStore,
  plan: TierPlan,
  question: Omit<SeriesQuestion, 'daysMs'>,
  axis: StepAxis,
  signal: AbortSignal | undefined,
): Promise<PastAnswer> {
  const { places, metrics } = question;
  const { timesMs, startMs: first } = axis;
  const series = metrics.map(() => places.map((place) => unknownSeries(place, timesMs.length)));
  const last = timesMs.at(-1) ?? 0;
  const into: Target = { question, axis, series, at: new Map(places.map((p, i) => [p, i])) };

  const days = axis.areDays ? { daysMs: timesMs } : {};

  /** END of the newest row of the tiers that were read so far. */
  let readMs = Number.NaN;

  async function read(tier: Tier, fromMs: number, toMs: number, older = false): Promise<void> {
    if (fromMs >= toMs) return;
    const asked = { ...question, ...days, fromMs, toMs };
    const rows = (await store.warm?.series(tier, asked)) ?? (await query(tier, asked));
    const rests = older && !axis.areDays && Number.isInteger(tier.stepS / question.stepS);
    for (const i of metrics.keys()) {
      if (rests) pourRests(rows, i, tier, into, store.stretches?.());
      else pour(rows, i, tier, into, fromMs === readMs);
    }
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
    // Its row that reaches over what is known already fills what is missing of its steps.
    const rowMs = tier.stepS * 1_000;
    const fromMs = knownFrom(into);
    if (fromMs === first) break;
    const knownMs = Math.ceil(fromMs / rowMs) * rowMs;
    await read(tier, first, Number.isNaN(knownMs) ? reach : knownMs, true);
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

/** The first second after a gap has no growth: without it a step is whole. */
const FIRST_SECOND_S = 1.5;

/**
 * Where the first step begins that is known so far, of any metric and place, or ends if it is known in part; NaN where none
 * is.
 */
function knownFrom({ axis, series, question }: Target): number {
  const { timesMs, startMs } = axis;
  let first = timesMs.length;
  for (const { coverage } of series.flat()) {
    const found = coverage.findIndex((share) => share > 0);
    if (found >= 0) first = Math.min(first, found);
  }
  if (first === timesMs.length) return Number.NaN;
  const wholeRatio = 1 - FIRST_SECOND_S / question.stepS;
  const isWhole = series.flat().every(({ coverage }) => (coverage[first] as number) >= wholeRatio);
  return isWhole ? (timesMs[first - 1] ?? startMs) : (timesMs[first] as number);
}
