// Energy since local midnight: the site's own day, which has 23, 24 or 25 hours.
import { localMidnightMs } from '../../contract/zone.ts';

const SHORTEST_DAY_MS = 23 * 3_600_000;

export interface DayEnergy {
  /** Adds energy metered over (fromMs, toMs]; what lies before the midnight of `toMs` belongs to the day before. */
  add(fromMs: number, toMs: number, energyWh: number): void;
  /** Energy since the local midnight at or before `timeMs`; NaN until a step was added. */
  at(timeMs: number): number;
}

export function createDayEnergy(timeZone: string): DayEnergy {
  let midnightMs = Number.NEGATIVE_INFINITY;
  let todayWh = Number.NaN;

  function enterDay(timeMs: number): void {
    // Asking the calendar is slow; no day is over before its 23rd hour.
    if (timeMs >= midnightMs && timeMs < midnightMs + SHORTEST_DAY_MS) return;
    const newestMs = localMidnightMs(timeMs, timeZone);
    if (newestMs === midnightMs) return;
    if (!Number.isNaN(todayWh)) todayWh = 0;
    midnightMs = newestMs;
  }

  return {
    add(fromMs, toMs, energyWh) {
      enterDay(toMs);
      const share = (toMs - Math.max(fromMs, midnightMs)) / (toMs - fromMs);
      todayWh = (Number.isNaN(todayWh) ? 0 : todayWh) + energyWh * share;
    },
    at(timeMs) {
      enterDay(timeMs);
      return todayWh;
    },
  };
}
