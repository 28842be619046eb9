// Laws of the weather forecast: right about now, wrong by as much as its band says, and as good as those of a met office.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import { createChance } from '../simulation/chance.ts';
import { at, mean, YEAR } from '../simulation/gridTesting.ts';
import { createClimate } from './climate.ts';
import { createClimateForecast } from './climateForecast.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const { climate: file } = readSite(FIXTURES, 'one-rack');
const HOUR_S = 3_600;

function open(seed: number) {
  const chance = createChance(seed);
  const climate = createClimate(file, chance);
  return { climate, forecast: createClimateForecast(file, climate, chance) };
}

/** What a forecast of so many hours missed by, all over a year and three seeds. */
function errors(hours: number) {
  return [1, 2, 3].flatMap((seed) => {
    const { climate, forecast } = open(seed);
    return YEAR.map((target) => {
      const expected = forecast(target - hours * HOUR_S, target);
      const truth = climate.at(target);
      return { ...expected, dryK: expected.dryC - truth.dryC, wetK: expected.wetC - truth.wetC };
    });
  });
}
const deviation = (values: readonly number[]): number =>
  Math.sqrt(mean(values.map((value) => value * value)));

describe('a weather forecast', () => {
  it('of now is the truth, without a band', () => {
    const { climate, forecast } = open(1);
    const now = at(7, 8, 15);
    const { dryC, wetC } = climate.at(now);
    expect(forecast(now, now)).toEqual({ dryC, wetC, dryDeviationK: 0, wetDeviationK: 0 });
  });

  it('misses tomorrow by about a kelvin, and the day after by more', () => {
    const tomorrow = deviation(errors(24).map(({ dryK }) => dryK));
    expect(tomorrow).toBeGreaterThan(0.95);
    expect(tomorrow).toBeLessThan(1.25);
    expect(deviation(errors(48).map(({ dryK }) => dryK)) / tomorrow).toBeGreaterThan(1.15);
  });

  it('is within 2 K for 95 % of the three-hourly temperatures of its day, like that of the Met Office', () => {
    const day = [3, 6, 9, 12, 15, 18, 21, 24].flatMap(errors);
    const good = day.filter(({ dryK }) => Math.abs(dryK) <= 2).length / day.length;
    expect(good).toBeGreaterThan(0.93);
    expect(good).toBeLessThan(0.98);
  });

  it.each([1, 6, 24, 48])('%i h ahead misses as much as its bands say', (hours) => {
    const all = errors(hours);
    const dry = deviation(all.map(({ dryK }) => dryK)) / mean(all.map((e) => e.dryDeviationK));
    const wet = deviation(all.map(({ wetK }) => wetK)) / mean(all.map((e) => e.wetDeviationK));
    for (const ratio of [dry, wet]) {
      expect(ratio).toBeGreaterThan(0.85);
      expect(ratio).toBeLessThan(1.15);
    }
    expect(Math.abs(mean(all.map(({ dryK }) => dryK)))).toBeLessThan(0.1);
  });

  it('never expects a wet bulb above the dry one', () => {
    for (const { wetC, dryC } of errors(24)) expect(wetC).toBeLessThanOrEqual(dryC);
  });
});
