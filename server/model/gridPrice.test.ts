// Laws of the day-ahead price: steps of a quarter-hour, and what of it is known when.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import { at, openGrid } from '../simulation/gridTesting.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const parts = readSite(FIXTURES, 'one-rack');
const gridOf = (seed: number) => openGrid(parts, seed);

describe('the price', () => {
  it('stands still through a quarter-hour and is quoted in cents', () => {
    const { at: state } = gridOf(1);
    for (let quarter = 0; quarter < 96; quarter++) {
      const from = at(7, 8, 0) + 900 * quarter;
      const eur = state(from).priceEurPerMWh;
      expect(state(from + 450).priceEurPerMWh).toBe(eur);
      expect(state(from + 899).priceEurPerMWh).toBe(eur);
      expect(Math.abs(eur * 100 - Math.round(eur * 100))).toBeLessThan(1e-6);
    }
  });

  it('of today is known all day, of tomorrow from 13:00 in Paris', () => {
    const { priceKnownUntilS: until } = gridOf(1);
    // Summer time is UTC+2: midnight is 22:00 UTC.
    expect(until(at(7, 8, 10, 59))).toBe(at(7, 8, 22));
    expect(until(at(7, 8, 11))).toBe(at(7, 9, 22));
    expect(until(at(7, 8, 21, 59))).toBe(at(7, 9, 22));
    expect(until(at(7, 8, 22))).toBe(at(7, 9, 22));
    // Winter: UTC+1.
    expect(until(at(1, 8, 11, 59))).toBe(at(1, 8, 23));
    expect(until(at(1, 8, 12))).toBe(at(1, 9, 23));
  });

  it('keeps to 13:00 on the days of 23 and 25 hours', () => {
    const { priceKnownUntilS: until } = gridOf(1);
    expect(until(at(3, 29, 10, 59))).toBe(at(3, 29, 22));
    expect(until(at(3, 29, 11))).toBe(at(3, 30, 22));
    expect(until(at(10, 25, 11, 59))).toBe(at(10, 25, 23));
    expect(until(at(10, 25, 12))).toBe(at(10, 26, 23));
    // The day before: tomorrow has 23 hours.
    expect(until(at(3, 28, 12))).toBe(at(3, 29, 22));
  });
});
