// The rarer words of time in an address, as the API reads them: `now-3h`, `now-1d/d`, and the site's own dates.
import { localMidnightMs, zoneOffsetMs } from '../../server/contract/zone.ts';
import {
  fixedRange,
  PRESET_NAMES,
  type RangeWords,
  readMoment,
  readRange,
  type TimeRange,
} from './range.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: HOUR_MS, d: DAY_MS };

/** The range they mean while the site's clock shows `nowMs`; the live one, of `range` if it can be, where they make no sense. */
export function readWords({ range, from, to = 'now' }: RangeWords, nowMs: number, zone: string) {
  const live = readRange({ range, from: undefined, to: undefined });
  if (from === undefined) return live;
  const preset = to === 'now' && PRESET_NAMES.find((name) => from === `now-${name}`);
  if (preset) return { kind: 'sliding', preset } satisfies TimeRange;
  return fixedRange(momentOf(from, nowMs, zone), momentOf(to, nowMs, zone)) ?? live;
}

/** UTC epoch in ms; NaN for what is no time. */
function momentOf(word: string, nowMs: number, zone: string): number {
  if (/^\d{4}-\d\d-\d\d$/.test(word)) {
    const utcMs = Date.parse(word);
    return Number.isNaN(utcMs) ? utcMs : midnightOf(utcMs - zoneOffsetMs(utcMs, zone), zone);
  }
  const relative = /^now(?:-(\d{1,6})([smhd]))?(?:\/([hd]))?$/.exec(word);
  if (!relative) return readMoment(word);
  const [, count = '0', unit = 's', whole] = relative;
  const timeMs = nowMs - Number(count) * (UNITS[unit] ?? 0);
  if (whole === 'h') {
    const offsetMs = zoneOffsetMs(timeMs, zone);
    return Math.floor((timeMs + offsetMs) / HOUR_MS) * HOUR_MS - offsetMs;
  }
  if (whole === undefined) return timeMs;
  // Days back from a start of day are days of the calendar, of 23, 24 or 25 hours.
  return unit === 'd'
    ? midnightOf(localMidnightMs(nowMs, zone) - Number(count) * DAY_MS, zone)
    : localMidnightMs(timeMs, zone);
}

/** The midnight that lies within half a day of a moment. */
function midnightOf(timeMs: number, zone: string): number {
  return localMidnightMs(timeMs + DAY_MS / 2, zone);
}
