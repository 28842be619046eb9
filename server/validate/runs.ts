// The runs of the twin: where each begins, how it is run in, and its steps. Times are UTC; the site is in Paris.
import { createClimate } from '../model/climate.ts';
import { createChance } from '../simulation/chance.ts';
import type { Ground, RunName } from './family.ts';
import { openRun, type TwinRun } from './twinRun.ts';

/** The seed of a site that nobody chose one for. */
export const SEED = 42;
const HOUR_S = 3_600;
const DAY_S = 86_400;
const MINUTE_S = 60;

interface Run {
  readonly about: string;
  /** A twin in its steady state at the first step. */
  open(ground: Ground): TwinRun;
  steps(ground: Ground): Iterable<number>;
}

export const RUNS: Readonly<Record<RunName, Run>> = {
  hour: {
    about: 'a working hour, second by second',
    open: (ground) => warm(ground, SEED, Date.UTC(2026, 2, 10, 10), 3 * HOUR_S),
    steps: () => Array.from({ length: HOUR_S }, () => 1),
  },
  week: {
    about: 'a week from Monday, twenty single seconds an hour',
    open: (ground) => warm(ground, SEED, Date.UTC(2026, 2, 8, 23), 6 * HOUR_S),
    steps: () => Array.from({ length: 7 * 24 }, () => sampledHour).flat(),
  },
  january: {
    about: 'four weeks of January in minutes',
    open: (ground) => warm(ground, SEED, Date.UTC(2026, 0, 4, 23), 6 * HOUR_S),
    steps: () => Array.from({ length: (28 * DAY_S) / MINUTE_S }, () => MINUTE_S),
  },
  heat: {
    about: 'six days around the first hour above 36 C of a hot summer, in minutes',
    open(ground) {
      const { seed, atMs } = hotSummer(ground);
      return warm(ground, seed, atMs - 3 * DAY_S * 1_000, 6 * HOUR_S);
    },
    steps: () => Array.from({ length: (6 * DAY_S) / MINUTE_S }, () => MINUTE_S),
  },
  year: {
    about: 'a year in steps of five minutes',
    open: (ground) => warm(ground, SEED, Date.UTC(2025, 11, 31, 23), 6 * HOUR_S),
    steps: () => Array.from({ length: (365 * DAY_S) / 300 }, () => 300),
  },
};

/** 59 minutes and 40 seconds in coarse steps, then 20 single seconds. */
const sampledHour: readonly number[] = [
  ...Array.from({ length: 59 }, () => MINUTE_S),
  40,
  ...Array.from({ length: 20 }, () => 1),
];

function warm({ parts }: Ground, seed: number, firstMs: number, runInS: number): TwinRun {
  const run = openRun(parts, seed, firstMs - runInS * 1_000);
  for (let doneS = 0; doneS < runInS; doneS += MINUTE_S) run.step(MINUTE_S);
  return run;
}

/** The first seed from ours on whose summer passes 36 C, and when. */
function hotSummer({ parts }: Ground): { seed: number; atMs: number } {
  for (let seed = SEED; ; seed++) {
    const { at } = createClimate(parts.climate, createChance(seed));
    for (let atMs = Date.UTC(2026, 5, 1); atMs < Date.UTC(2026, 8, 1); atMs += HOUR_S * 1_000) {
      if (at(atMs / 1_000).dryC > 36) return { seed, atMs };
    }
  }
}
