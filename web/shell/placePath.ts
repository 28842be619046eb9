// Where the page shows a place: on a page of its own, or marked on the page of what it stands in.
import type { PlaceRef } from '../../server/contract/id.ts';
import type { PlaceKind } from '../../server/contract/place.ts';
import type { SiteContext } from '../live.ts';
import { pathOf } from '../route.ts';

type Known = Pick<SiteContext, 'ids' | 'places'>;
type Way = (id: string, place: PlaceRef, known: Known) => string | undefined;

const node: Way = (id) => `/power?node=${id}`;
const onRack =
  (parameter: string): Way =>
  (id) => {
    const page = pathOf('rack', id.split('-')[0] ?? '');
    return page && `${page}?${parameter}=${id}`;
  };
const inCooling: Way = (id) => `/cooling?place=${id}`;

/** For kinds without a page of their own. */
const SHOWN_AT: Partial<Record<PlaceKind, Way>> = {
  site: () => '/',
  plant: () => '/cooling',
  feed: node,
  transformer: node,
  genset: node,
  upsGroup: node,
  ups: node,
  cduRing: inCooling,
  cdu: inCooling,
  tray: onRack('tray'),
  switchTray: onRack('tray'),
  shelf: onRack('shelf'),
  row: (id, place, known) => hallPath(place, known, `q=${id}`),
  networkRack: (id, place, known) => hallPath(place, known, `cell=${id}`),
};

export function pathOfPlace(place: PlaceRef, known: Known): string | undefined {
  const id = known.ids.idOf(place.kind, place.index);
  return pathOf(place.kind, id) ?? SHOWN_AT[place.kind]?.(id, place, known);
}

function hallPath({ kind, index }: PlaceRef, { ids, places }: Known, query: string) {
  if (!places.path(kind, 'hall')) return undefined;
  const hall = places.ancestors(kind, 'hall')[index] ?? 0;
  const page = pathOf('hall', ids.idOf('hall', hall));
  return page && `${page}?${query}`;
}
