// GET /api/openapi.json: the description of this API, made from the schemas that check it.
import type { Route } from '../parts.ts';

export const openapiRoutes: Route = (app, _, done) => {
  app.get('/api/openapi.json', { schema: { hide: true } }, () => app.swagger());
  done();
};
