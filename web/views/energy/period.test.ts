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

test('a date that is none is refused', () => {
  expect(readDate('yesterday', ZONE)).toBeUndefined();
  expect(readDate('2026-13-45', ZONE)).toBeUndefined();
});

test('buckets hold every known hour once', () => {
  const ends = [10, 20, 30];
  expect(sumInto(ends, 0, [5, 10, 15, 25], [1, 2, 4, null])).toEqual([3, 4, Number.NaN]);
});
