// GET /api/forecast: what is expected of grid and weather, with its band.
import { ForecastAnswer, ForecastQuery } from '../../contract/apiHistory.ts';
import { metricOf } from '../../contract/metrics.ts';
import { answered } from '../answered.ts';
import { knownNumbers } from '../edgeValue.ts';
import { lookUpMetrics, needFrame } from '../lookUp.ts';
import type { Route } from '../parts.ts';
import { HEAVY } from '../rate.ts';
import { REFUSALS, refusal } from '../refusal.ts';

const HOURS = 24;

export const forecastRoutes: Route = (app, { telemetry, forecast }, done) => {
  app.get(
    '/api/forecast',
    {
      config: HEAVY,
      schema: {
        operationId: 'getForecast',
        summary: 'What is expected, with one deviation above and below',
        tags: ['values'],
        querystring: ForecastQuery,
        response: { 200: ForecastAnswer, ...REFUSALS },
      },
    },
    async ({ query }) => {
      if (!forecast) throw refusal(501, 'this source makes no forecasts');
      needFrame(telemetry);
      const [metric] = lookUpMetrics([query.metric]);
      const expected = metric && (await answered(forecast(metric, query.hours ?? HOURS)));
      if (!metric || !expected) {
        throw refusal(404, `there is no forecast of ${query.metric}`, 'metric');
      }
      return {
        metric,
        unit: metricOf(metric).unit,
        madeMs: telemetry.frame.timeMs,
        stepS: expected.stepS,
        timesMs: [...expected.timesMs],
        values: knownNumbers(expected.values),
        low: knownNumbers(expected.low),
        high: knownNumbers(expected.high),
      };
    },
  );
  done();
};
