// The places of a site: their kinds, counts and parents, and who stands in whom.
import { type Static, Type } from 'typebox';

/** Every kind of place that a metric can be about, from the whole to the part. */
export const PLACE_KINDS = [
  'site',
  'plant',
  'feed',
  'transformer',
  'genset',
  'hall',
  'upsGroup',
  'ups',
  'cduRing',
  'cdu',
  'row',
  'rack',
  'networkRack',
  'shelf',
  'switchTray',
  'tray',
  'gpu',
] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** Kinds of place that the `site` topic carries whole; the finer ones have topics of their own. */
export const SITE_TABLE_KINDS: readonly string[] = PLACE_KINDS.slice(0, PLACE_KINDS.indexOf('row'));

/**
 * One row of a site's `places` table. Children are laid out in equal blocks, in order: place i of n stands in
 * parent floor(i * parents / n). A place can have several parents (a rack has a row, a CDU ring and a UPS group).
 */
export const PlaceRow = Type.Object(
  {
    kind: Type.Enum([...PLACE_KINDS]),
    count: Type.Integer({ minimum: 1, maximum: 2_000_000 }),
    parents: Type.Array(Type.Enum([...PLACE_KINDS])),
  },
  { additionalProperties: false },
);
export type PlaceRow = Static<typeof PlaceRow>;

/** Half-open range of indices: from <= i < to. */
export interface IndexRange {
  readonly from: number;
  readonly to: number;
}

/** Who stands in whom, by index within a kind. */
export interface Places {
  readonly rows: readonly PlaceRow[];
  count(kind: PlaceKind): number;
  /** The shortest way up from one kind to another, both ends included; undefined when there is none. */
  path(kind: PlaceKind, ancestor: PlaceKind): readonly PlaceKind[] | undefined;
  /** Index of the ancestor of every place of a kind; shared, do not write. Throws when there is no way up. */
  ancestors(kind: PlaceKind, ancestor: PlaceKind): Int32Array;
  /** The descendants of one place: always one contiguous range. */
  within(kind: PlaceKind, parent: PlaceKind, parentIndex: number): IndexRange;
}

/** Builds the lookups of a checked `places` table. Throws one sentence that names the row and the bound. */
export function createPlaces(rows: readonly PlaceRow[]): Places {
  checkPlaceRows(rows);
  const byKind = new Map(rows.map((row) => [row.kind, row]));
  const cache = new Map<string, Int32Array>();
  const paths = new Map<string, readonly PlaceKind[] | undefined>();

  const count = (kind: PlaceKind): number => byKind.get(kind)?.count ?? 0;

  function path(kind: PlaceKind, ancestor: PlaceKind): readonly PlaceKind[] | undefined {
    const key = `${kind}>${ancestor}`;
    if (!paths.has(key)) paths.set(key, findPath(kind, ancestor));
    return paths.get(key);
  }

  function findPath(kind: PlaceKind, ancestor: PlaceKind): readonly PlaceKind[] | undefined {
    let ways: (readonly PlaceKind[])[] = [[kind]];
    while (ways.length > 0) {
      const found = ways.find((way) => way.at(-1) === ancestor);
      if (found) return found;
      ways = ways.flatMap((way) =>
        (byKind.get(way.at(-1) ?? kind)?.parents ?? []).map((next) => [...way, next]),
      );
    }
    return undefined;
  }

  function ancestors(kind: PlaceKind, ancestor: PlaceKind): Int32Array {
    const key = `${kind}>${ancestor}`;
    const known = cache.get(key);
    if (known) return known;
    const way = path(kind, ancestor);
    if (!way) throw new Error(`places: no way up from ${kind} to ${ancestor}`);
    const made = Int32Array.from({ length: count(kind) }, (_, index) => climb(way, index));
    cache.set(key, made);
    return made;
  }

  function climb(way: readonly PlaceKind[], index: number): number {
    let at = index;
    for (let i = 1; i < way.length; i++) {
      at = parentIndex(at, count(way[i - 1] as PlaceKind), count(way[i] as PlaceKind));
    }
    return at;
  }

  function within(kind: PlaceKind, parent: PlaceKind, parentIndex: number): IndexRange {
    const way = path(kind, parent);
    if (!way) throw new Error(`places: no way up from ${kind} to ${parent}`);
    let from = parentIndex;
    let to = parentIndex + 1;
    for (let i = way.length - 1; i > 0; i--) {
      const parents = count(way[i] as PlaceKind);
      const children = count(way[i - 1] as PlaceKind);
      from = Math.ceil((from * children) / parents);
      to = Math.ceil((to * children) / parents);
    }
    return { from, to };
  }

  return { rows, count, path, ancestors, within };
}

/** Index of the parent of child `index` when `children` places stand in `parents` equal blocks. */
function parentIndex(index: number, children: number, parents: number): number {
  return Math.floor((index * parents) / children);
}

function checkPlaceRows(rows: readonly PlaceRow[]): void {
  const seen = new Map<PlaceKind, PlaceRow>();
  for (const row of rows) {
    if (seen.has(row.kind)) throw new Error(`places: ${row.kind} is listed twice`);
    if (row.kind !== 'site' && row.parents.length === 0) {
      throw new Error(`places: ${row.kind} has no parent; only site stands alone`);
    }
    for (const parent of row.parents) {
      const above = seen.get(parent);
      if (!above)
        throw new Error(`places: ${row.kind} names its parent ${parent} before it is listed`);
      if (row.count < above.count) {
        throw new Error(
          `places: ${row.kind} has count ${row.count}, below its parent ${parent} with ${above.count}`,
        );
      }
    }
    seen.set(row.kind, row);
  }
  for (const kind of ['site', 'hall', 'row', 'rack', 'tray', 'gpu'] as const) {
    if (!seen.has(kind)) throw new Error(`places: ${kind} is missing`);
  }
  if (seen.get('site')?.count !== 1) throw new Error('places: site must have count 1');
}
