// Rows of carbon intensity: January to March, and the year; each the mean of the statistic over the seeds.
import { FUELS } from '../contract/grid.ts';
import type { Family, Ground } from './family.ts';
import { gridYears, type Quarter } from './gridYear.ts';
import { autocorrelation, largestAt, mean, quantile } from './statistics.ts';

const QUARTERS_PER_HOUR = 4;

export const CARBON: Family = {
  name: 'carbon',
  quickRows: [
    'carbon.q1.mean',
    'carbon.q1.p5',
    'carbon.q1.p95',
    'carbon.acf1h',
    'carbon.evening',
    'carbon.year',
    'carbon.formula',
  ],
  runRows: [],
  measure(ground: Ground) {
    const years = gridYears(ground);
    const winters = years.map((year) => year.filter(({ month }) => month < 3));
    const grams = winters.map((winter) => winter.map((q) => q.carbonGPerKWh));
    return {
      'carbon.q1.mean': mean(grams.map(mean)),
      'carbon.q1.p5': mean(grams.map((g) => quantile(g, 0.05))),
      'carbon.q1.p95': mean(grams.map((g) => quantile(g, 0.95))),
      'carbon.acf1h': mean(grams.map((g) => autocorrelation(g, QUARTERS_PER_HOUR))),
      'carbon.evening': highestHour(winters.flat()),
      'carbon.year': mean(years.flatMap((year) => year.map((q) => q.carbonGPerKWh))),
      'carbon.formula': Math.max(...years.map((year) => Math.max(...year.map(formulaError)))),
    };
  },
};

/** Middle of the quarter-hour that is highest on the mean day, in local hours. */
function highestHour(quarters: readonly Quarter[]): number {
  const hours = Array.from({ length: 24 * QUARTERS_PER_HOUR }, (_, i) => i / QUARTERS_PER_HOUR);
  const day = hours.map((hour) =>
    mean(quarters.filter((q) => q.hour === hour).map((q) => q.carbonGPerKWh)),
  );
  return ((hours[largestAt(day)] as number) + 0.5 / QUARTERS_PER_HOUR) % 24;
}

/** Against RTE's factors, written here on their own: 986 coal, 777 oil, 429 gas, 494 bio. */
function formulaError({ mixW, carbonGPerKWh }: Quarter): number {
  const totalW = FUELS.reduce((sum, fuel) => sum + mixW[fuel], 0);
  const grams = 986 * mixW.coal + 777 * mixW.oil + 429 * mixW.gas + 494 * mixW.bio;
  return Math.abs(grams / totalW - carbonGPerKWh);
}
