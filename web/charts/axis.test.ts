import { expect, test } from 'vitest';
import { spreadLabels } from './labels.ts';
import { tellsDays, timeTicks } from './timeTicks.ts';
import { digitsOf, scaleAround, scaleBetween } from './valueScale.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const PARIS = 'Europe/Paris';
const clockAt = (at: number): string =>
  new Date(at).toLocaleTimeString('en-GB', { timeZone: PARIS, hour: '2-digit', minute: '2-digit' });

test('ticks stand at round times of the site’s clock', () => {
  const from = Date.UTC(2026, 0, 15, 13, 17, 20);
  const ticks = timeTicks(from, from + 15 * MINUTE, PARIS, 4);
  expect(ticks.map(clockAt)).toEqual(['14:20', '14:25', '14:30']);
});

test('a zone off the hour still ticks at its own round times', () => {
  const from = Date.UTC(2026, 0, 15, 13, 0, 1);
  const [first = 0] = timeTicks(from, from + 180 * MINUTE, 'Asia/Kolkata', 4);
  expect(new Date(first).toISOString().slice(11, 16)).toBe('13:30');
});

test('days begin at the site’s midnight, also when the clocks change', () => {
  const from = Date.UTC(2026, 9, 22, 9);
  const ticks = timeTicks(from, from + 7 * DAY, PARIS, 8);
  expect(ticks).toHaveLength(7);
  for (const at of ticks) expect(clockAt(at)).toBe('00:00');
  expect(tellsDays(from, from + 7 * DAY, 8)).toBe(true);
});

test('hours keep their round numbers across a change of the clocks', () => {
  const from = Date.UTC(2026, 9, 24, 20);
  for (const at of timeTicks(from, from + DAY, PARIS, 8)) {
    expect(Number(clockAt(at).slice(0, 2)) % 3, clockAt(at)).toBe(0);
  }
});

test('there are never more ticks than there is room for', () => {
  const from = Date.UTC(2026, 4, 3, 7, 11, 13);
  for (const span of [MINUTE, 15 * MINUTE, 6 * 60 * MINUTE, DAY, 7 * DAY, 30 * DAY, 400 * DAY]) {
    for (const most of [2, 4, 9]) {
      expect(timeTicks(from, from + span, PARIS, most).length).toBeLessThanOrEqual(most + 1);
    }
  }
});

test('a scale holds its values between round ends', () => {
  for (const [low, high] of [
    [0, 27.3],
    [1.0812, 1.0831],
    [-12, 104],
    [23_400, 26_100],
    [5, 5],
    [82, 90.5],
  ] as const) {
    const { min, max, step } = scaleAround(low, high, undefined);
    expect(min).toBeLessThanOrEqual(low);
    expect(max).toBeGreaterThanOrEqual(high);
    expect(Math.abs(min / step - Math.round(min / step))).toBeLessThan(1e-6);
    const written = (min + step).toFixed(digitsOf({ min, max, step }));
    expect(Number(written)).toBeCloseTo(min + step, 9);
  }
});

test('a scale stays while values move a little, and moves when they leave it', () => {
  const first = scaleAround(20, 27, undefined);
  expect(scaleAround(20.4, 27.4, first)).toBe(first);
  expect(scaleAround(20, 41, first).max).toBeGreaterThanOrEqual(41);
  expect(scaleAround(23, 23.2, first).max).toBeLessThan(first.max);
});

test('fixed ends are moved only by what passes the upper one', () => {
  expect(scaleBetween(0, 1200, 900)).toMatchObject({ min: 0, max: 1200 });
  expect(scaleBetween(0, 1200, 1300)).toMatchObject({ min: 0, max: 1300 });
});

test('labels that touch are moved apart and keep their order', () => {
  const placed = spreadLabels([100, 98, 97, 40], 12, 0, 110);
  const sorted = [...placed].sort((a, b) => b - a);
  expect(placed).toEqual(sorted);
  for (let i = 1; i < sorted.length; i++) {
    expect((sorted[i - 1] ?? 0) - (sorted[i] ?? 0)).toBeGreaterThanOrEqual(12);
  }
});

test('labels stay between top and bottom', () => {
  const placed = spreadLabels([200, 199, 3, 2], 12, 10, 120);
  for (const at of placed) {
    expect(at).toBeGreaterThanOrEqual(10);
    expect(at).toBeLessThanOrEqual(120);
  }
});
