// What the page knows of the site before any value arrives: its shape, its limit rules, what feeds it.
import type { AlarmRule } from '../../server/contract/alarm.ts';
import type { Ability, SiteAnswer } from '../../server/contract/apiSite.ts';
import { createPlaceIds, type PlaceIds } from '../../server/contract/id.ts';
import { createPlaces, type Places } from '../../server/contract/place.ts';
import type { Site } from '../../server/contract/site.ts';
import type { SourceDescription } from '../../server/contract/source.ts';

export interface SiteContext {
  readonly site: Site;
  readonly places: Places;
  readonly ids: PlaceIds;
  readonly kind: SourceDescription['kind'];
  readonly speed: number;
  readonly seed: number | null;
  readonly version: string;
  readonly rules: readonly AlarmRule[];
  /** What may be asked of the source: anything else would be refused. */
  readonly abilities: readonly Ability[];
  /** Kinds of place, and job, whose past is kept beyond the last minutes. */
  readonly stored: ReadonlySet<string>;
}

/** Reads the site and its rules from the server. Rejects when it does not answer. */
export async function loadContext(): Promise<SiteContext> {
  const [answer, { rules }] = await Promise.all([
    getJson<SiteAnswer>('/api/site'),
    getJson<{ rules: AlarmRule[] }>('/api/rules'),
  ]);
  const { site, kind, speed, seed, version, abilities } = answer;
  const places = createPlaces(site.places);
  return {
    site,
    kind,
    speed,
    seed,
    version,
    abilities,
    stored: new Set(answer.stored),
    places,
    ids: createPlaceIds(places),
    rules,
  };
}

/** One answer of the API as its schema's type. Rejects on any status but success. */
export async function getJson<T>(path: string, signal?: AbortSignal): Promise<T> {
  const answer = await fetch(path, signal ? { signal } : {});
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return (await answer.json()) as T;
}
