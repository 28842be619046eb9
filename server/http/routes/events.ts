// GET /api/events: what happened, newest first, and the site in one word.
import { EventsAnswer, EventsQuery } from '../../contract/api.ts';
import { lookUpPlaces } from '../lookUp.ts';
import { readMoment } from '../moment.ts';
import type { Route } from '../parts.ts';
import { REFUSALS, refusal } from '../refusal.ts';

const DEFAULT_LIMIT = 200;

export const eventRoutes: Route = (app, { telemetry }, done) => {
  app.get(
    '/api/events',
    {
      schema: {
        operationId: 'getEvents',
        summary: 'Events and alarms',
        tags: ['records'],
        querystring: EventsQuery,
        response: { 200: EventsAnswer, ...REFUSALS },
      },
    },
    ({ query: { severity, ids, from, to, limit } }) => {
      const { events, frame } = telemetry;
      const fromMs = from === undefined ? undefined : readMoment(from, 'from', frame.timeMs);
      const toMs = to === undefined ? undefined : readMoment(to, 'to', frame.timeMs);
      if (fromMs !== undefined && toMs !== undefined && fromMs >= toMs) {
        throw refusal(400, 'from must lie before to', 'from');
      }
      const list = events.list({
        limit: limit ?? DEFAULT_LIMIT,
        ...(severity === undefined ? {} : { severity }),
        ...(ids === undefined ? {} : { at: lookUpPlaces(ids, telemetry).map(({ id }) => id) }),
        ...(fromMs === undefined ? {} : { fromMs }),
        ...(toMs === undefined ? {} : { toMs }),
      });
      return { status: events.status, events: [...list] };
    },
  );
  done();
};
