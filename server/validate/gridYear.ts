// Synthetic years of the grid in quarter-hours, for the rows of carbon and price.

import { localMidnightMs } from '../contract/zone.ts';
import { createClimate } from '../model/climate.ts';
import { createGrid, type GridState } from '../model/grid.ts';
import { createCalendar } from '../simulation/calendar.ts';
import { createChance } from '../simulation/chance.ts';
import type { Ground } from './family.ts';

/** Enough for a mean that moves less than a tenth of its band. */
const SEEDS = 6;
const YEAR = 2026;
const QUARTER_S = 900;

/** A quarter-hour on the local clock. */
export interface Quarter extends GridState {
  /** 0 = January. */
  readonly month: number;
  readonly day: number;
  /** 0 to 23.75. */
  readonly hour: number;
  /** Days since a local 1970-01-01. */
  readonly date: number;
}

/** From local midnight of 1 January to the next, each quarter-hour at its middle; one list a seed, made once. */
export function gridYears(ground: Ground): readonly (readonly Quarter[])[] {
  const known = made.get(ground);
  if (known) return known;
  const years = Array.from({ length: SEEDS }, (_, i) => gridYear(ground, i + 1));
  made.set(ground, years);
  return years;
}
const made = new WeakMap<Ground, readonly (readonly Quarter[])[]>();

function gridYear({ parts }: Ground, seed: number): readonly Quarter[] {
  const { grid: file } = parts;
  const fromS = localMidnightMs(Date.UTC(YEAR, 0, 1, 12), file.timeZone) / 1_000;
  const toS = localMidnightMs(Date.UTC(YEAR + 1, 0, 1, 12), file.timeZone) / 1_000;
  const { localS } = createCalendar(file.timeZone);
  const chance = createChance(seed);
  const grid = createGrid({ file, climate: createClimate(parts.climate, chance), chance, localS });
  const quarters: Quarter[] = [];
  for (let second = fromS; second < toS; second += QUARTER_S) {
    quarters.push({ ...grid.at(second + QUARTER_S / 2), ...localTime(localS(second)) });
  }
  return quarters;
}

function localTime(localS: number): Pick<Quarter, 'month' | 'day' | 'hour' | 'date'> {
  const local = new Date(localS * 1_000);
  return {
    month: local.getUTCMonth(),
    day: local.getUTCDate(),
    hour: local.getUTCHours() + local.getUTCMinutes() / 60,
    date: Math.floor(localS / 86_400),
  };
}
