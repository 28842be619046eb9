// GET /api/history: the past of some metrics at some places, in steps.
import { Readable } from 'node:stream';
import { HistoryAnswer, HistoryQuery } from '../../contract/api.ts';
import type { Scope } from '../../contract/metric.ts';
import { type MetricId, metricOf } from '../../contract/metrics.ts';
import type { HistoryStore } from '../../telemetry/history/history.ts';
import { isRemembered } from '../../telemetry/pastRange.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import { csvReply, wantsCsv } from '../csv.ts';
import { MAX_POINTS_OF_ALL, planSteps } from '../historySteps.ts';
import { type HistoryPlan, historyCsv, historyJson, type NamedSeries } from '../historyText.ts';
import { allPlaces, lookUpMetrics, lookUpPlaces, needFrame } from '../lookUp.ts';
import { readNow, readSpan } from '../moment.ts';
import { leaving } from '../needStore.ts';
import type { Route } from '../parts.ts';
import { HEAVY } from '../rate.ts';
import { REFUSALS, refusal } from '../refusal.ts';

type Store = HistoryStore | undefined;

export const historyRoutes: Route = (app, { telemetry, store, backfill }, done) => {
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
    async (request, reply) => {
      const { query } = request;
      const asked = plan(query, telemetry, store);
      const making = (backfill?.()?.part ?? 'done') !== 'done';
      const parts = { telemetry, store, signal: leaving(reply), making };
      const isCsv = wantsCsv(query.format, request);
      if (isCsv) csvReply(reply, 'history');
      else void reply.type('application/json; charset=utf-8');
      const text = isCsv ? historyCsv(asked, parts) : historyJson(asked, parts);
      // Text already, made and sent piece by piece, which no serialiser does.
      return Readable.from(await begun(text)) as unknown as HistoryAnswer;
    },
  );
  done();
};

/** Waits for the first piece, so that a store which does not answer is told as such. */
async function begun(pieces: AsyncGenerator<string>): Promise<AsyncGenerator<string>> {
  const first = await pieces.next();
  return (async function* () {
    if (!first.done) yield first.value;
    yield* pieces;
  })();
}

/** What a request comes down to. Throws a refusal that names the field and its bound. */
function plan(query: HistoryQuery, telemetry: Telemetry, store: Store): HistoryPlan {
  needFrame(telemetry);
  const metrics = lookUpMetrics(query.metric, query.scope);
  for (const metric of metrics) {
    if (isRemembered(telemetry, store, metric)) continue;
    throw refusal(404, `metric ${metric} is not remembered; it is seen live only`, 'metric');
  }
  const chosen = placesOfMetrics(metrics, query, telemetry, store);
  const count = [...chosen.values()].reduce((sum, places) => sum + places.length, 0);
  const now = readNow(telemetry, query.tz);
  const span = readSpan({ from: query.from ?? 'now-15m', to: query.to }, now);
  const { points, step } = query;
  const { stepS, isDay } = planSteps({ ...span, points, step }, count);
  return { ...span, stepS, dayZone: isDay ? now.zone : undefined, chosen };
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
