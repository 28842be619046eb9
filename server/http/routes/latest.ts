// GET /api/latest: the newest second at full precision.
import { LatestAnswer, LatestQuery } from '../../contract/api.ts';
import type { Scope } from '../../contract/metric.ts';
import { METRIC_IDS, type MetricId, metricOf } from '../../contract/metrics.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import { edgeValue } from '../edgeValue.ts';
import { allPlaces, lookUpMetrics, lookUpPlaces, needFrame } from '../lookUp.ts';
import type { Route } from '../parts.ts';
import { HEAVY } from '../rate.ts';
import { REFUSALS, refusal } from '../refusal.ts';

/** Values in one answer: about 1.5 MB of JSON, 50 ms of work. */
const MAX_VALUES = 100_000;

export const latestRoutes: Route = (app, { telemetry }, done) => {
  app.get(
    '/api/latest',
    {
      config: HEAVY,
      schema: {
        operationId: 'getLatest',
        summary: 'The newest second',
        tags: ['values'],
        querystring: LatestQuery,
        response: { 200: LatestAnswer, ...REFUSALS },
      },
    },
    ({ query }) => latest(query, telemetry),
  );
  done();
};

function latest(query: LatestQuery, telemetry: Telemetry): LatestAnswer {
  needFrame(telemetry);
  const { frame } = telemetry;
  const metrics = chosenMetrics(query);
  const scopes = [...new Set(metrics.map((metric) => metricOf(metric).scope))];
  const places = placesByScope(scopes, query.ids, telemetry);
  const placesOf = (metric: MetricId) => places.get(metricOf(metric).scope) ?? [];
  const count = metrics.reduce((sum, metric) => sum + placesOf(metric).length, 0);
  if (count > MAX_VALUES) {
    throw refusal(400, `this makes ${count} values; at most ${MAX_VALUES}, so name ids`, 'ids');
  }
  const answer: LatestAnswer = {
    timeMs: frame.timeMs,
    seq: frame.seq,
    ids: Object.fromEntries([...places].map(([scope, list]) => [scope, list.map(({ id }) => id)])),
    values: {},
    coverage: {},
  };
  for (const metric of metrics) {
    const at = placesOf(metric);
    answer.values[metric] = at.map(({ index }) =>
      edgeValue(metric, frame.value(metric, index), telemetry),
    );
    if (metricOf(metric).origin === 'rolledUp') {
      answer.coverage[metric] = at.map(({ index }) => frame.coverage(metric, index));
    }
  }
  return answer;
}

/** Without `metric` every metric of the scope, and without both those of the site. */
function chosenMetrics({ metric, scope }: LatestQuery): MetricId[] {
  if (!metric) return METRIC_IDS.filter((id) => metricOf(id).scope === (scope ?? 'site'));
  return lookUpMetrics(metric, scope);
}

interface Column {
  readonly id: string;
  readonly index: number;
}

function placesByScope(
  scopes: readonly Scope[],
  ids: readonly string[] | undefined,
  telemetry: Telemetry,
): Map<Scope, readonly Column[]> {
  if (!ids) return new Map(scopes.map((scope) => [scope, allOf(scope, telemetry)]));
  const jobs = allOf('job', telemetry);
  const chosen = new Map<Scope, Column[]>();
  for (const id of new Set(ids)) {
    const job = scopes.includes('job') ? jobs.find((candidate) => candidate.id === id) : undefined;
    const [place] = job ? [{ ...job, kind: 'job' as const }] : lookUpPlaces([id], telemetry);
    if (!place || !scopes.includes(place.kind)) {
      throw refusal(
        400,
        `none of these metrics is of ${id}; they are of ${scopes.join(', ')}`,
        'ids',
      );
    }
    chosen.set(place.kind, [...(chosen.get(place.kind) ?? []), { id, index: place.index }]);
  }
  return chosen;
}

/** Every place of a kind, or every slot that holds a job. */
function allOf(scope: Scope, telemetry: Telemetry): readonly Column[] {
  const { frame, site } = telemetry;
  if (scope !== 'job') {
    return allPlaces(scope, MAX_VALUES, telemetry);
  }
  const slots = Array.from({ length: site.jobSlots }, (_, index) => ({
    id: `J${frame.columns.jobId[index]}`,
    index,
  }));
  return slots.filter(({ index }) => (frame.columns.jobId[index] ?? -1) >= 0);
}
