// Calendar of the site: days of 23 to 25 hours, weeks from Monday, months whole; sums lose nothing.
import { expect, test } from 'vitest';
import { bucketEnds, dateText, readDate, spanAround, sumInto } from './period.ts';

const ZONE = 'Europe/Paris';
const HOUR_MS = 3_600_000;

test('a day of the clock change has 25 hours', () => {
  const at = readDate('2026-10-25', ZONE) as number;
  const { fromMs, toMs } = spanAround('day', at, ZONE);
  expect((toMs - fromMs) / HOUR_MS).toBe(25);
  expect(bucketEnds('day', { fromMs, toMs }, ZONE)).toHaveLength(25);
});

test('weeks begin on Monday, months on their first', () => {
  const at = readDate('2026-11-22', ZONE) as number;
  const week = spanAround('week', at, ZONE);
  expect(dateText(week.fromMs, ZONE)).toBe('2026-11-16');
  expect(dateText(week.toMs, ZONE)).toBe('2026-11-23');
  const month = spanAround('month', at, ZONE);
  expect(dateText(month.fromMs, ZONE)).toBe('2026-11-01');
  expect(dateText(month.toMs, ZONE)).toBe('2026-12-01');
  expect(bucketEnds('month', month, ZONE)).toHaveLength(30);
});

test('a year has twelve months and every hour of its days, with the clock changes', () => {
  const year = spanAround('year', readDate('2026-11-22', ZONE) as number, ZONE);
  expect(dateText(year.fromMs, ZONE)).toBe('2026-01-01');
  expect((year.toMs - year.fromMs) / HOUR_MS).toBe(8_760);
  const ends = bucketEnds('year', year, ZONE);
  expect(ends).toHaveLength(12);
  expect(ends.at(-1)).toBe(year.toMs);
  expect(dateText(ends[1] as number, ZONE)).toBe('2026-03-01');
});

test('a date that is none is refused', () => {
  expect(readDate('yesterday', ZONE)).toBeUndefined();
  expect(readDate('2026-13-45', ZONE)).toBeUndefined();
});

test('buckets hold every known hour once', () => {
  const ends = [10, 20, 30];
  expect(sumInto(ends, 0, [5, 10, 15, 25], [1, 2, 4, null])).toEqual([3, 4, Number.NaN]);
});
