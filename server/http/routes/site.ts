// GET /api/site: the shape of the site and where its values come from.
import { ABILITIES, SiteAnswer } from '../../contract/apiSite.ts';
import { schemaOf } from '../../contract/schema.ts';
import type { Route } from '../parts.ts';
import { REFUSALS } from '../refusal.ts';

export const siteRoutes: Route = (app, parts, done) => {
  const { telemetry, version, store } = parts;
  const { site, source } = telemetry;
  const answer: SiteAnswer = {
    site,
    counts: Object.fromEntries(site.places.map(({ kind, count }) => [kind, count])),
    kind: source.kind,
    speed: source.speed,
    seed: source.seed,
    abilities: ABILITIES.filter((ability) => parts[ability] !== undefined),
    stored: [...new Set(store?.tiers.map(({ scope }) => scope))],
    schema: schemaOf(site),
    version,
  };
  app.get(
    '/api/site',
    {
      schema: {
        operationId: 'getSite',
        summary: 'The site',
        tags: ['site'],
        response: { 200: SiteAnswer, ...REFUSALS },
      },
    },
    () => answer,
  );
  done();
};
