// GET /api/health: how the program is; 503 once what it serves is no longer live. While it starts it says how far it is.
import { ApiError, HealthAnswer } from '../../contract/api.ts';
import type { Route } from '../parts.ts';

export const healthRoutes: Route = (app, { vitals }, done) => {
  app.get(
    '/api/health',
    {
      schema: {
        operationId: 'getHealth',
        summary: 'How the program is',
        tags: ['program'],
        response: { 200: HealthAnswer, 503: HealthAnswer, '4xx': ApiError },
      },
    },
    (_, reply) => {
      const health = vitals.health();
      void reply.code(health.state === 'live' || health.state === 'starting' ? 200 : 503);
      return health;
    },
  );
  done();
};
