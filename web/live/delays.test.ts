// Quantiles of the page's delays: the law that p99 is a delay that was seen, and that none is not zero.
import { expect, test } from 'vitest';
import { quantile } from './delays.ts';

test('a quantile is one of the values, and 99 of 100 are not above it', () => {
  const values = Float64Array.from({ length: 100 }, (_, i) => i + 1);
  expect(quantile(values, 0.5)).toBe(50);
  expect(quantile(values, 0.99)).toBe(99);
  expect(quantile(Float64Array.of(7), 0.99)).toBe(7);
});

test('without a frame there is no delay', () => {
  expect(quantile(new Float64Array(), 0.5)).toBeNaN();
});
