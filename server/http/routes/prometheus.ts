// GET /metrics and GET /metrics/dcgm/<tray>: pages for Prometheus, of the program and of each compute tray.
import { Type } from 'typebox';
import { carnotPage } from '../carnotPage.ts';
import { dcgmPage } from '../dcgmPage.ts';
import type { Route } from '../parts.ts';
import { PROMETHEUS_TYPE } from '../prometheusText.ts';
import { REFUSALS, refusal } from '../refusal.ts';

const TextPage = {
  description: 'Prometheus text 0.0.4',
  content: { 'text/plain': { schema: Type.String() } },
};
const TrayParams = Type.Object({ trayId: Type.String({ maxLength: 24 }) });

export const prometheusRoutes: Route = (app, { telemetry, vitals }, done) => {
  app.get(
    '/metrics',
    {
      schema: {
        operationId: 'getOwnMetrics',
        summary: 'Metrics of Carnot itself',
        tags: ['prometheus'],
        response: { 200: TextPage, ...REFUSALS },
      },
    },
    (_, reply) => {
      void reply.type(PROMETHEUS_TYPE);
      return carnotPage(telemetry, vitals.health());
    },
  );
  app.get(
    '/metrics/dcgm/:trayId',
    {
      schema: {
        operationId: 'getDcgmMetrics',
        summary: 'What dcgm-exporter would serve on a compute tray',
        tags: ['prometheus'],
        params: TrayParams,
        response: { 200: TextPage, ...REFUSALS },
      },
    },
    ({ params: { trayId } }, reply) => {
      const place = telemetry.ids.parse(trayId);
      if (place?.kind !== 'tray') {
        throw refusal(404, `no compute tray of this site is called "${trayId}"`, 'trayId');
      }
      // A scrape that fails makes the series stale; an old value would look new.
      const state = vitals.state();
      if (state !== 'live') throw refusal(503, `the site is not live but ${state}`);
      void reply.type(PROMETHEUS_TYPE);
      return dcgmPage(place.index, telemetry);
    },
  );
  done();
};
