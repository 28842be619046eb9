// What is shown of a rack adds up: no one finds a watt that is missing.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { roundedParts } from './split.ts';

describe('split of a rack', () => {
  it('the parts shown add up to the total shown', () => {
    const watts = fc.array(fc.double({ min: 0, max: 1e5, noNaN: true }), {
      minLength: 5,
      maxLength: 5,
    });
    fc.assert(
      fc.property(watts, (parts) => {
        const total = parts.reduce((sum, part) => sum + part, 0);
        const shown = roundedParts(parts, total, 10);
        const sum = shown.reduce((all, part) => all + part, 0);
        expect(sum).toBe(Math.round(total / 10) * 10);
        shown.forEach((part, i) => {
          expect(Math.abs(part - (parts[i] ?? 0))).toBeLessThanOrEqual(10);
        });
      }),
    );
  });

  it('shows nothing while a part is not known', () => {
    expect(roundedParts([1, Number.NaN], 2, 1)).toEqual([Number.NaN, Number.NaN]);
  });
});
