// Local hour and weekday of the site, read from the zone once an hour of simulated time.
import { zoneOffsetMs } from '../contract/zone.ts';

export interface Calendar {
  /** Local time in seconds since a local 1970-01-01: floor(/ 86400) is the local day. */
  localS(timeS: number): number;
}

const HOUR_S = 3_600;
const DAY_S = 86_400;

export function createCalendar(timeZone: string): Calendar {
  let hour = Number.NaN;
  let offsetS = 0;
  return {
    localS(timeS) {
      const now = Math.floor(timeS / HOUR_S);
      if (now !== hour) {
        hour = now;
        offsetS = zoneOffsetMs(now * HOUR_S * 1_000, timeZone) / 1_000;
      }
      return timeS + offsetS;
    },
  };
}

interface Week {
  readonly weekday: readonly number[];
  readonly weekend: readonly number[];
}

/** A rhythm's value: each hour's figure stands at its middle, a straight line between. */
export function rhythmAt(week: Week, localS: number): number {
  const x = localS / HOUR_S - 0.5;
  const hour = Math.floor(x);
  const from = hourValue(week, hour);
  return from + (hourValue(week, hour + 1) - from) * (x - hour);
}

function hourValue(week: Week, hour: number): number {
  // 1970-01-01 was a Thursday: day 0 is weekday 4.
  const weekday = (Math.floor((hour * HOUR_S) / DAY_S) + 4) % 7;
  const profile = weekday === 0 || weekday === 6 ? week.weekend : week.weekday;
  return profile[((hour % 24) + 24) % 24] as number;
}
