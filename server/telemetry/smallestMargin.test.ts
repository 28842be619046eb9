// Laws of the GPU with the smallest margin: it is never far from the smallest, and does not flicker.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_ID } from '../contract/noValue.ts';
import { createSmallestMargin } from './smallestMargin.ts';

const second = (s: number): number => s * 1_000;

describe('the GPU with the smallest margin', () => {
  it('keeps the name while another is smaller by less than half a kelvin, for thirty seconds', () => {
    const { pick } = createSmallestMargin();
    expect(pick(second(0), Float32Array.of(20, 10, 10.2))).toBe(1);
    for (let s = 1; s < 30; s++) {
      expect(pick(second(s), Float32Array.of(20, 10, s % 2 ? 9.6 : 10.4))).toBe(1);
    }
    expect(pick(second(30), Float32Array.of(20, 10, 9.6))).toBe(2);
  });

  it('gives it up at once to one that is clearly smaller, and when it is not known any more', () => {
    const { pick } = createSmallestMargin();
    pick(second(0), Float32Array.of(20, 10, 11));
    expect(pick(second(1), Float32Array.of(20, 10, 9.5))).toBe(2);
    expect(pick(second(2), Float32Array.of(20, 10, Number.NaN))).toBe(1);
    expect(pick(second(3), new Float32Array(3).fill(Number.NaN))).toBe(NO_ID);
    expect(pick(second(4), Float32Array.of(20, 21, 22))).toBe(0);
  });

  it('is within half a kelvin of the smallest at every second, whatever happens', () => {
    const margins = fc.array(
      fc.array(fc.float({ min: 5, max: 8, noNaN: true }), { minLength: 6, maxLength: 6 }),
      { minLength: 1, maxLength: 80 },
    );
    fc.assert(
      fc.property(margins, (seconds) => {
        const { pick } = createSmallestMargin();
        for (const [s, marginsK] of seconds.entries()) {
          const picked = pick(second(s), Float32Array.from(marginsK));
          expect(Math.fround(marginsK[picked] as number)).toBeLessThan(Math.min(...marginsK) + 0.5);
        }
      }),
    );
  });
});
