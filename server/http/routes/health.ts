// GET /api/health: whether what the program serves is live; 503 when it is not.
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
      void reply.code(health.state === 'live' ? 200 : 503);
      return health;
    },
  );
  done();
};
