// The steepest change keeps its sign and does not look across what is unknown.
import { expect, test } from 'vitest';
import { steepest } from './ramp.ts';

test('the steepest change a minute', () => {
  const times = [0, 1_000, 2_000, 4_000];
  expect(steepest(times, [0, 1, -2, -2])).toBe(-180);
  expect(steepest(times, [0, Number.NaN, 5, 6])).toBe(30);
  expect(steepest([0], [1])).toBeNaN();
});
