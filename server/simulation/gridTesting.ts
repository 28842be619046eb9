// A grid with its climate and chance, and moments to ask it about, for tests.
import type { ClimateFile } from '../contract/climate.ts';
import type { GridFile } from '../contract/grid.ts';
import { createClimate } from '../model/climate.ts';
import { createGrid, type Grid } from '../model/grid.ts';
import { createCalendar } from './calendar.ts';
import { createChance } from './chance.ts';

interface Parts {
  readonly climate: ClimateFile;
  readonly grid: GridFile;
}

export function openGrid({ climate, grid }: Parts, seed: number): Grid {
  const chance = createChance(seed);
  const { localS } = createCalendar(grid.timeZone);
  return createGrid({ file: grid, climate: createClimate(climate, chance), chance, localS });
}

/** A moment of 2026, UTC, in seconds. */
export function at(month: number, day: number, hour: number, minute = 0): number {
  return Date.UTC(2026, month - 1, day, hour, minute) / 1_000;
}

/** Moments all over 2026, at every hour of the day. */
export const YEAR = Array.from({ length: 4 * 365 }, (_, i) => at(1, 1, 0) + 21_700 * i);

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
