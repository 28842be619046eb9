// Laws of what is expected: whole steps from now on, honest bands, known prices only, and the same whoever asks.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import type { MetricId } from '../contract/metrics.ts';
import type { Forecast } from '../contract/source.ts';
import { createForecast } from './forecast.ts';
import { at, openGrid, YEAR } from './gridTesting.ts';
import { createWeather } from './weather.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const parts = readSite(FIXTURES, 'one-rack');
const grid = openGrid(parts, 1);
const weather = createWeather({ climate: parts.climate, seed: 1 });
const forecast = createForecast({ ...parts, seed: 1 });

function expected(metric: MetricId, nowS: number, hours: number): Forecast {
  const made = forecast(metric, nowS, hours);
  if (!made) throw new Error(`no forecast of ${metric}`);
  return made;
}

describe('what is expected', () => {
  it('comes in whole steps of the clock, from the one that holds now', () => {
    const now = at(3, 4, 9, 20) + 17;
    const hourly = expected('gridCarbonGPerKWh', now, 24);
    expect(hourly.stepS).toBe(3_600);
    expect([...hourly.timesMs]).toEqual(
      Array.from({ length: 24 }, (_, i) => at(3, 4, 10 + i) * 1_000),
    );
    const quarters = expected('gridPriceEurPerMWh', now, 24);
    expect(quarters.stepS).toBe(900);
    expect(quarters.timesMs).toHaveLength(96);
    expect(quarters.timesMs[0]).toBe(at(3, 4, 9, 30) * 1_000);
  });

  it('has each price that is known as it will be, without a band, and none of those beyond', () => {
    // 12:50 in Paris, ten minutes before tomorrow's auction is out; local midnight is 22:00 UTC.
    const { timesMs, values, low, high } = expected('gridPriceEurPerMWh', at(7, 8, 10, 50), 48);
    for (const [i, endMs] of timesMs.entries()) {
      const known = endMs <= at(7, 8, 22) * 1_000;
      const price = grid.at(endMs / 1_000 - 450).priceEurPerMWh;
      expect(values[i]).toBe(known ? Math.fround(price) : Number.NaN);
      expect([low[i], high[i]]).toEqual([values[i], values[i]]);
    }
    const later = expected('gridPriceEurPerMWh', at(7, 8, 11, 5), 48);
    expect(later.values.findIndex(Number.isNaN)).toBe(4 * 35);
  });

  it.each([
    ['gridCarbonGPerKWh', (s: number) => grid.at(s).carbonGPerKWh],
    ['outdoorDryBulbC', (s: number) => weather.at(s).dryC],
    ['outdoorWetBulbC', (s: number) => weather.at(s).wetC],
  ] as const)('holds the truth of %s in its band two times in three', (metric, truthAt) => {
    let held = 0;
    let all = 0;
    for (const now of YEAR.filter((_, i) => i % 12 === 0)) {
      const { timesMs, low, high } = expected(metric, now, 24);
      for (const i of [2, 6, 12, 23]) {
        const truth = truthAt((timesMs[i] as number) / 1_000 - 1_800);
        if (truth >= (low[i] as number) && truth <= (high[i] as number)) held++;
        all++;
      }
    }
    expect(held / all).toBeGreaterThan(0.58);
    expect(held / all).toBeLessThan(0.78);
  });

  it('is the same whoever asks, another for another seed, and nothing for what is not forecast', () => {
    const now = at(5, 5, 5);
    const again = createForecast({ ...parts, seed: 1 })('outdoorDryBulbC', now, 48);
    expect(again).toEqual(expected('outdoorDryBulbC', now, 48));
    const other = createForecast({ ...parts, seed: 2 })('outdoorDryBulbC', now, 48);
    expect(other?.values).not.toEqual(again?.values);
    expect(forecast('siteItPowerW', now, 24)).toBeUndefined();
  });
});
