// Where the GPUs of a rack stand among each other.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rankOf, spreadOf } from './spread.ts';

const readings = fc.array(
  fc.oneof(fc.double({ min: 0, max: 1_200, noNaN: true }), fc.constant(Number.NaN)),
  {
    minLength: 1,
    maxLength: 72,
  },
);

describe('the spread of a rack', () => {
  it('holds every known value on a round scale, its median between the ends', () => {
    fc.assert(
      fc.property(readings, (values) => {
        const known = values.filter(Number.isFinite);
        const spread = spreadOf(values, 50);
        expect(spread === undefined).toBe(known.length === 0);
        if (!spread) return;
        const [low, high] = spread.scale;
        expect(low % 50).toBe(0);
        expect(values[spread.lowest]).toBe(Math.min(...known));
        expect(values[spread.highest]).toBe(Math.max(...known));
        expect(low).toBeLessThanOrEqual(Math.min(...known));
        expect(high).toBeGreaterThanOrEqual(Math.max(...known));
        expect(high).toBeGreaterThan(low);
        const below = known.filter((value) => value <= spread.median).length;
        expect(below * 2).toBeGreaterThanOrEqual(known.length);
      }),
    );
  });

  it('ranks the highest first, equals alike, and the unknown not at all', () => {
    const values = [5, 9, Number.NaN, 9, 1];
    expect(values.map((_, i) => rankOf(values, i))).toEqual([3, 1, Number.NaN, 1, 4]);
  });
});
