// Rows of the climate: 50 synthetic years, hour by hour.
import { createClimate, type Outdoor } from '../model/climate.ts';
import { createChance } from '../simulation/chance.ts';
import type { Family, Ground } from './family.ts';
import { autocorrelation, mean, quantile } from './statistics.ts';

const SEEDS = 50;
const START_MS = Date.UTC(2026, 0, 1);
const HOURS = 8_760;
const MONTHS = Array.from({ length: 12 }, (_, month) => month);
const meanId = (month: number): string => `climate.mean.${String(month + 1).padStart(2, '0')}`;

export const CLIMATE: Family = {
  name: 'climate',
  quickRows: [...MONTHS.map(meanId), 'climate.p996', 'climate.wb', 'climate.acf1h'],
  runRows: [],
  measure(ground) {
    const years = Array.from({ length: SEEDS }, (_, i) => yearOf(ground, i + 1));
    const dry = years.map((year) => year.map(({ dryC }) => dryC));
    const months = MONTHS.map((month) => [
      meanId(month),
      mean(dry.flatMap((year) => year.filter((_, hour) => monthOf(hour) === month))),
    ]);
    return {
      ...Object.fromEntries(months),
      'climate.p996': mean(dry.map((year) => quantile(year, 0.996))),
      'climate.wb': years.flat().filter(({ dryC, wetC }) => wetC > dryC).length,
      'climate.acf1h': mean(dry.map((year) => autocorrelation(year, 1))),
    };
  },
};

function yearOf({ parts }: Ground, seed: number): Outdoor[] {
  const { at } = createClimate(parts.climate, createChance(seed));
  // The middle of each hour.
  return Array.from({ length: HOURS }, (_, hour) => at(START_MS / 1_000 + 3_600 * (hour + 0.5)));
}

const hourMonths = Array.from({ length: HOURS }, (_, hour) =>
  new Date(START_MS + 3_600_000 * hour).getUTCMonth(),
);
function monthOf(hour: number): number | undefined {
  return hourMonths[hour];
}
