// Laws of the outdoor air: the typical year in the mean, physics at every moment.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readFixture } from '../catalogue/fixtureFile.ts';
import { ClimateFile } from '../contract/climate.ts';
import { createChance } from '../simulation/chance.ts';
import { createClimate } from './climate.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const file = readFixture(join(FIXTURES, 'climate'), 'ile-de-france', ClimateFile);
const YEAR_START_S = Date.UTC(2026, 0, 1) / 1_000;
const HOURS = 8_760;

const climateOf = (seed: number) => createClimate(file, createChance(seed));
const hourly = (seed: number) => {
  const { at } = climateOf(seed);
  return Array.from({ length: HOURS }, (_, hour) => at(YEAR_START_S + 3_600 * hour));
};

describe('the outdoor air', () => {
  it('never has a wet bulb above its dry bulb, nor more than 25 K below', () => {
    for (const seed of [1, 2, 3]) {
      for (const { dryC, wetC } of hourly(seed)) {
        expect(wetC).toBeLessThanOrEqual(dryC);
        expect(wetC).toBeGreaterThan(dryC - 25);
      }
    }
  });

  it('is a function of time alone: any moment in any order is the same', () => {
    const forwards = climateOf(7);
    const backwards = climateOf(7);
    const times = Array.from({ length: 200 }, (_, i) => YEAR_START_S + 99_991 * i);
    const there = times.map(forwards.at);
    const back = times.toReversed().map(backwards.at).toReversed();
    expect(back).toEqual(there);
  });

  it('differs from seed to seed', () => {
    const time = YEAR_START_S + 1e6;
    expect(climateOf(1).at(time).dryC).not.toBe(climateOf(2).at(time).dryC);
  });

  it('moves less than 5 K an hour within any second', () => {
    const { at } = climateOf(3);
    for (let start = 0; start < 365; start += 5) {
      let before = at(YEAR_START_S + start * 86_400).dryC;
      for (let s = 1; s < 120; s++) {
        const now = at(YEAR_START_S + start * 86_400 + s).dryC;
        expect(Math.abs(now - before)).toBeLessThan(5 / 3_600);
        before = now;
      }
    }
  });

  it('has the daily maxima and minima of the typical year', () => {
    // RT2012 H1a (Trappes): mean daily maximum and minimum, January to December.
    const maxC = [8.0, 10.5, 12.1, 15.4, 18.9, 22.6, 24.6, 25.0, 20.7, 16.1, 10.6, 8.2];
    const minC = [3.3, 3.8, 4.2, 6.9, 9.8, 13.4, 14.3, 15.2, 11.1, 8.4, 5.5, 3.1];
    const sums = Array.from({ length: 12 }, () => ({ maxC: 0, minC: 0, days: 0 }));
    for (let seed = 1; seed <= 20; seed++) {
      const year = hourly(seed);
      for (let day = 0; day < 365; day++) {
        const dry = year.slice(24 * day, 24 * day + 24).map(({ dryC }) => dryC);
        const month = new Date((YEAR_START_S + 86_400 * day) * 1_000).getUTCMonth();
        const sum = sums[month];
        if (!sum) continue;
        sum.maxC += Math.max(...dry);
        sum.minC += Math.min(...dry);
        sum.days++;
      }
    }
    for (const [month, sum] of sums.entries()) {
      expect(Math.abs(sum.maxC / sum.days - (maxC[month] ?? 0)), `max, ${month}`).toBeLessThan(1.2);
      expect(Math.abs(sum.minC / sum.days - (minC[month] ?? 0)), `min, ${month}`).toBeLessThan(1.2);
    }
  });

  it('has a heat wave in some summers and not in others, and even then air that can cool', () => {
    const summers = Array.from({ length: 30 }, (_, i) => hourly(i + 1));
    const hottest = summers.map((year) => Math.max(...year.map(({ dryC }) => dryC)));
    expect(hottest.filter((dryC) => dryC > 35).length).toBeGreaterThan(3);
    expect(hottest.filter((dryC) => dryC < 33).length).toBeGreaterThan(3);
    expect(Math.max(...hottest)).toBeLessThan(44);
    const wettest = summers.map((year) => Math.max(...year.map(({ wetC }) => wetC)));
    expect(Math.max(...wettest)).toBeLessThan(28);
  });

  it('is warmer on clear days in summer and colder on clear days in winter', () => {
    const climates = [1, 2, 3, 4, 5, 6].map(climateOf);
    const tilt = (fromDay: number): number => {
      let sum = 0;
      for (const { sky } of climates) {
        for (let hour = 0; hour < 60 * 24; hour++) {
          const { clearness, departureK } = sky(YEAR_START_S + fromDay * 86_400 + hour * 3_600);
          sum += clearness * departureK;
        }
      }
      return sum;
    };
    expect(tilt(180)).toBeGreaterThan(0);
    expect(tilt(0)).toBeLessThan(0);
  });
});
