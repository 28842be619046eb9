// Laws of the sun over Paris.
import { describe, expect, it } from 'vitest';
import { solarHour, sunHeightSine } from './sun.ts';

const PARIS = [48.85, 2.35] as const;
const heightDeg = (timeS: number, tiltDeg = 0): number =>
  (Math.asin(sunHeightSine(timeS, ...PARIS, tiltDeg)) * 180) / Math.PI;
const utcS = (month: number, day: number, hour: number): number =>
  Date.UTC(2026, month - 1, day, 0, 60 * hour) / 1_000;
const highestDeg = (month: number, day: number): number =>
  Math.max(...Array.from({ length: 97 }, (_, i) => heightDeg(utcS(month, day, i / 4))));

describe('the sun', () => {
  it.each([
    // 90 - latitude + declination.
    [6, 21, 64.6],
    [12, 21, 17.7],
    [3, 20, 41.1],
  ])('culminates on %i/%i at %f degrees', (month, day, deg) => {
    expect(Math.abs(highestDeg(month, day) - deg)).toBeLessThan(1);
  });

  it('is late in February and early in November by a quarter of an hour', () => {
    const noonS = (month: number, day: number): number => utcS(month, day, 12 - 2.35 / 15);
    expect((solarHour(noonS(2, 11), 2.35) - 12) * 60).toBeCloseTo(-14.2, -0.5);
    expect((solarHour(noonS(11, 3), 2.35) - 12) * 60).toBeCloseTo(16.4, -0.5);
  });

  it('is below the ground at midnight, all year', () => {
    for (let month = 1; month <= 12; month++) expect(heightDeg(utcS(month, 15, 0))).toBeLessThan(0);
  });

  it('stands higher over panels that lean to the south', () => {
    expect(heightDeg(utcS(12, 21, 12), 30)).toBeGreaterThan(heightDeg(utcS(12, 21, 12)) + 25);
  });
});
