// Energy that was asked for before, in memory: of quarter-hours that are on disk, and of the running one up to a minute.
import { readPlaceEnergy, readSiteMeters } from './askMeters.ts';
import { DAY_MS, QUARTER_MS } from './dayBlocks.ts';
import type { EnergyPart, PlaceKindOfEnergy } from './energyFigures.ts';
import type { HistoryStore, WarmPast } from './history.ts';
import type { NewestSeconds } from './newestSeconds.ts';
import { createWarmMeters } from './warmMeters.ts';
import { createWarmPlaces } from './warmPlaces.ts';
import { runningMeters, runningPlaces } from './warmRunning.ts';

export interface WarmEnergy extends Pick<WarmPast, 'siteMeters' | 'placeEnergy'> {
  /** What is on disk has changed. */
  clear(): void;
}

/** Three months, to compare one with another. */
const KEPT_DAYS = 93;
/** The racks of a campus are asked for from the store. */
const MOST_PLACES = 1_000;
/** Answers of the running quarter-hour: a meter and two kinds of rack, of this minute and the one before. */
const MOST_ANSWERS = 6;
const MINUTE_MS = 60_000;

export function createWarmEnergy(
  store: Pick<HistoryStore, 'query' | 'tiers' | 'lastRecordedMs'>,
  placesOf: (kind: PlaceKindOfEnergy) => number,
  newest: NewestSeconds,
): WarmEnergy {
  const meters = createWarmMeters(store, KEPT_DAYS);
  const placesOfKind = (kind: PlaceKindOfEnergy) =>
    createWarmPlaces({ store, meters, kind, places: placesOf(kind), mostDays: KEPT_DAYS });
  const places = { rack: placesOfKind('rack'), networkRack: placesOfKind('networkRack') };
  const answers = new Map<string, Promise<unknown>>();

  function isKept({ step, fromMs, toMs }: EnergyPart): boolean {
    const oldestMs = store.lastRecordedMs - KEPT_DAYS * DAY_MS;
    return step === 'quarter' && fromMs >= oldestMs && toMs <= lastRowMs(QUARTER_MS);
  }

  /** END of the last row that is on disk. */
  function lastRowMs(rowMs: number): number {
    return Math.floor(store.lastRecordedMs / rowMs) * rowMs;
  }

  /** Minutes that are on disk do not change. */
  function remembered<T>(what: string, part: EnergyPart, read: () => Promise<T>) {
    if (part.step !== 'minute' || !(part.toMs <= lastRowMs(MINUTE_MS))) return undefined;
    const key = `${what} ${part.fromMs} ${part.toMs}`;
    const known = answers.get(key) as Promise<T> | undefined;
    if (known) return known;
    const answer = read();
    answers.set(key, answer);
    answer.catch(() => answers.delete(key));
    const [oldest] = answers.keys();
    if (answers.size > MOST_ANSWERS && oldest !== undefined) answers.delete(oldest);
    return answer;
  }

  return {
    async siteMeters(part) {
      if (isKept(part)) return meters.sum(part);
      const running = part.step === 'quarter' ? undefined : runningMeters(newest, part);
      return running ?? remembered('meters', part, () => readSiteMeters(store, part));
    },
    async placeEnergy(kind, part) {
      if (placesOf(kind) > MOST_PLACES) return undefined;
      if (isKept(part)) return places[kind].sum(part);
      const running = part.step === 'quarter' ? undefined : runningPlaces(newest, kind, part);
      return running ?? remembered(kind, part, () => readPlaceEnergy(store, kind, part));
    },
    clear() {
      meters.clear();
      for (const one of Object.values(places)) one.clear();
      answers.clear();
    },
  };
}
