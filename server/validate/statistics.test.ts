// Laws of the statistics that the table is made of, against figures worked out by hand.
import { expect, it } from 'vitest';
import { createHistogram } from './histogram.ts';
import {
  autocorrelation,
  correlation,
  deviation,
  largestAt,
  mean,
  quantile,
} from './statistics.ts';

it('mean, deviation and quantiles of a short list', () => {
  expect(mean([1, 2, 6])).toBe(3);
  expect(deviation([2, 4, 4, 4, 5, 5, 7, 9])).toBe(2);
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([10, 20], 1)).toBe(20);
  expect(largestAt([3, 9, 4, 9])).toBe(1);
});

it('correlation is 1 with itself, -1 with its mirror, and 0 at a right angle', () => {
  expect(correlation([1, 2, 3], [10, 20, 30])).toBeCloseTo(1);
  expect(correlation([1, 2, 3], [3, 2, 1])).toBeCloseTo(-1);
  expect(correlation([1, 0, -1, 0], [0, 1, 0, -1])).toBeCloseTo(0);
  expect(autocorrelation([1, -1, 1, -1, 1, -1], 1)).toBeCloseTo(-1);
});

it('a histogram has the quantiles of its values within a bin, and counts no NaN', () => {
  const histogram = createHistogram(0, 1, 1_000);
  for (let i = 0; i < 10_000; i++) histogram.add((i + 0.5) / 10_000);
  histogram.add(Number.NaN);
  expect(histogram.total).toBe(10_000);
  for (const share of [0.05, 0.5, 0.95, 0.999]) {
    expect(Math.abs(histogram.quantile(share) - share)).toBeLessThan(0.002);
  }
});

it('a histogram keeps what lies outside its range at its ends', () => {
  const histogram = createHistogram(0, 1, 10);
  for (const value of [-5, 7, 7]) histogram.add(value);
  expect(histogram.quantile(0.2)).toBeLessThan(0.11);
  expect(histogram.quantile(0.9)).toBeGreaterThan(0.89);
});
