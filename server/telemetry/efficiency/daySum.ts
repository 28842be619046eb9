// What a meter has counted since local midnight: the site's own day, which has 23, 24 or 25 hours.
import { localMidnightMs } from '../../contract/zone.ts';

const SHORTEST_DAY_MS = 23 * 3_600_000;

/** Plain data of structured clone. */
export interface DaySumState {
  readonly midnightMs: number;
  readonly today: number;
}

export interface DaySum {
  /** Adds what was metered over (fromMs, toMs]; what lies before the midnight of `toMs` belongs to the day before. */
  add(fromMs: number, toMs: number, amount: number): void;
  /** Sum since the local midnight at or before `timeMs`; NaN until a step was added. */
  at(timeMs: number): number;
  save(): DaySumState;
  restore(saved: DaySumState): void;
}

export function createDaySum(timeZone: string): DaySum {
  let midnightMs = Number.NEGATIVE_INFINITY;
  let today = Number.NaN;

  function enterDay(timeMs: number): void {
    // Asking the calendar is slow; no day is over before its 23rd hour.
    if (timeMs >= midnightMs && timeMs < midnightMs + SHORTEST_DAY_MS) return;
    const newestMs = localMidnightMs(timeMs, timeZone);
    if (newestMs === midnightMs) return;
    if (!Number.isNaN(today)) today = 0;
    midnightMs = newestMs;
  }

  return {
    add(fromMs, toMs, amount) {
      enterDay(toMs);
      const share = (toMs - Math.max(fromMs, midnightMs)) / (toMs - fromMs);
      today = (Number.isNaN(today) ? 0 : today) + amount * share;
    },
    at(timeMs) {
      enterDay(timeMs);
      return today;
    },
    save: () => ({ midnightMs, today }),
    restore(saved) {
      midnightMs = saved.midnightMs;
      today = saved.today;
    },
  };
}
