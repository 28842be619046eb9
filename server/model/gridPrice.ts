// Day-ahead price: the merit order over how short the market is, in steps of a quarter-hour.
import type { GridFile } from '../contract/grid.ts';
import { localMidnightMs } from '../contract/zone.ts';
import type { Chance } from './chance.ts';
import { createPassing } from './passing.ts';
import { DAY_S } from './season.ts';

export const QUARTER_S = 900;

/** EUR/MWh of a quarter-hour, given the shortness of the market in its middle; in cents as the exchange quotes. */
export function createPrice(file: GridFile['price'], chance: Chance) {
  const unrest = createPassing(file.unrest, chance, 'gridPrice');
  const even = chance.even('gridQuarter');
  return (quarter: number, shortW: number): number => {
    const wanderEur = unrest((quarter + 0.5) * QUARTER_S);
    // Sum of two even draws less 1: a tent of deviation 1 / sqrt(6).
    const apartEur =
      file.quarterDeviation * Math.sqrt(6) * (even(2 * quarter) + even(2 * quarter + 1) - 1);
    const eur = along(file.meritOrder, shortW);
    return Math.round(100 * (eur + (wanderEur + apartEur) * liveliness(eur))) / 100;
  };
}

/** Bids crowd at zero, where must-run meets wind and sun: noise is small there and grows with the price. */
function liveliness(eur: number): number {
  return Math.min(1, 0.1 + Math.abs(eur) / 40);
}

/** Straight lines between the points; the first and the last line go on. */
function along(points: readonly (readonly [number, number])[], x: number): number {
  let i = 1;
  while (i < points.length - 1 && x > (points[i] as readonly [number, number])[0]) i++;
  const [fromX, fromY] = points[i - 1] as readonly [number, number];
  const [toX, toY] = points[i] as readonly [number, number];
  return fromY + ((toY - fromY) * (x - fromX)) / (toX - fromX);
}

/** Until when the price is known: the end of today, and from the hour of publication the end of tomorrow. */
export function priceKnownUntilS(nowS: number, timeZone: string, publishedHour: number): number {
  const midnightS = (s: number): number => localMidnightMs(s * 1_000, timeZone) / 1_000;
  const today = midnightS(nowS);
  // A local day has 23 to 25 hours: its middle is a safe place to look for the next midnight.
  const tomorrow = midnightS(today + 1.5 * DAY_S);
  const published = nowS >= publishedS(today, timeZone, publishedHour);
  return published ? midnightS(tomorrow + 1.5 * DAY_S) : tomorrow;
}

/** The hour of publication on the local clock; clocks change at night, so noon has the day's later offset. */
function publishedS(midnight: number, timeZone: string, hour: number): number {
  const noonish = midnight + hour * 3_600;
  const next = localMidnightMs((midnight + 1.5 * DAY_S) * 1_000, timeZone) / 1_000;
  return noonish + (next - midnight - DAY_S);
}
