// Numbers of the accuracy table: nothing that is known is lost, nothing unknown is made up.
import { expect, test } from 'vitest';
import { figures } from './figures.ts';

test('four figures and no more, whole numbers whole', () => {
  expect(figures(169)).toBe('169');
  expect(figures(0.97361)).toBe('0.9736');
  expect(figures(2062.5)).toBe('2,063');
  expect(figures(0)).toBe('0');
});

test('a small one is a power of ten, an unknown one a dash', () => {
  expect(figures(1e-6)).toBe('1.0 × 10⁻⁶');
  expect(figures(-2.34e-11)).toBe('−2.3 × 10⁻¹¹');
  expect(figures(null)).toBe('–');
});
