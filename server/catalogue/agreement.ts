// What no schema can say: how the fields of the fixtures of one site hang together.
import { createPlaces, type PlaceKind, type PlaceRow } from '../contract/place.ts';
import type { SiteFile } from '../contract/site.ts';
import type { WorkloadFile } from '../contract/workload.ts';

/** Kinds that fill their parent evenly: the parts share a load by equal blocks. */
const EVEN: readonly (readonly [part: PlaceKind, whole: PlaceKind])[] = [
  ['gpu', 'tray'],
  ['tray', 'rack'],
  ['shelf', 'rack'],
  ['switchTray', 'rack'],
  ['ups', 'upsGroup'],
  ['cdu', 'cduRing'],
];

/** What is wrong with a site's table of places or its time zone. */
export function placesProblem(file: SiteFile): string | undefined {
  try {
    createPlaces(file.places);
    new Intl.DateTimeFormat('en', { timeZone: file.timeZone });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The first contradiction in a site file, as "field bound"; undefined when there is none. */
export function siteProblem(file: SiteFile, name: string): string | undefined {
  if (file.id !== name) return `id "${file.id}" must be the file's name`;
  const count = (kind: PlaceKind): number => countOf(file.places, kind);
  for (const [part, whole] of EVEN) {
    if (count(part) % Math.max(1, count(whole)) !== 0) {
      return `places: ${part} has count ${count(part)}, no multiple of ${whole} with ${count(whole)}`;
    }
  }
  const { upsNeeded, cduNeeded, gensetsNeeded } = file.ratings;
  const standing = {
    'ratings.upsNeeded': [upsNeeded, count('ups') / Math.max(1, count('upsGroup'))],
    'ratings.cduNeeded': [cduNeeded, count('cdu') / Math.max(1, count('cduRing'))],
    'ratings.gensetsNeeded': [gensetsNeeded, count('genset')],
  } as const;
  for (const [field, [needed, there]] of Object.entries(standing)) {
    if (needed > there)
      return `${field} must be at most ${there}, as many as there are (found ${needed})`;
  }
  return undefined;
}

function countOf(places: readonly PlaceRow[], kind: PlaceKind): number {
  return places.find((row) => row.kind === kind)?.count ?? 0;
}

/** The first name in a workload file that leads nowhere, or shares of more than the site; undefined when all is well. */
export function workloadProblem(file: WorkloadFile): string | undefined {
  for (const list of ['programmes', 'streams'] as const) {
    for (const [at, { profile }] of file[list].entries()) {
      if (!Object.hasOwn(file.profiles, profile)) {
        return `${list}.${at}.profile must be one of ${Object.keys(file.profiles).join(', ')} (found "${profile}")`;
      }
    }
  }
  for (const [name, profile] of Object.entries(file.profiles)) {
    if (profile.pattern === 'serve' && !Object.hasOwn(file.rhythms, profile.rhythm)) {
      return `profiles.${name}.rhythm must be one of ${Object.keys(file.rhythms).join(', ')} (found "${profile.rhythm}")`;
    }
  }
  const shares = [...file.programmes, ...file.streams].reduce((sum, { share }) => sum + share, 0);
  if (shares > 1) {
    const found = Number(shares.toPrecision(3));
    return `programmes and streams must share at most 1, the whole site (found ${found})`;
  }
  return undefined;
}

/** The first pair [low, high] anywhere in a fixture whose ends are swapped, as "field bound"; undefined when none is. */
export function pairProblem(value: unknown, field = ''): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (Array.isArray(value) && value.length === 2) {
    const [low, high] = value as readonly unknown[];
    if (typeof low === 'number' && typeof high === 'number' && low > high) {
      return `${field} must run from low to high (found [${low},${high}])`;
    }
  }
  for (const [key, inner] of Object.entries(value)) {
    const problem = pairProblem(inner, field ? `${field}.${key}` : key);
    if (problem) return problem;
  }
  return undefined;
}
