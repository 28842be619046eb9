// Laws of the seasons: a curve through the year keeps the means it was given.
import { describe, expect, it } from 'vitest';
import { atHour, atMonth, dayOfYear, knotsOfMeans } from './season.ts';

const MEANS = [5.6, 7.1, 8.0, 11.1, 14.4, 18.1, 19.5, 19.8, 15.6, 11.9, 8.0, 5.5];
const YEAR_S = 365.2425 * 86_400;

describe('a value by the month', () => {
  it('averages to the means over each twelfth of the year', () => {
    const knots = knotsOfMeans(MEANS);
    for (const [month, mean] of MEANS.entries()) {
      let sum = 0;
      for (let i = 0; i < 1_000; i++)
        sum += atMonth(knots, ((month + (i + 0.5) / 1_000) / 12) * YEAR_S);
      expect(sum / 1_000).toBeCloseTo(mean, 3);
    }
  });

  it('goes on from December to January without a step', () => {
    expect(atMonth(MEANS, 50 * YEAR_S - 1)).toBeCloseTo(atMonth(MEANS, 50 * YEAR_S + 1), 4);
  });
});

it('a value by the hour stands at the middle of its hour', () => {
  const hours = Array.from({ length: 24 }, (_, hour) => hour * hour);
  expect(atHour(hours, 13.5 * 3_600)).toBeCloseTo(169);
  expect(atHour(hours, 14 * 3_600)).toBeCloseTo((169 + 196) / 2);
});

it('the day of the year stays within a day and a half of the calendar for a century', () => {
  for (let year = 1970; year < 2070; year++) {
    const day = dayOfYear(Date.UTC(year, 6, 1) / 1_000);
    const calendar = (Date.UTC(year, 6, 1) - Date.UTC(year, 0, 1)) / 86_400_000;
    expect(Math.abs(day - calendar)).toBeLessThan(1.5);
  }
});
