// Laws of the psychrometer.
import { describe, expect, it } from 'vitest';
import { wetBulbC } from './wetBulb.ts';

describe('the wet bulb', () => {
  it.each([
    // Dry bulb, dew point, wet bulb at 101.3 kPa: ASHRAE psychrometric chart no. 1, read to 0.2 K.
    [20, 9.3, 13.8],
    [30, 20.0, 22.9],
    [35, 19.4, 24.0],
    [10, 2.6, 6.5],
  ])('at %f C and a dew point of %f C is %f C', (dryC, dewC, wetC) => {
    expect(wetBulbC(dryC, dewC)).toBeCloseTo(wetC, 0);
    expect(Math.abs(wetBulbC(dryC, dewC) - wetC)).toBeLessThan(0.25);
  });

  it('lies between dew point and dry bulb, and meets both in saturated air', () => {
    for (let dryC = -15; dryC <= 42; dryC += 3) {
      expect(wetBulbC(dryC, dryC)).toBe(dryC);
      for (let gapK = 0.01; gapK < 30; gapK *= 3) {
        const wetC = wetBulbC(dryC, dryC - gapK);
        expect(wetC).toBeGreaterThan(dryC - gapK);
        expect(wetC).toBeLessThan(dryC);
      }
    }
  });
});
