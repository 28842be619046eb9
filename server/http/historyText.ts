// The past as text, JSON or CSV, in pieces of a few milliseconds each: the live stream goes on between them.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Scope } from '../contract/metric.ts';
import { type MetricId, metricOf } from '../contract/metrics.ts';
import { isUnknown } from '../contract/table.ts';
import type { HistoryStore } from '../telemetry/history/history.ts';
import { knownTime } from '../telemetry/history/knownTime.ts';
import { type PastRange, readRanges } from '../telemetry/pastRange.ts';
import type { RangeSeries, Telemetry } from '../telemetry/telemetry.ts';
import { csvHead, csvLine } from './csv.ts';

/** Series that are read in one turn of the loop: each costs its seconds, however few its points. */
const SERIES_A_TURN = 50;
/** Points of a series that are read and written in one turn of the loop. */
const POINTS_A_TURN = 5_000;
/** Points of several metrics that are one question to the store: it looks for their places once. */
const POINTS_A_QUESTION = 50_000;

/** A place by its index, or a job by its number. */
export interface NamedSeries {
  readonly kind: Scope;
  readonly index: number;
  readonly id: string;
}

export interface HistoryPlan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepS: number;
  /** Steps are the days of this zone. */
  readonly dayZone: string | undefined;
  readonly chosen: ReadonlyMap<MetricId, readonly NamedSeries[]>;
}

export interface HistoryParts {
  readonly telemetry: Telemetry;
  readonly store: HistoryStore | undefined;
  readonly signal: AbortSignal;
  /** A past is being made beside the live stream. */
  readonly making: boolean;
}

interface Piece {
  readonly metric: MetricId;
  readonly places: readonly NamedSeries[];
  readonly answer: PastRange;
}

async function* readPieces(plan: HistoryPlan, parts: HistoryParts): AsyncGenerator<Piece> {
  const { chosen, ...span } = plan;
  const { telemetry, store, signal } = parts;
  const points = Math.ceil((span.toMs - span.fromMs) / 1_000 / span.stepS);
  const atOnce = Math.max(1, Math.min(SERIES_A_TURN, Math.floor(POINTS_A_TURN / points)));
  for (const [metrics, all] of questionsOf(chosen, points)) {
    const together = Math.max(1, Math.floor(SERIES_A_TURN / metrics.length));
    const most = metrics.length > 1 ? together : atOnce;
    for (let from = 0; from < all.length; from += most) {
      const places = all.slice(from, from + most);
      const indices = places.map(({ index }) => index);
      const request = { metrics, places: indices, ...span };
      const answers = await readRanges(telemetry, store, request, signal);
      for (const [i, answer] of answers.entries()) {
        if (answer) yield { metric: metrics[i] as MetricId, places, answer };
        await nextTurn();
      }
    }
  }
}

type Question = readonly [metrics: MetricId[], places: readonly NamedSeries[]];

/** Metrics of one scope, which have the same places, are asked together where so many points are not too many. */
function questionsOf(chosen: HistoryPlan['chosen'], points: number): readonly Question[] {
  const questions: Question[] = [];
  for (const [metric, places] of chosen) {
    const [metrics, of] = questions.at(-1) ?? [[], []];
    const alike = metrics[0] !== undefined && metricOf(metrics[0]).scope === metricOf(metric).scope;
    const size = (metrics.length + 1) * of.length * points;
    if (alike && size <= POINTS_A_QUESTION) metrics.push(metric);
    else questions.push([[metric], places]);
  }
  return questions;
}

export async function* historyJson(plan: HistoryPlan, parts: HistoryParts): AsyncGenerator<string> {
  const { chosen: _, dayZone: __, ...span } = plan;
  let last: PastRange | undefined;
  for await (const { metric, places, answer } of readPieces(plan, parts)) {
    const series = answer.series.map((one, i) => seriesOf(metric, places[i]?.id ?? '', one));
    yield `${last ? ',' : '{"series":['}${JSON.stringify(series).slice(1, -1)}`;
    last = answer;
  }
  const { store, making } = parts;
  const fromStore = store && last?.tier.name !== 'ring';
  const known = fromStore && knownTime(store, span.fromMs, span.toMs);
  const tier = last && { tier: last.tier };
  const yet = fromStore && making ? { making } : {};
  const tail = { ...span, ...tier, ...known, ...yet, timesMs: [...(last?.timesMs ?? [])] };
  yield `${last ? '' : '{"series":['}],${JSON.stringify(tail).slice(1)}`;
}

const CSV_COLUMNS = ['time', 'metric', 'id', 'unit', 'min', 'mean', 'max', 'coverage'];

/** A line a step and series; the time is the END of the step. */
export async function* historyCsv(
  plan: HistoryPlan,
  { telemetry, ...parts }: HistoryParts,
): AsyncGenerator<string> {
  const [from, to] = [plan.fromMs, plan.toMs].map((ms) => new Date(ms).toISOString());
  const steps = plan.dayZone ? `a day of ${plan.dayZone}` : `${plan.stepS} s`;
  const about = `from ${from} to ${to}, steps of ${steps}; time is the END of a step, UTC`;
  yield csvHead({ source: telemetry.source, about, columns: CSV_COLUMNS });
  for await (const { metric, places, answer } of readPieces(plan, { telemetry, ...parts })) {
    const times = Array.from(answer.timesMs, (timeMs) => new Date(timeMs).toISOString());
    for (const [i, one] of answer.series.entries()) {
      const { id, unit, min, mean, max, coverage } = seriesOf(metric, places[i]?.id ?? '', one);
      yield times
        .map((time, step) =>
          csvLine([
            time,
            metric,
            id,
            unit,
            min[step] ?? null,
            mean[step] ?? null,
            max[step] ?? null,
            coverage[step] ?? null,
          ]),
        )
        .join('');
    }
  }
}

function seriesOf(metric: MetricId, id: string, { min, mean, max, coverage }: RangeSeries) {
  const known = (values: Float64Array): (number | null)[] =>
    Array.from(values, (value) => (isUnknown(metric, value) ? null : value));
  return {
    metric,
    id,
    unit: metricOf(metric).unit,
    min: known(min),
    mean: known(mean),
    max: known(max),
    coverage: [...coverage],
  };
}
