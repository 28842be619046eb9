// The legend of places: the id of every number that a row may carry, and of what the place stands in.
import { createPlaceIds, type PlaceIds } from '../../contract/id.ts';
import type { PlaceKind, Places } from '../../contract/place.ts';
import type { Tier } from './tiers.ts';

export const LEGEND_FILE = 'places.parquet';

/** Ancestors that a place is told with, from the whole to the part. */
export const ABOVE = ['hall', 'row', 'rack', 'tray'] as const;

/** Kind, number, id, and the id of each ancestor; null where it stands in none. */
export type LegendRow = readonly [
  kind: PlaceKind,
  place: number,
  id: string,
  ...above: (string | null)[],
];

export function legendOf(places: Places, tiers: readonly Tier[]): readonly LegendRow[] {
  const ids = createPlaceIds(places);
  const kinds = [...new Set(tiers.map(({ scope }) => scope))].filter((scope) => scope !== 'job');
  return kinds.flatMap((kind) =>
    Array.from({ length: places.count(kind) }, (_, place): LegendRow => {
      const above = ABOVE.map((ancestor) => idAbove(places, ids, kind, place, ancestor));
      return [kind, place, ids.idOf(kind, place), ...above];
    }),
  );
}

function idAbove(
  places: Places,
  ids: PlaceIds,
  kind: PlaceKind,
  place: number,
  ancestor: PlaceKind,
): string | null {
  if (kind === ancestor) return ids.idOf(kind, place);
  if (!places.path(kind, ancestor)) return null;
  return ids.idOf(ancestor, places.ancestors(kind, ancestor)[place] as number);
}
