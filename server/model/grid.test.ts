// Laws of the power system: watts and grams that add up, prices in steps, forecasts that miss as much as they say.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readFixture } from '../catalogue/fixtureFile.ts';
import { ClimateFile } from '../contract/climate.ts';
import { FUELS, GridFile } from '../contract/grid.ts';
import { createCalendar } from '../simulation/calendar.ts';
import { createChance } from '../simulation/chance.ts';
import { createClimate } from './climate.ts';
import { createGrid } from './grid.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const file = readFixture(join(FIXTURES, 'grid'), 'france', GridFile);
const weather = readFixture(join(FIXTURES, 'climate'), 'ile-de-france', ClimateFile);

function gridOf(seed: number) {
  const chance = createChance(seed);
  const { localS } = createCalendar(file.timeZone);
  return createGrid({ file, climate: createClimate(weather, chance), chance, localS });
}
const at = (month: number, day: number, hour: number, minute = 0): number =>
  Date.UTC(2026, month - 1, day, hour, minute) / 1_000;
const YEAR = Array.from({ length: 4 * 365 }, (_, i) => at(1, 1, 0) + 21_700 * i);
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe('the mix', () => {
  it('is never negative, never more than is installed, and covers the load but for imports', () => {
    const { at: state } = gridOf(1);
    for (const time of YEAR) {
      const { mixW, loadW } = state(time);
      const total = FUELS.reduce((sum, fuel) => sum + mixW[fuel], 0);
      for (const fuel of FUELS) expect(mixW[fuel], fuel).toBeGreaterThanOrEqual(0);
      expect(mixW.wind).toBeLessThan(file.wind.installedW);
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

it('any moment in any order is the same', () => {
  const forwards = YEAR.slice(0, 100).map(gridOf(9).at);
  const backwards = YEAR.slice(0, 100).toReversed().map(gridOf(9).at).toReversed();
  expect(backwards).toEqual(forwards);
});
