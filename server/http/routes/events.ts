// GET /api/events: what happened, newest first, and the site in one word.
import { EventsAnswer, EventsQuery } from '../../contract/api.ts';
import { lookUpPlaces } from '../lookUp.ts';
import { readMoment } from '../moment.ts';
import type { Route } from '../parts.ts';
import { HEAVY } from '../rate.ts';
import { REFUSALS, refusal } from '../refusal.ts';

const DEFAULT_LIMIT = 200;

export const eventRoutes: Route = (app, { telemetry }, done) => {
  app.get(
    '/api/events',
    {
      config: HEAVY,
      schema: {
        operationId: 'getEvents',
        summary: 'Events and alarms',
        tags: ['records'],
        querystring: EventsQuery,
        response: { 200: EventsAnswer, ...REFUSALS },
      },
    },
    ({ query: { severity, scope, ids, from, to, limit } }) => {
      const { events, frame, ids: spelling } = telemetry;
      const most = limit ?? DEFAULT_LIMIT;
      const fromMs = from === undefined ? undefined : readMoment(from, 'from', frame.timeMs);
      const toMs = to === undefined ? undefined : readMoment(to, 'to', frame.timeMs);
      if (fromMs !== undefined && toMs !== undefined && fromMs >= toMs) {
        throw refusal(400, 'from must lie before to', 'from');
      }
      const list = events.list({
        // Which kind of place it was is asked afterwards, of all there are.
        limit: scope === undefined ? most : Number.POSITIVE_INFINITY,
        ...(severity === undefined ? {} : { severity }),
        ...(ids === undefined ? {} : { at: lookUpPlaces(ids, telemetry).map(({ id }) => id) }),
        ...(fromMs === undefined ? {} : { fromMs }),
        ...(toMs === undefined ? {} : { toMs }),
      });
      const chosen = list.filter(
        ({ place }) => scope === undefined || spelling.parse(place ?? '')?.kind === scope,
      );
      return { status: events.status, events: chosen.slice(0, most) };
    },
  );
  done();
};
