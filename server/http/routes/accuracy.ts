// GET /api/accuracy: the last validation that was kept, row by row.
import { AccuracyAnswer } from '../../contract/accuracy.ts';
import type { Route } from '../parts.ts';
import { REFUSALS } from '../refusal.ts';

export const accuracyRoutes: Route = (app, { accuracy }, done) => {
  const answer = { run: accuracy ?? null };
  app.get(
    '/api/accuracy',
    {
      schema: {
        operationId: 'getAccuracy',
        summary: 'Published statistics beside those of the twin',
        tags: ['records'],
        response: { 200: AccuracyAnswer, ...REFUSALS },
      },
    },
    () => answer,
  );
  done();
};
