// GET /api/history: the past of some metrics at some places, in steps.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { HistoryAnswer, HistoryQuery } from '../../contract/api.ts';
import type { Scope } from '../../contract/metric.ts';
import { type MetricId, metricOf } from '../../contract/metrics.ts';
import { isUnknown } from '../../contract/table.ts';
import type { HistoryStore } from '../../telemetry/history/history.ts';
import { readKnownTime } from '../../telemetry/history/knownTime.ts';
import { isRemembered, type PastRange, readRange } from '../../telemetry/pastRange.ts';
import type { RangeSeries, Telemetry } from '../../telemetry/telemetry.ts';
import { MAX_POINTS_OF_ALL, planSteps } from '../historySteps.ts';
import { allPlaces, lookUpMetrics, lookUpPlaces, needFrame } from '../lookUp.ts';
import { readMoment } from '../moment.ts';
import type { Route } from '../parts.ts';
import { HEAVY } from '../rate.ts';
import { REFUSALS, refusal } from '../refusal.ts';

type Store = HistoryStore | undefined;

/** Series that are read in one turn of the loop: each costs its seconds, however few its points. */
const SERIES_A_TURN = 50;
/** Points of a series that are read and written in one turn of the loop. */
const POINTS_A_TURN = 5_000;

export const historyRoutes: Route = (app, { telemetry, store }, done) => {
  app.get(
    '/api/history',
    {
      config: HEAVY,
      schema: {
        operationId: 'getHistory',
        summary: 'The past, in steps',
        tags: ['values'],
        querystring: HistoryQuery,
        response: { 200: HistoryAnswer, ...REFUSALS },
      },
    },
    async ({ query }, reply) => {
      const text = await historyText(plan(query, telemetry, store), telemetry, store);
      // Already JSON: made piece by piece, which no serialiser does.
      void reply.type('application/json; charset=utf-8').serializer((ready: string) => ready);
      return text as unknown as HistoryAnswer;
    },
  );
  done();
};

interface Plan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepS: number;
  readonly chosen: ReadonlyMap<MetricId, readonly NamedSeries[]>;
}

/** A place by its index, or a job by its number. */
interface NamedSeries {
  readonly kind: Scope;
  readonly index: number;
  readonly id: string;
}

/** What a request comes down to. Throws a refusal that names the field and its bound. */
function plan(query: HistoryQuery, telemetry: Telemetry, store: Store): Plan {
  needFrame(telemetry);
  const nowMs = telemetry.frame.timeMs;
  const metrics = lookUpMetrics(query.metric, query.scope);
  for (const metric of metrics) {
    if (isRemembered(telemetry, store, metric)) continue;
    throw refusal(404, `metric ${metric} is not remembered; it is seen live only`, 'metric');
  }
  const chosen = placesOfMetrics(metrics, query, telemetry, store);
  const count = [...chosen.values()].reduce((sum, places) => sum + places.length, 0);
  const fromMs = readMoment(query.from ?? 'now-15m', 'from', nowMs);
  const toMs = readMoment(query.to ?? 'now', 'to', nowMs);
  const { stepS } = planSteps({ fromMs, toMs, points: query.points, step: query.step }, count);
  return { fromMs, toMs, stepS, chosen };
}

/** The answer as JSON, read and written in pieces of a few milliseconds: the live stream goes on between them. */
async function historyText(
  { chosen, ...span }: Plan,
  telemetry: Telemetry,
  store: Store,
): Promise<string> {
  const points = Math.ceil((span.toMs - span.fromMs) / 1_000 / span.stepS);
  const atOnce = Math.max(1, Math.min(SERIES_A_TURN, Math.floor(POINTS_A_TURN / points)));
  let timesMs: readonly number[] = [];
  let tier: PastRange['tier'] | undefined;
  const texts: string[] = [];
  for (const [metric, places] of chosen) {
    for (let from = 0; from < places.length; from += atOnce) {
      const some = places.slice(from, from + atOnce);
      const indices = some.map(({ index }) => index);
      const answer = await readRange(telemetry, store, { metric, places: indices, ...span });
      if (!answer) continue;
      timesMs = [...answer.timesMs];
      tier = answer.tier;
      const series = answer.series.map((one, i) => seriesOf(metric, some[i]?.id ?? '', one));
      texts.push(JSON.stringify(series).slice(1, -1));
      await nextTurn();
    }
  }
  const known =
    store && tier?.name !== 'ring' && (await readKnownTime(store, span.fromMs, span.toMs));
  const head = JSON.stringify({ ...span, ...(tier && { tier }), ...known, timesMs }).slice(0, -1);
  return `${head},"series":[${texts.join()}]}`;
}

/** The places of each metric: those named, all of the scope, or the only one there is. */
function placesOfMetrics(
  metrics: readonly MetricId[],
  { ids, scope: wanted }: HistoryQuery,
  telemetry: Telemetry,
  store: Store,
): Map<MetricId, readonly NamedSeries[]> {
  const scopes = new Set<Scope>(metrics.map((metric) => metricOf(metric).scope));
  const isJob = (id: string): boolean => scopes.has('job') && /^J\d{1,9}$/.test(id);
  const jobs = (ids ?? []).filter(isJob).map((id) => lookUpJob(id, telemetry, store));
  const places = lookUpPlaces(
    (ids ?? []).filter((id) => !isJob(id)),
    telemetry,
  );
  const named: readonly NamedSeries[] = [...places, ...jobs];
  const stray = named.find(({ kind }) => !scopes.has(kind));
  if (stray) {
    throw refusal(400, `none of these metrics is of ${stray.id}, a ${stray.kind}`, 'ids');
  }
  return new Map(
    metrics.map((metric) => {
      const { scope } = metricOf(metric);
      const own = named.filter(({ kind }) => kind === scope);
      if (own.length > 0) return [metric, own];
      const all = wanted === scope || (scope !== 'job' && telemetry.places.count(scope) === 1);
      if (scope === 'job' || !all) {
        const or = `, or scope=${scope} for all`;
        throw refusal(400, `metric ${metric} needs the id of a ${scope}${or}`, 'ids');
      }
      return [metric, allPlaces(scope, MAX_POINTS_OF_ALL, telemetry)];
    }),
  );
}

function lookUpJob(id: string, { jobs }: Telemetry, store: Store): NamedSeries {
  const index = Number(id.slice(1));
  if (jobs.get(index) || index <= (store?.maxJobId ?? 0)) return { kind: 'job', index, id };
  throw refusal(400, `no job is called "${id}"`, 'ids');
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
