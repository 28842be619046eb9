// Series of the past from the store: the tier that fits, a coarser one for what is older, finer ones for the newest.
import { metricOf } from '../../contract/metrics.ts';
import type { RangeSeries } from '../telemetry.ts';
import type { HistoryStore, StoreRows } from './history.ts';
import { numbers } from './rows.ts';
import { type SeriesQuestion, seriesSql } from './seriesSql.ts';
import { chooseTiers } from './tierChoice.ts';
import type { Tier } from './tiers.ts';

export interface PastAnswer {
  /** The tier that gave most of the answer. */
  readonly tier: Pick<Tier, 'name' | 'stepS'>;
  readonly series: readonly RangeSeries[];
}

/**
 * One series a place over steps that end at `timesMs` (multiples of stepS); undefined for a scope that is not stored.
 * A row that is longer than the step stands for every step in it: a mean as it is, growth in equal parts.
 */
export async function readPast(
  store: Pick<HistoryStore, 'tiers' | 'query'>,
  question: SeriesQuestion,
  timesMs: Float64Array,
  nowMs: number,
  signal?: AbortSignal,
): Promise<PastAnswer | undefined> {
  const { scope } = metricOf(question.metric);
  const { stepS, places } = question;
  const plan = chooseTiers(store.tiers, scope, stepS, nowMs - question.fromMs);
  if (!plan) return undefined;
  const series = places.map((place) => unknownSeries(place, timesMs.length));
  const first = (timesMs[0] ?? 0) - stepS * 1_000;
  const last = timesMs.at(-1) ?? 0;
  const into: Target = { question, timesMs, series, at: new Map(places.map((p, i) => [p, i])) };

  async function read(tier: Tier, fromMs: number, toMs: number): Promise<void> {
    if (fromMs >= toMs) return;
    const sql = seriesSql(tier, { ...question, fromMs, toMs });
    const rows = await store.query({ sql, fromMs, toMs, ...(signal && { signal }) });
    pour(rows, tier, into);
  }

  await read(plan.main, first, last);
  for (const tier of plan.older) {
    const known = knownSpan(into);
    await read(tier, first, Number.isNaN(known.fromMs) ? last : known.fromMs);
  }
  for (const tier of plan.newer) {
    const known = knownSpan(into);
    if (!Number.isNaN(known.toMs)) await read(tier, known.toMs, last);
  }
  return { tier: { name: plan.main.name, stepS: plan.main.stepS }, series };
}

interface Target {
  readonly question: SeriesQuestion;
  readonly timesMs: Float64Array;
  readonly series: readonly RangeSeries[];
  /** Index of the series of a place. */
  readonly at: ReadonlyMap<number, number>;
}

/** A series of which nothing is known. */
export function unknownSeries(place: number, length: number): RangeSeries {
  const empty = (): Float64Array => new Float64Array(length).fill(Number.NaN);
  return { place, min: empty(), mean: empty(), max: empty(), coverage: new Float64Array(length) };
}

/** The steps that are known so far, of any place: from the start of the first to the end of the last. */
function knownSpan({ timesMs, series, question }: Target): { fromMs: number; toMs: number } {
  let first = timesMs.length;
  let last = -1;
  for (const { coverage } of series) {
    const found = coverage.findIndex((share) => share > 0);
    if (found >= 0) first = Math.min(first, found);
    last = Math.max(
      last,
      coverage.findLastIndex((share) => share > 0),
    );
  }
  if (last < 0) return { fromMs: Number.NaN, toMs: Number.NaN };
  return {
    fromMs: (timesMs[first] as number) - question.stepS * 1_000,
    toMs: timesMs[last] as number,
  };
}

function pour(rows: StoreRows, tier: Tier, into: Target): void {
  const { question, timesMs } = into;
  const [places, ends] = [numbers(rows, 'place'), numbers(rows, 'endMs')];
  const [values, lows, highs] = [
    numbers(rows, 'value'),
    numbers(rows, 'low'),
    numbers(rows, 'high'),
  ];
  const known = numbers(rows, 'knownS');
  const stepMs = question.stepS * 1_000;
  const rowS = Math.max(tier.stepS, question.stepS);
  const steps = Math.max(1, Math.round(rowS / question.stepS));
  const share = metricOf(question.metric).kind === 'counter' ? 1 / steps : 1;
  const origin = timesMs[0] ?? 0;
  for (let row = 0; row < rows.rows; row++) {
    const one = into.series[into.at.get(places[row] as number) ?? -1];
    if (!one) continue;
    const end = Math.ceil(((ends[row] as number) - origin) / stepMs);
    for (let step = Math.max(0, end - steps + 1); step <= end && step < timesMs.length; step++) {
      if ((one.coverage[step] as number) > 0) continue;
      one.mean[step] = (values[row] as number) * share;
      one.min[step] = (lows[row] as number) * share;
      one.max[step] = (highs[row] as number) * share;
      one.coverage[step] = Math.min(1, (known[row] as number) / rowS);
    }
  }
}
