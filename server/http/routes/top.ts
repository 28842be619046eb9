// GET /api/top: the places that stood highest or lowest over a span.
import { TopAnswer, TopQuery } from '../../contract/apiHistory.ts';
import { type MetricId, metricOf } from '../../contract/metrics.ts';
import { askTop } from '../../telemetry/history/askTop.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import { csvTable, csvTime, wantsCsv } from '../csv.ts';
import { idsOfKind, lookUpMetrics, needFrame } from '../lookUp.ts';
import { readNow, readSpan } from '../moment.ts';
import { leaving, needQuantity, needStore, needStored, needWritten } from '../needStore.ts';
import type { Route } from '../parts.ts';
import { HEAVY } from '../rate.ts';
import { REFUSALS } from '../refusal.ts';

const DEFAULT_ROWS = 20;

export const topRoutes: Route = (app, parts, done) => {
  const { telemetry } = parts;
  app.get(
    '/api/top',
    {
      config: HEAVY,
      schema: {
        operationId: 'getTop',
        summary: 'The places that stood highest or lowest over a span',
        tags: ['values'],
        querystring: TopQuery,
        response: { 200: TopAnswer, ...REFUSALS },
      },
    },
    async (request, reply) => {
      const { query } = request;
      const { metric: name, by = 'max', order = 'highest', n, from, to, tz } = query;
      needFrame(telemetry);
      const [metric] = lookUpMetrics([name]) as [MetricId];
      needQuantity(metric);
      const store = needStore(parts);
      const stored = needStored(metric, store);
      const span = readSpan({ from: from ?? 'now-24h', to }, readNow(telemetry, tz));
      const question = { metric: stored, by, order, n: n ?? DEFAULT_ROWS, ...span };
      const found = await askTop(store, question, leaving(reply));
      const { unit } = metricOf(metric);
      const { tier, fromMs, toMs, rows } = found ?? { ...span, tier: NO_TIER, rows: [] };
      if (rows.length === 0) needWritten(store, span);
      const spell = speller(metric, telemetry);
      const places = rows.map(({ place, ...figures }) => ({ id: spell(place), ...figures }));
      if (wantsCsv(query.format, request)) {
        const about = `${order} ${by} of ${metric} from ${csvTime(fromMs)} to ${csvTime(toMs)}`;
        const head = { source: telemetry.source, about, columns: CSV_COLUMNS };
        return csvTable(reply, 'top', head, places, ({ id, min, mean, max, coverage }) => [
          ...[id, metric, unit],
          ...[min, mean, max, coverage],
        ]);
      }
      return { metric, unit, fromMs, toMs, tier: { ...tier }, rows: places };
    },
  );
  done();
};

const CSV_COLUMNS = ['id', 'metric', 'unit', 'min', 'mean', 'max', 'coverage'];
const NO_TIER = { name: 'none', stepS: 0 };

/** The id of the place, or of the job, that a row is of. */
function speller(metric: MetricId, telemetry: Telemetry): (place: number) => string {
  const { scope } = metricOf(metric);
  if (scope === 'job') return (place) => `J${place}`;
  const ids = idsOfKind(scope, telemetry);
  return (place) => ids[place] ?? '';
}
