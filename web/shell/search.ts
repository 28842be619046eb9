// What a search finds: every place of the site that the page shows, jobs by name, tenant or number, and why there is none.
import type { PlaceRef } from '../../server/contract/id.ts';
import type { JobView } from '../../server/contract/job.ts';
import { PLACE_KINDS, type PlaceKind } from '../../server/contract/place.ts';
import { KIND_NAMES } from '../../server/contract/placeNames.ts';
import type { Text } from '../../server/contract/text.ts';
import { whereText } from '../floor/readoutText.ts';
import { SEARCH_TEXTS as TEXTS } from '../i18n/search.ts';
import { say } from '../i18n.ts';
import type { SiteContext } from '../live.ts';
import { pathOf } from '../route.ts';
import { pathOfPlace } from './placePath.ts';
import { spelled } from './spelling.ts';

export interface Found {
  readonly name: string;
  readonly where: string;
  readonly path: string;
}

const MOST = 12;
/** Parts of racks are too many to be tried one by one; they are tried once their rack is named. */
const PARTS = ['tray', 'gpu', 'switchTray', 'shelf'] as const satisfies PlaceKind[];
const WHOLES = PLACE_KINDS.filter((kind) => !PARTS.some((part) => part === kind));

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

/** Whether the jobs that have ended are known by now. */
export type EndedJobs = 'ready' | 'loading' | 'unknown';

const NOTHING = {
  ready: TEXTS.nothing,
  loading: TEXTS.endedLoading,
  unknown: TEXTS.endedUnknown,
} as const satisfies Record<EndedJobs, Text>;

/** Why nothing is found: an id beyond the site's last, or words that nothing bears. */
export function whyNone(words: string, { ids, places }: SiteContext, ended: EndedJobs): string {
  const wanted = words.trim();
  const meant = spelled(wanted.toUpperCase(), { ids, places });
  const count = meant ? places.count(meant.kind) : 0;
  if (!meant || count === 0) return say(NOTHING[ended], { words: wanted });
  return say(TEXTS.noSuch, {
    words: wanted,
    kind: say(KIND_NAMES[meant.kind]),
    first: ids.idOf(meant.kind, 0),
    last: ids.idOf(meant.kind, count - 1),
  });
}

/** An example lies somewhat before the middle: the last of a rack would look like a bound. */
const AMID = 0.47;

/** One id of each kind of the site, to show what can be typed. */
export function examples({ ids, places }: SiteContext): readonly { kind: PlaceKind; id: string }[] {
  return EXAMPLES.filter((kind) => places.count(kind) > 0).map((kind) => ({
    kind,
    id: ids.idOf(kind, Math.floor(places.count(kind) * AMID)),
  }));
}

const EXAMPLES: readonly PlaceKind[] = [
  ...(['rack', 'tray', 'gpu', 'switchTray', 'shelf', 'row', 'hall'] as const),
  ...(['networkRack', 'cdu', 'ups', 'genset', 'feed'] as const),
];

function findPlaces(wanted: string, context: SiteContext): Found[] {
  const exact = spelled(wanted, context);
  if (exact) return exact.index === undefined ? [] : placeFound(exact, context);
  if (!/\d/.test(wanted)) return [];
  const inRack = partsFound(wanted, context);
  if (inRack) return inRack;
  const { ids, places } = context;
  const found: Found[] = [];
  for (const kind of WHOLES) {
    for (let index = 0; index < places.count(kind) && found.length < MOST; index++) {
      if (ids.idOf(kind, index).includes(wanted))
        found.push(...placeFound({ kind, index }, context));
    }
  }
  return found;
}

/** `R118-T`: what of that rack begins so. Undefined when no rack is named. */
function partsFound(wanted: string, context: SiteContext): Found[] | undefined {
  const { ids, places } = context;
  const [, head = '', tail = ''] = /^R?[- ]*(\d{1,6})[- ]+(.*)$/.exec(wanted) ?? [];
  const rack = head === '' ? undefined : spelled(head, context);
  if (rack?.index === undefined) return undefined;
  const start = `${ids.idOf('rack', rack.index)}-${tail.replaceAll(' ', '-')}`;
  const found: Found[] = [];
  for (const kind of PARTS) {
    if (!places.path(kind, 'rack')) continue;
    const { from, to } = places.within(kind, 'rack', rack.index);
    for (let index = from; index < to && found.length < MOST; index++) {
      if (ids.idOf(kind, index).startsWith(start))
        found.push(...placeFound({ kind, index }, context));
    }
  }
  return found;
}

function placeFound(place: PlaceRef, context: SiteContext): Found[] {
  const path = pathOfPlace(place, context);
  if (path === undefined) return [];
  const where = [say(KIND_NAMES[place.kind]), whereOf(place, context)];
  return [
    {
      name: context.ids.idOf(place.kind, place.index),
      where: where.filter(Boolean).join(' · '),
      path,
    },
  ];
}

function whereOf({ kind, index }: PlaceRef, { places }: SiteContext): string {
  for (const above of ['rack', 'hall'] as const) {
    if (kind === 'hall' || !places.path(kind, above)) continue;
    return whereText(places, { kind: above, index: places.ancestors(kind, above)[index] ?? 0 });
  }
  return '';
}

/** Those that run or wait come first, as the list has them. */
function findJobs(wanted: string, jobs: readonly JobView[]): Found[] {
  return jobs.flatMap(({ id, name, tenant }) => {
    const path = pathOf('job', id);
    const fits = [id, name, tenant].some((text) => text.toUpperCase().includes(wanted));
    return path !== undefined && fits ? [{ name, where: `${id} · ${tenant}`, path }] : [];
  });
}
