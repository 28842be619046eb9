// The bucket of questions, with its refill in the test's hand.
import { expect, test } from 'vitest';
import { createAllowance } from './allowance.ts';

test('20 questions at once, then 4 a second, and never more than 20', () => {
  const allowance = createAllowance();
  const granted = (asked: number): number =>
    Array.from({ length: asked }, () => allowance.take()).filter(Boolean).length;
  expect(granted(40)).toBe(20);
  allowance.refill();
  expect(granted(40)).toBe(4);
  for (let second = 0; second < 9; second++) allowance.refill();
  expect(granted(40)).toBe(20);
});
