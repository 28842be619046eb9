// Redundancy: how many of what feeds or cools a place are left, against how many it needs; from states, counts, ratings.
import { NO_CODE } from '../contract/noValue.ts';
import type { PlaceKind, Places } from '../contract/place.ts';
import type { Site } from '../contract/site.ts';
import { codeOf } from '../contract/state.ts';
import type { FrameColumns } from './columns.ts';

const REDUNDANT = codeOf('redundancy', 'redundant');
const NONE = codeOf('redundancy', 'none');
const OVERLOADED = codeOf('redundancy', 'overloaded');
const LOST = codeOf('redundancy', 'lost');
const SINGLE = codeOf('redundancy', 'single');

/** Parts of one kind that stand in for each other. */
interface Fleet {
  readonly parts: PlaceKind;
  readonly whole: PlaceKind;
  readonly states: Uint16Array;
  /** Codes of a part that does its duty or could at once. */
  readonly able: readonly number[];
  readonly needed: number;
  /** Load over rating, where it is measured. */
  readonly loadRatio?: Float32Array;
  /** The words, one for each whole. */
  readonly words: Uint16Array;
}

export function concludeRedundancy(
  columns: FrameColumns,
  places: Places,
  ratings: Site['ratings'],
): void {
  for (const fleet of fleetsOf(columns, ratings)) concludeFleet(fleet, places);
}

function fleetsOf(c: FrameColumns, ratings: Site['ratings']): readonly Fleet[] {
  return [
    {
      parts: 'feed',
      whole: 'site',
      states: c.feedState,
      able: [codeOf('feed', 'live')],
      // Each feed is made to carry all.
      needed: 1,
      words: c.siteFeedRedundancy,
    },
    {
      parts: 'transformer',
      whole: 'site',
      states: c.transformerState,
      able: [codeOf('transformer', 'inService')],
      needed: Math.ceil(ratings.connectionW / ratings.transformerVA),
      loadRatio: c.transformerLoadRatio,
      words: c.siteTransformerRedundancy,
    },
    {
      parts: 'genset',
      whole: 'site',
      states: c.gensetState,
      able: [codeOf('genset', 'ready'), codeOf('genset', 'starting'), codeOf('genset', 'running')],
      needed: ratings.gensetsNeeded,
      words: c.siteGensetRedundancy,
    },
    {
      parts: 'ups',
      whole: 'upsGroup',
      states: c.upsState,
      able: [codeOf('ups', 'online'), codeOf('ups', 'battery')],
      needed: ratings.upsNeeded,
      loadRatio: c.upsLoadRatio,
      words: c.upsGroupRedundancy,
    },
    {
      parts: 'cdu',
      whole: 'cduRing',
      states: c.cduState,
      able: [codeOf('cdu', 'running'), codeOf('cdu', 'standby'), codeOf('cdu', 'starting')],
      needed: ratings.cduNeeded,
      words: c.ringRedundancy,
    },
  ];
}

function concludeFleet(fleet: Fleet, places: Places): void {
  const { parts, whole, states, able, needed, loadRatio, words } = fleet;
  if (places.count(parts) === 0) return;
  for (let i = 0; i < words.length; i++) {
    const { from, to } = places.within(parts, whole, i);
    let fit = 0;
    let unknown = 0;
    let overloaded = false;
    for (let part = from; part < to; part++) {
      const state = states[part] as number;
      if (state === NO_CODE) unknown++;
      else if (able.includes(state)) fit++;
      overloaded ||= loadRatio !== undefined && (loadRatio[part] as number) > 1;
    }
    const worst = wordOf(fit, needed, to - from, overloaded);
    const best = wordOf(fit + unknown, needed, to - from, overloaded);
    // What is not known is not guessed: it counts only where it makes no difference.
    words[i] = worst === best ? worst : NO_CODE;
  }
}

function wordOf(fit: number, needed: number, count: number, overloaded: boolean): number {
  if (fit === 0) return LOST;
  if (overloaded || fit < Math.min(needed, count)) return OVERLOADED;
  if (count <= needed) return SINGLE;
  return fit > needed ? REDUNDANT : NONE;
}
