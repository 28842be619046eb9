// Rows of the day-ahead price: 15 June to 31 October by the hour; each the mean of the statistic over the seeds.
import type { Family } from './family.ts';
import { gridYears, type Quarter } from './gridYear.ts';
import { largestAt, mean, quantile } from './statistics.ts';

/** Prices of one local day, by hour. */
type Day = readonly number[];

export const PRICE: Family = {
  name: 'price',
  quickRows: ['price.mean', 'price.negative', 'price.spread', 'price.trough', 'price.peak'],
  runRows: [],
  measure(ground) {
    const seasons = gridYears(ground).map(daysOf);
    const byHour = meanDay(seasons.flat());
    return {
      'price.mean': mean(seasons.map((days) => mean(days.flat()))),
      'price.negative': mean(
        seasons.map((days) => {
          const hours = days.flat();
          return hours.filter((eur) => eur <= 0).length / hours.length;
        }),
      ),
      'price.spread': mean(
        seasons.map((days) =>
          quantile(
            days.map((day) => Math.max(...day) - Math.min(...day)),
            0.5,
          ),
        ),
      ),
      'price.trough': largestAt(byHour.map((eur) => -eur)),
      'price.peak': largestAt(byHour),
    };
  },
};

/** The season's days of 24 hours, each hour the mean of its quarter-hours (the published statistic is hourly). */
function daysOf(year: readonly Quarter[]): readonly Day[] {
  const dates = new Map<number, Quarter[]>();
  for (const quarter of year) {
    const { month, day, date } = quarter;
    if (month < 5 || month > 9 || (month === 5 && day < 15)) continue;
    const known = dates.get(date);
    if (known) known.push(quarter);
    else dates.set(date, [quarter]);
  }
  return [...dates.values()]
    .filter((quarters) => quarters.length === 96)
    .map((quarters) =>
      Array.from({ length: 24 }, (_, hour) =>
        mean(quarters.slice(4 * hour, 4 * hour + 4).map((q) => q.priceEurPerMWh)),
      ),
    );
}

function meanDay(days: readonly Day[]): Day {
  return Array.from({ length: 24 }, (_, hour) => mean(days.map((day) => day[hour] as number)));
}
