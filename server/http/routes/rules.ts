// GET /api/rules: the limit rules behind the alarms, with their sentences.
import { RulesAnswer } from '../../contract/apiSite.ts';
import type { Route } from '../parts.ts';
import { REFUSALS } from '../refusal.ts';

export const ruleRoutes: Route = (app, { rules }, done) => {
  const answer = { rules: [...rules] };
  app.get(
    '/api/rules',
    {
      schema: {
        operationId: 'getRules',
        summary: 'Limit rules',
        tags: ['records'],
        response: { 200: RulesAnswer, ...REFUSALS },
      },
    },
    () => answer,
  );
  done();
};
