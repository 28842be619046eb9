// What a search finds: places by their id, jobs by name, tenant or number; only what has a page.
import type { JobView } from '../../server/contract/job.ts';
import type { PlaceKind } from '../../server/contract/place.ts';
import { whereText } from '../floor/readoutText.ts';
import type { SiteContext } from '../live.ts';
import { pathOf } from '../route.ts';

export interface Found {
  readonly name: string;
  readonly where: string;
  readonly path: string;
}

const MOST = 12;
/** GPUs are too many to be tried one by one; their racks lead to them. */
const KINDS = [
  'hall',
  'rack',
  'feed',
  'transformer',
  'genset',
  'upsGroup',
  'ups',
  'cduRing',
  'cdu',
] as const satisfies PlaceKind[];
/** Plant has no page of its own: it is shown where its kind is. */
const SHOWN_AT: Partial<Record<PlaceKind, (id: string) => string>> = {
  feed: powerNode,
  transformer: powerNode,
  genset: powerNode,
  upsGroup: powerNode,
  ups: powerNode,
  cduRing: () => '/cooling',
  cdu: () => '/cooling',
};

function powerNode(id: string): string {
  return `/power?node=${id}`;
}

export function findAll(
  words: string,
  context: SiteContext,
  jobs: readonly JobView[],
): readonly Found[] {
  const wanted = words.trim().toUpperCase();
  if (wanted === '') return [];
  const found = [...findPlaces(wanted, context), ...findJobs(wanted, jobs)];
  return found.slice(0, MOST);
}

/** An id in any case and with or without its zeros: `r7` is R007, `r118 7 2` is R118-T07-G2. */
function findPlaces(wanted: string, context: SiteContext): Found[] {
  const { ids, places } = context;
  const exact = ids.parse(wanted) ?? looseRack(wanted, context) ?? looseGpu(wanted, context);
  const starts = exact ? [exact] : [];
  const found = starts.flatMap(({ kind, index }) => placeFound(kind, index, context));
  if (exact || !/\d/.test(wanted)) return found;
  for (const kind of KINDS) {
    for (let i = 0; i < places.count(kind) && found.length < MOST; i++) {
      if (ids.idOf(kind, i).includes(wanted)) found.push(...placeFound(kind, i, context));
    }
  }
  return found;
}

function placeFound(kind: PlaceKind, index: number, { ids, places }: SiteContext): Found[] {
  const id = ids.idOf(kind, index);
  const path = pathOf(kind, id) ?? SHOWN_AT[kind]?.(id);
  if (path === undefined) return [];
  const where = kind === 'rack' || kind === 'gpu' ? whereText(places, { kind, index }) : '';
  return [{ name: id, where, path }];
}

function looseRack(wanted: string, { places }: SiteContext) {
  const [, number] = /^R?0*(\d{1,5})$/.exec(wanted) ?? [];
  const index = Number(number) - 1;
  return index >= 0 && index < places.count('rack') ? { kind: 'rack' as const, index } : undefined;
}

function looseGpu(wanted: string, { ids, places }: SiteContext) {
  const [, rack, tray, gpu] = /^R?0*(\d+)[- ]*T?0*(\d+)[- ]*G?0*(\d+)$/.exec(wanted) ?? [];
  if (!rack || !tray || !gpu || /^\d+$/.test(wanted)) return undefined;
  const width = ids.idOf('rack', 0).length - 1;
  const index = Number(rack) - 1;
  if (index < 0 || index >= places.count('rack')) return undefined;
  const id = `R${rack.padStart(width, '0')}-T${tray.padStart(2, '0')}-G${gpu}`;
  return ids.parse(id);
}

function findJobs(wanted: string, jobs: readonly JobView[]): Found[] {
  return jobs.flatMap(({ id, name, tenant }) => {
    const path = pathOf('job', id);
    const fits = [id, name, tenant].some((text) => text.toUpperCase().includes(wanted));
    return path !== undefined && fits ? [{ name, where: `${id} · ${tenant}`, path }] : [];
  });
}
