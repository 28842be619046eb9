// Laws of the forecast: the truth at its own moment, and misses as large as its band says.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import { at, mean, openGrid, YEAR } from '../simulation/gridTesting.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const parts = readSite(FIXTURES, 'one-rack');
const gridOf = (seed: number) => openGrid(parts, seed);

describe('a forecast', () => {
  it('of now is the truth, without a band', () => {
    const grid = gridOf(1);
    const now = at(2, 3, 9, 20);
    const truth = grid.at(now);
    expect(grid.forecast(now, now)).toEqual({
      loadW: truth.loadW,
      loadDeviationW: 0,
      carbonGPerKWh: truth.carbonGPerKWh,
      carbonDeviationGPerKWh: 0,
      priceEurPerMWh: truth.priceEurPerMWh,
    });
  });

  it('knows prices up to the end of the auction and none beyond', () => {
    const grid = gridOf(1);
    const now = at(7, 8, 9);
    expect(grid.forecast(now, at(7, 8, 21, 59)).priceEurPerMWh).toBe(
      grid.at(at(7, 8, 21, 59)).priceEurPerMWh,
    );
    expect(grid.forecast(now, at(7, 8, 22)).priceEurPerMWh).toBeNaN();
    expect(grid.forecast(at(7, 8, 11), at(7, 8, 22)).priceEurPerMWh).not.toBeNaN();
  });

  const errors = (leadS: number) =>
    [1, 2, 3].flatMap((seed) => {
      const grid = gridOf(seed);
      return YEAR.map((time) => {
        const expected = grid.forecast(time - leadS, time);
        const truth = grid.at(time);
        return {
          load: (expected.loadW - truth.loadW) / truth.loadW,
          carbon: Math.log(expected.carbonGPerKWh / truth.carbonGPerKWh),
          loadBand: expected.loadDeviationW / expected.loadW,
          carbonBand: expected.carbonDeviationGPerKWh / expected.carbonGPerKWh,
        };
      });
    });
  const deviation = (values: readonly number[]): number =>
    Math.sqrt(mean(values.map((value) => value * value)));

  it('misses the load of tomorrow by 1.9 % in the mean, like that of RTE', () => {
    const missed = mean(errors(86_400).map(({ load }) => Math.abs(load)));
    expect(missed).toBeGreaterThan(0.016);
    expect(missed).toBeLessThan(0.022);
  });

  it.each([1, 3, 12, 24])('%i h ahead misses as much as its band says', (hours) => {
    const all = errors(hours * 3_600);
    expect(deviation(all.map(({ load }) => load)) / mean(all.map((e) => e.loadBand))).toBeCloseTo(
      1,
      0,
    );
    const carbon = deviation(all.map((e) => e.carbon)) / mean(all.map((e) => e.carbonBand));
    expect(carbon).toBeGreaterThan(0.85);
    expect(carbon).toBeLessThan(1.15);
    expect(Math.abs(mean(all.map((e) => e.carbon)))).toBeLessThan(0.02);
  });

  it('is wider the further ahead', () => {
    const grid = gridOf(1);
    const target = at(5, 5, 18);
    const widths = [1, 3, 6, 12, 24].map(
      (hours) => grid.forecast(target - hours * 3_600, target).carbonDeviationGPerKWh,
    );
    expect(widths).toEqual(widths.toSorted((a, b) => a - b));
    expect(widths[4]).toBeGreaterThan(1);
  });
});
