// GET /api/places: kinds of place, and on request the places of a kind with their ids, labels and parents.
import { PlacesAnswer, PlacesQuery } from '../../contract/apiSite.ts';
import type { PlaceKind } from '../../contract/place.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import { allPlaces, idsOfKind, lookUpPlaces, type NamedPlace } from '../lookUp.ts';
import type { Route } from '../parts.ts';
import { labelOf } from '../placeNames.ts';
import { HEAVY } from '../rate.ts';
import { REFUSALS, refusal } from '../refusal.ts';

/** More than all GPUs of a hall of the campus; a whole campus is asked for by ids. */
const MAX_PLACES = 20_000;

export const placeRoutes: Route = (app, { telemetry }, done) => {
  app.get(
    '/api/places',
    {
      config: HEAVY,
      schema: {
        operationId: 'getPlaces',
        summary: 'Places: kinds, ids, labels, parents',
        tags: ['site'],
        querystring: PlacesQuery,
        response: { 200: PlacesAnswer, ...REFUSALS },
      },
    },
    ({ query: { scope, ids } }) => ({
      kinds: telemetry.site.places,
      places: chosenPlaces(telemetry, scope, ids).map((place) => describe(place, telemetry)),
    }),
  );
  done();
};

function chosenPlaces(
  telemetry: Telemetry,
  scope: PlaceKind | undefined,
  ids: readonly string[] | undefined,
): readonly NamedPlace[] {
  if (ids) {
    const named = lookUpPlaces(ids, telemetry);
    const stray = named.find(({ kind }) => scope !== undefined && kind !== scope);
    if (stray) throw refusal(400, `${stray.id} is a ${stray.kind}, not a ${scope}`, 'ids');
    return named;
  }
  if (scope === undefined) return [];
  return allPlaces(scope, MAX_PLACES, telemetry);
}

function describe({ kind, index, id }: NamedPlace, telemetry: Telemetry) {
  const { places } = telemetry;
  const row = places.rows.find((candidate) => candidate.kind === kind);
  const parents = (row?.parents ?? []).map((parent) => {
    const above = places.ancestors(kind, parent)[index] ?? 0;
    return [parent, idsOfKind(parent, telemetry)[above] ?? ''] as const;
  });
  return {
    id,
    kind,
    label: labelOf(kind, id, places.count(kind)),
    parents: Object.fromEntries(parents),
  };
}
