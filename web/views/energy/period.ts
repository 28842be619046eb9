// A day, week or month of the site's own calendar: where it begins and ends, and the hours or days within it.
import { localMidnightMs } from '../../../server/contract/zone.ts';

export const PERIODS = ['day', 'week', 'month', 'year'] as const;
export type Period = (typeof PERIODS)[number];

export interface PeriodSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Local midnight so many days after that of `midnightMs`; days have 23 to 25 hours. */
function midnightAfter(midnightMs: number, days: number, zone: string): number {
  return localMidnightMs(midnightMs + days * DAY_MS + 12 * HOUR_MS, zone);
}

/** The period that holds a moment. Weeks begin on Monday. */
export function spanAround(period: Period, timeMs: number, zone: string): PeriodSpan {
  const midnight = localMidnightMs(timeMs, zone);
  if (period === 'day') return { fromMs: midnight, toMs: midnightAfter(midnight, 1, zone) };
  const date = localDate(midnight, zone);
  if (period === 'year') {
    const year = date.getUTCFullYear();
    return { fromMs: newYear(year, zone), toMs: newYear(year + 1, zone) };
  }
  const before = period === 'week' ? (date.getUTCDay() + 6) % 7 : date.getUTCDate() - 1;
  const days = period === 'week' ? 7 : daysOfMonth(date);
  const fromMs = midnightAfter(midnight, -before, zone);
  return { fromMs, toMs: midnightAfter(fromMs, days, zone) };
}

function newYear(year: number, zone: string): number {
  return localMidnightMs(Date.UTC(year, 0, 1, 12), zone);
}

function daysOfMonth(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}

/** The local day of a midnight as a date at UTC. */
function localDate(midnightMs: number, zone: string): Date {
  return new Date(`${dateText(midnightMs, zone)}T00:00:00Z`);
}

/** `2026-11-22`, the local day of a moment. */
export function dateText(timeMs: number, zone: string): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(timeMs);
}

/** Noon of a written date, or undefined when it is none. */
export function readDate(text: string | undefined, zone: string): number | undefined {
  if (!text || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const noonMs = Date.parse(`${text}T12:00:00Z`);
  return Number.isNaN(noonMs) ? undefined : localMidnightMs(noonMs, zone) + 12 * HOUR_MS;
}

/** ENDs of the hours of a day, of the days of a week or month, of the months of a year. */
export function bucketEnds(period: Period, { fromMs, toMs }: PeriodSpan, zone: string): number[] {
  const ends: number[] = [];
  let at = fromMs;
  while (at < toMs) {
    if (period === 'day') at += HOUR_MS;
    else if (period === 'year') at = spanAround('month', at, zone).toMs;
    else at = midnightAfter(at, 1, zone);
    ends.push(at);
  }
  return ends;
}

/** Sums of growth by bucket; NaN for a bucket of which nothing is known. */
export function sumInto(
  ends: readonly number[],
  fromMs: number,
  timesMs: readonly number[],
  values: readonly (number | null)[],
): number[] {
  const sums = ends.map(() => Number.NaN);
  timesMs.forEach((timeMs, i) => {
    const value = values[i];
    if (value === null || value === undefined || timeMs <= fromMs) return;
    const bucket = ends.findIndex((end) => timeMs <= end);
    if (bucket < 0) return;
    const sum = sums[bucket] as number;
    sums[bucket] = (Number.isNaN(sum) ? 0 : sum) + value;
  });
  return sums;
}
