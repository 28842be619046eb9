// GET /api/metrics: the dictionary, with the provenance of every number.
import { type MetricAnswer, MetricsAnswer } from '../../contract/api.ts';
import { METRIC_IDS, type MetricId, metricOf, rangeOf } from '../../contract/metrics.ts';
import type { Provenance } from '../../contract/source.ts';
import { STATES } from '../../contract/state.ts';
import { provenanceOf } from '../../telemetry/provenance.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import type { Route } from '../parts.ts';
import { REFUSALS } from '../refusal.ts';

export const metricRoutes: Route = (app, { telemetry }, done) => {
  const provenance = provenanceOf(telemetry.source);
  const metrics = METRIC_IDS.map((id) => describe(id, telemetry, provenance.get(id)));
  app.get(
    '/api/metrics',
    {
      schema: {
        operationId: 'getMetrics',
        summary: 'The dictionary of metrics',
        tags: ['values'],
        response: { 200: MetricsAnswer, ...REFUSALS },
      },
    },
    () => ({ metrics }),
  );
  done();
};

function describe(
  id: MetricId,
  { site }: Telemetry,
  provenance: Provenance | undefined,
): MetricAnswer {
  const { scope, unit, kind, rollUp, overTime, origin, from, ring, states, dcgm, name, help } =
    metricOf(id);
  const range = rangeOf(id, site.limits);
  return {
    id,
    scope,
    unit,
    kind,
    rollUp,
    overTime,
    origin,
    from: from ?? null,
    ring: ring ?? false,
    range: range ? [...range] : null,
    states: states ? [...STATES[states]] : null,
    dcgm: dcgm ? { name: dcgm.name, id: dcgm.id, unit: dcgm.unit } : null,
    name,
    help,
    provenance: provenance ? { ...provenance, sources: [...provenance.sources] } : null,
  };
}
