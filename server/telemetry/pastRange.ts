// The past of a metric from ring and store together: the store reaches back, the ring has the newest seconds.
import { type MetricId, metricOf } from '../contract/metrics.ts';
import type { StoredMetricId } from './columns.ts';
import { daySteps } from './daySteps.ts';
import type { HistoryStore } from './history/history.ts';
import { gapsOver, type KnownTime } from './history/knownTime.ts';
import { type PastAnswer, readPast } from './history/pastSeries.ts';
import { StoreSilent } from './history/silent.ts';
import { type StepAxis, unknownSeries } from './history/stepSeries.ts';
import { readingOf, type ShownRatio, shownRatio, slide } from './pastRatio.ts';
import { joinHistories } from './ring/ringHistory.ts';
import type { RangeRequest, RangeSeries, Telemetry } from './telemetry.ts';

export interface PastRange {
  readonly timesMs: Float64Array;
  readonly series: readonly RangeSeries[];
  readonly tier: { readonly name: string; readonly stepS: number };
}

export interface PastRequest extends Omit<RangeRequest, 'metric'> {
  /** Of one scope. */
  readonly metrics: readonly MetricId[];
  /** Steps are the days of this zone, and stepS is 86,400. Only the store has them: no day fits into the ring. */
  readonly dayZone?: string | undefined;
}

const RING = { name: 'ring', stepS: 1 } as const;

/** ENDs of the steps that hold the seconds fromMs < t <= toMs. */
function stepEnds({ fromMs, toMs, stepS }: Omit<RangeRequest, 'metric'>): Float64Array {
  const stepMs = stepS * 1_000;
  const first = Math.floor(fromMs / stepMs) + 1;
  const count = Math.max(0, Math.ceil(toMs / stepMs) - first + 1);
  return Float64Array.from({ length: count }, (_, i) => (first + i) * stepMs);
}

type Known = Pick<Telemetry, 'history' | 'frame'>;

/**
 * One range a metric; undefined for one that neither ring nor store remembers. While the store does not answer the ring
 * alone does: what is older has no coverage.
 */
export async function readRanges(
  telemetry: Known,
  store: HistoryStore | undefined,
  request: PastRequest,
  signal?: AbortSignal,
): Promise<readonly (PastRange | undefined)[]> {
  const { metrics, dayZone, ...rest } = request;
  const { history } = telemetry;
  const found = new Map<MetricId, PastRange>();
  const stored: MetricId[] = [];
  for (const metric of metrics) {
    const span = dayZone === undefined ? history.span(metric) : undefined;
    const ratio = shownRatio(metric);
    // A ratio of a step longer than its window is one of the whole step: the ring has the window's own only.
    const fits = !ratio || request.stepS <= ratio.windowS;
    if (span && (!store || (fits && request.fromMs >= span.fromMs))) {
      found.set(metric, { ...history.range({ ...rest, metric }), tier: RING });
    } else if (!store) {
      if (dayZone !== undefined) found.set(metric, unknownDays(request, dayZone));
    } else if (ratio) {
      const past = await readRatio(
        telemetry,
        store,
        { ...request, metrics: [metric] },
        ratio,
        signal,
      );
      if (past) found.set(metric, past);
    } else stored.push(metric);
  }
  if (store && stored.length > 0) {
    const past = await readStored(telemetry, store, { ...request, metrics: stored }, signal);
    for (const [i, range] of past.entries()) found.set(stored[i] as MetricId, range);
  }
  return metrics.map((metric) => found.get(metric));
}

/** From the store, and from the ring where that knows more of a step. None for a scope that is not stored. */
async function readStored(
  telemetry: Known,
  store: HistoryStore,
  request: PastRequest,
  signal: AbortSignal | undefined,
): Promise<readonly PastRange[]> {
  const { metrics, dayZone, ...rest } = request;
  const { history } = telemetry;
  const days = dayZone === undefined ? undefined : daySteps(request.fromMs, request.toMs, dayZone);
  const timesMs = days?.endsMs ?? stepEnds(request);
  const startMs = days?.startMs ?? (timesMs[0] ?? 0) - request.stepS * 1_000;
  const axis = { timesMs, startMs, areDays: days !== undefined };
  const past = await pastOrNone({ telemetry, store }, request, axis, signal);
  const gaps = gapsOver(store, startMs, timesMs.at(-1) ?? startMs);
  return (past?.series ?? []).map((series, i) => {
    const metric = metrics[i] as MetricId;
    const span = days ? undefined : history.span(metric);
    // Of rows that are longer than the steps each step has the same mean: the ring has its own.
    const finer = (past?.tier.stepS ?? 0) > request.stepS;
    if (span) overlay(series, history.range(ringPart({ ...rest, metric }, span)), timesMs, finer);
    // What has grown in a row is shared out over all of its steps, and has to add up.
    if (metricOf(metric).kind !== 'counter') clearGaps(series, axis, gaps);
    return { timesMs, series, tier: past?.tier ?? RING };
  });
}

/** A row that is longer than the steps speaks of its whole time: of the part that nobody recorded it knows nothing. */
function clearGaps(
  series: readonly RangeSeries[],
  { timesMs, startMs }: StepAxis,
  gaps: KnownTime['gaps'],
): void {
  for (const { fromMs, toMs } of gaps) {
    for (const [step, endMs] of timesMs.entries()) {
      if ((timesMs[step - 1] ?? startMs) < fromMs || endMs > toMs) continue;
      for (const { min, mean, max, coverage } of series) {
        for (const values of [min, mean, max]) values[step] = Number.NaN;
        coverage[step] = 0;
      }
    }
  }
}

function unknownDays({ fromMs, toMs, places }: PastRequest, dayZone: string): PastRange {
  const { endsMs: timesMs } = daySteps(fromMs, toMs, dayZone);
  const series = places.map((place) => unknownSeries(place, timesMs.length));
  return { timesMs, series, tier: RING };
}

async function pastOrNone(
  { telemetry, store }: { readonly telemetry: Known; readonly store: HistoryStore },
  request: PastRequest,
  axis: StepAxis,
  signal: AbortSignal | undefined,
): Promise<PastAnswer | undefined> {
  const question = { ...request, metrics: request.metrics as readonly StoredMetricId[] };
  try {
    const { frame, history } = telemetry;
    const { tiers, query, warm, stretches } = store;
    const ring = joinHistories([history, warm.newest]);
    return await readPast(
      { tiers, query, warm, ring, stretches },
      question,
      axis,
      frame.timeMs,
      signal,
    );
  } catch (error) {
    if (!(error instanceof StoreSilent)) throw error;
    const unknown = (place: number): RangeSeries => unknownSeries(place, axis.timesMs.length);
    const series = request.metrics.map(() => request.places.map(unknown));
    return { tier: RING, series };
  }
}

/** Whether anything is remembered of a metric at all. */
export function isRemembered(
  telemetry: Pick<Telemetry, 'history'>,
  store: HistoryStore | undefined,
  metric: MetricId,
): boolean {
  const stored = store?.tiers.some(({ columns }) => columns.some((c) => c.metric === metric));
  return telemetry.history.span(metric) !== undefined || stored === true;
}

function ringPart(request: RangeRequest, span: { readonly fromMs: number }): RangeRequest {
  const stepMs = request.stepS * 1_000;
  return { ...request, fromMs: Math.floor(span.fromMs / stepMs) * stepMs };
}

/** Where the ring knows more of a step than the store has yet written; if it is `better`, also where it knows as much. */
function overlay(
  series: readonly RangeSeries[],
  ring: { readonly timesMs: Float64Array; readonly series: readonly RangeSeries[] },
  timesMs: Float64Array,
  better = false,
): void {
  const shift = timesMs.indexOf(ring.timesMs[0] ?? Number.NaN);
  if (shift < 0) return;
  series.forEach((into, i) => {
    const from = ring.series[i];
    if (!from) return;
    for (let step = 0; step < from.coverage.length && shift + step < timesMs.length; step++) {
      const at = shift + step;
      const more = (from.coverage[step] as number) - (into.coverage[at] as number);
      if (better ? more < 0 : more <= 0) continue;
      into.min[at] = from.min[step] as number;
      into.mean[at] = from.mean[step] as number;
      into.max[at] = from.max[step] as number;
      into.coverage[at] = from.coverage[step] as number;
    }
  });
}

/** Its meters from the store; what the ring has of it is of the same window, to the newest second. */
async function readRatio(
  telemetry: Known,
  store: HistoryStore,
  request: PastRequest,
  ratio: ShownRatio,
  signal: AbortSignal | undefined,
): Promise<PastRange | undefined> {
  const { metrics, dayZone, ...rest } = request;
  const { steps, areDays, ...reading } = readingOf(ratio, rest, dayZone !== undefined);
  const read = (meters: readonly MetricId[]): Promise<readonly PastRange[]> => {
    const zone = areDays ? dayZone : undefined;
    const asked = { ...rest, ...reading, metrics: meters, dayZone: zone };
    return readStored(telemetry, store, asked, signal);
  };
  const { numerator, denominator } = ratio;
  const areOne = metricOf(numerator).scope === metricOf(denominator).scope;
  const [above, below] = areOne
    ? await read([numerator, denominator])
    : [(await read([numerator]))[0], (await read([denominator]))[0]];
  if (!above || !below) return undefined;
  const { toMs, fromMs } = request;
  const timesMs =
    dayZone === undefined ? stepEnds(request) : daySteps(fromMs, toMs, dayZone).endsMs;
  const series = above.series.map((over, i) =>
    slide(ratio, over, below.series[i] ?? over, above.timesMs, timesMs, steps),
  );
  const [metric] = metrics;
  const span = metric && dayZone === undefined ? telemetry.history.span(metric) : undefined;
  if (metric && span && request.stepS <= ratio.windowS) {
    overlay(series, telemetry.history.range(ringPart({ ...rest, metric }, span)), timesMs, true);
  }
  return { timesMs, series, tier: above.tier };
}
