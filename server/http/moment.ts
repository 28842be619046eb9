// Times as a request writes them: now, now-15m, now/d, an ISO time, a date, or milliseconds of the UTC epoch.
import { localMidnightMs, zoneOffsetMs } from '../contract/zone.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { refusal } from './refusal.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1_000,
  m: 60_000,
  h: HOUR_MS,
  d: DAY_MS,
};
const ISO = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})$/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** No site was metered before 1970, and none is planned beyond 2100. */
const END_MS = Date.UTC(2100, 0);

/** What relative times and bare dates stand on. */
export interface Now {
  /** The site's newest second; 0 before the first. */
  readonly nowMs: number;
  /** Whose days they are, by IANA name. */
  readonly zone: string;
}

/** The site's newest second, in the days of `tz` or of the site. Throws a refusal for a zone that nobody knows. */
export function readNow({ frame, site }: Pick<Telemetry, 'frame' | 'site'>, tz?: string): Now {
  return { nowMs: frame.timeMs, zone: tz === undefined ? site.timeZone : readZone(tz) };
}

/** The zone under the name by which all its spellings go. */
function readZone(tz: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: tz }).resolvedOptions().timeZone;
  } catch {
    throw refusal(400, `tz "${tz}" is no IANA time zone; write one as Europe/Paris or UTC`, 'tz');
  }
}

/** UTC epoch in ms. Throws a refusal that names the field. */
export function readMoment(text: string, field: string, now: Now): number {
  const timeMs = parse(text, now);
  if (Number.isNaN(timeMs)) {
    const forms =
      'now, now-15m, now/d, an ISO time with its zone, a date, or milliseconds of the UTC epoch';
    throw refusal(400, `${field} "${text}" is no time; write ${forms}`, field);
  }
  // Before the site's first second now is 0, and what came before it is still a time.
  const startMs = now.nowMs === 0 ? Number.NEGATIVE_INFINITY : 0;
  if (timeMs < startMs || timeMs > END_MS) {
    throw refusal(400, `${field} "${text}" must lie between the years 1970 and 2100`, field);
  }
  return timeMs;
}

export interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** `to` is now unless told. Throws a refusal where the span is empty. */
export function readSpan(
  { from, to }: { readonly from: string; readonly to?: string | undefined },
  now: Now,
): Span {
  const fromMs = readMoment(from, 'from', now);
  const toMs = readMoment(to ?? 'now', 'to', now);
  if (fromMs < toMs) return { fromMs, toMs };
  throw refusal(400, 'from must lie before to', 'from');
}

function parse(text: string, now: Now): number {
  const relative = /^now(?:-(\d{1,9})([smhd]))?(?:\/([hd]))?$/.exec(text);
  if (relative) {
    const [, count = '0', unit = 's', whole] = relative;
    return relativeMs(Number(count), unit, whole, now);
  }
  if (/^\d{10,14}$/.test(text)) return Number(text);
  if (DATE.test(text)) return dateMs(Date.parse(text), now.zone);
  return ISO.test(text) ? Date.parse(text) : Number.NaN;
}

/** Days back from a start of day are days of the calendar, of 23, 24 or 25 hours. */
function relativeMs(
  count: number,
  unit: string,
  whole: string | undefined,
  { nowMs, zone }: Now,
): number {
  const timeMs = nowMs - count * (UNIT_MS[unit] ?? 0);
  // What lies so far off is refused as it is: no calendar reaches there.
  if (whole === undefined || timeMs < -DAY_MS) return timeMs;
  if (whole === 'h') {
    const offsetMs = zoneOffsetMs(timeMs, zone);
    return Math.floor((timeMs + offsetMs) / HOUR_MS) * HOUR_MS - offsetMs;
  }
  if (unit !== 'd') return localMidnightMs(timeMs, zone);
  const todayMs = localMidnightMs(nowMs, zone);
  return count === 0 ? todayMs : localMidnightMs(todayMs - count * DAY_MS + DAY_MS / 2, zone);
}

/** The midnight that a date begins with; `utcMs` is that of UTC. */
function dateMs(utcMs: number, zone: string): number {
  if (!(utcMs >= 0 && utcMs <= END_MS)) return utcMs;
  return localMidnightMs(utcMs - zoneOffsetMs(utcMs, zone) + DAY_MS / 2, zone);
}
