// The one order of events in every list: by time, and within a moment as they happened, causes before consequences.
import type { EventRecord } from './event.ts';

type Placed = Pick<EventRecord, 'timeMs' | 'id'>;

/** Ids are given as things happen: of one moment, a cause has a lower one than what it caused. */
export function asTheyHappened(a: Placed, b: Placed): number {
  return a.timeMs - b.timeMs || a.id - b.id;
}

/** The newest moment first; within a moment as they happened, because none of its events is newer. */
export function newestFirst(a: Placed, b: Placed): number {
  return b.timeMs - a.timeMs || a.id - b.id;
}
