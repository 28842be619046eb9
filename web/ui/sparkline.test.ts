import { expect, test } from 'vitest';
import { sparkPath } from './sparkline.tsx';

const heights = (path: string): number[] =>
  [...path.matchAll(/[ML][\d.]+ ([\d.]+)/g)].map(([, y]) => Number(y));

test('a gap lifts the pen', () => {
  expect(sparkPath([1, 2, Number.NaN, 3, 4], 60, 14, 0.04).match(/M/g)).toHaveLength(2);
});

test('noise of a thousandth does not look like a storm', () => {
  const ys = heights(sparkPath([1000, 1001, 1000, 1001], 60, 14, 0.04));
  expect(Math.max(...ys) - Math.min(...ys)).toBeLessThan(1);
});

test('more draws higher, inside the box', () => {
  const ys = heights(sparkPath([1, 2, 3], 60, 14, 0.04));
  expect(ys[0]).toBeGreaterThan(ys[2] ?? 0);
  for (const y of ys) expect(y > 0 && y < 14).toBe(true);
});

test('one value is no line', () => {
  expect(sparkPath([5], 60, 14, 0.04)).toBe('');
  expect(sparkPath([], 60, 14, 0.04)).toBe('');
});
