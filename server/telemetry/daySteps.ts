// Steps of a day of some time zone: 23, 24 or 25 hours, each ending at its midnight.
import { localMidnightMs } from '../contract/zone.ts';

const DAY_MS = 86_400_000;
/** Beyond the end of the longest day, and within the next. */
const NEXT_DAY_MS = 1.5 * DAY_MS;

export interface DaySteps {
  /** Where the first day begins. */
  readonly startMs: number;
  /** END of each day that holds a part of fromMs < t <= toMs. */
  readonly endsMs: Float64Array;
}

export function daySteps(fromMs: number, toMs: number, zone: string): DaySteps {
  const startMs = localMidnightMs(fromMs, zone);
  const ends: number[] = [];
  for (let dayMs = startMs; dayMs < toMs; ) {
    dayMs = localMidnightMs(dayMs + NEXT_DAY_MS, zone);
    ends.push(dayMs);
  }
  return { startMs, endsMs: Float64Array.from(ends) };
}
