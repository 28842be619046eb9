import { expect, test } from 'vitest';
import { createSeries } from './series.ts';

const METRIC = 'siteFacilityPowerW';
const at = (value: number) => () => value;

function filled(...times: number[]) {
  const store = createSeries([METRIC], 10_000);
  for (const time of times) store.append(time, at(time / 1000), 1000);
  return store;
}

test('a second is kept once, in order', () => {
  const store = filled(1000, 2000, 2000, 1000, 3000);
  expect(store.timesMs).toEqual([1000, 2000, 3000]);
  expect(store.values(METRIC)).toEqual([1, 2, 3]);
});

test('what is older than the span is let go', () => {
  const store = filled(...Array.from({ length: 30 }, (_, i) => i * 1000));
  expect(store.timesMs).toHaveLength(10);
  expect(store.timesMs[0]).toBe(20_000);
  expect(store.values(METRIC)).toHaveLength(10);
});

test('missing seconds are a gap, and history closes it', () => {
  const store = filled(1000, 2000);
  expect(store.append(6000, at(6), 1000)).toBe(true);
  expect(store.values(METRIC)).toEqual([1, 2, Number.NaN, 6]);
  store.join([1000, 2000, 3000, 4000, 5000, 6000], () => [9, 9, 3, 4, 5, 9]);
  expect(store.timesMs).toEqual([1000, 2000, 3000, 4000, 5000, 6000]);
  expect(store.values(METRIC)).toEqual([1, 2, 3, 4, 5, 6]);
});

test('history joins live seconds without a seam and without a second twice', () => {
  const store = filled(5000, 6000);
  store.join([3000, 4000, 5000], () => [3, 4, 5]);
  expect(store.timesMs).toEqual([3000, 4000, 5000, 6000]);
  expect(store.values(METRIC)).toEqual([3, 4, 5, 6]);
});

test('what history does not know stays a gap', () => {
  const store = filled(4000);
  store.join([1000, 2000, 3000], () => [1, Number.NaN, 3]);
  expect(store.values(METRIC)).toEqual([1, Number.NaN, 3, 4]);
});
