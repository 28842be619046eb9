// Laws of the power system: watts that add up, and follow sun, clock, weekday and shortness.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import { FUELS } from '../contract/grid.ts';
import { at, mean, openGrid, YEAR } from '../simulation/gridTesting.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const parts = readSite(FIXTURES, 'one-rack');
const gridOf = (seed: number) => openGrid(parts, seed);

describe('the mix', () => {
  it('is never negative, never more than is installed, and covers the load but for imports', () => {
    const { at: state } = gridOf(1);
    for (const time of YEAR) {
      const { mixW, loadW } = state(time);
      const total = FUELS.reduce((sum, fuel) => sum + mixW[fuel], 0);
      for (const fuel of FUELS) expect(mixW[fuel], fuel).toBeGreaterThanOrEqual(0);
      expect(mixW.wind).toBeLessThan(parts.grid.wind.installedW);
      expect(mixW.nuclear).toBeLessThan(61.4e9);
      expect(total).toBeGreaterThan(0.85 * loadW);
    }
  });

  it('exports on the whole, as France does', () => {
    const { at: state } = gridOf(2);
    const exports = YEAR.map((time) => {
      const { mixW, loadW } = state(time);
      return FUELS.reduce((sum, fuel) => sum + mixW[fuel], 0) - loadW;
    });
    expect(mean(exports)).toBeGreaterThan(4e9);
    expect(mean(exports)).toBeLessThan(14e9);
  });

  it('has no sun at night and most of it around solar noon in summer', () => {
    const { at: state } = gridOf(3);
    for (let day = 1; day <= 28; day++) {
      expect(state(at(6, day, 23)).mixW.solar).toBe(0);
      expect(state(at(6, day, 12)).mixW.solar).toBeGreaterThan(2e9);
    }
  });

  it('draws less at the weekend and at night', () => {
    const { at: state } = gridOf(4);
    const weeks = Array.from({ length: 50 }, (_, week) => at(1, 7, 0) + 604_800 * week);
    const load = (offsetS: number): number =>
      mean(weeks.map((week) => state(week + offsetS).loadW));
    const wednesdayNoon = load(11 * 3_600);
    expect(load(4 * 86_400 + 11 * 3_600)).toBeLessThan(0.96 * wednesdayNoon);
    expect(load(3 * 3_600)).toBeLessThan(0.9 * wednesdayNoon);
  });

  it('burns more when it is short: carbon follows the residual load', () => {
    const { at: state } = gridOf(5);
    const winter = YEAR.slice(0, 340).map((time) => state(time));
    const sorted = winter.toSorted((a, b) => a.residualW - b.residualW);
    const third = Math.floor(sorted.length / 3);
    const grams = (states: typeof winter): number => mean(states.map((s) => s.carbonGPerKWh));
    expect(grams(sorted.slice(-third))).toBeGreaterThan(1.5 * grams(sorted.slice(0, third)));
  });

  it('leaves a summer floor of 12 to 16 g at noon', () => {
    const { at: state } = gridOf(6);
    const noons = Array.from({ length: 60 }, (_, day) => state(at(7, 1, 11) + 86_400 * day));
    const grams = mean(noons.map((s) => s.carbonGPerKWh));
    expect(grams).toBeGreaterThan(12);
    expect(grams).toBeLessThan(16);
    for (const s of noons) expect(s.carbonFreeRatio).toBeGreaterThan(0.93);
  });
});

it('any moment in any order is the same', () => {
  const forwards = YEAR.slice(0, 100).map(gridOf(9).at);
  const backwards = YEAR.slice(0, 100).toReversed().map(gridOf(9).at).toReversed();
  expect(backwards).toEqual(forwards);
});
