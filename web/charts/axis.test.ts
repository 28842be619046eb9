import { expect, test } from 'vitest';
import { spreadLabels } from './labels.ts';
import { timeTicks } from './timeTicks.ts';

const MINUTE = 60_000;

test('ticks stand at round times of the site’s clock', () => {
  const from = Date.UTC(2026, 0, 15, 13, 17, 20);
  const ticks = timeTicks(from, from + 15 * MINUTE, 60 * MINUTE, 4);
  expect(ticks.map((at) => new Date(at).toISOString().slice(11, 19))).toEqual([
    '13:20:00',
    '13:25:00',
    '13:30:00',
  ]);
});

test('a zone off the hour still ticks at its own round times', () => {
  const from = Date.UTC(2026, 0, 15, 13, 0, 1);
  const [first = 0] = timeTicks(from, from + 180 * MINUTE, 330 * MINUTE, 4);
  expect(new Date(first).toISOString().slice(11, 16)).toBe('13:30');
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
