// Where in the year and in the day a moment is, and values that are given by the month or by the hour.

export const DAY_S = 86_400;
/** Mean Gregorian year. */
const YEAR_DAYS = 365.2425;
const YEAR_S = YEAR_DAYS * DAY_S;

/** Days since the year began, on the mean Gregorian year: within a day and a half of the calendar. */
export function dayOfYear(timeS: number): number {
  return (timeS - yearOf(timeS) * YEAR_S) / DAY_S;
}

/** Years since 1970, on the same year. */
export function yearOf(timeS: number): number {
  return Math.floor(timeS / YEAR_S);
}

/** A value given for the middle of each of n equal parts of a circle; straight lines between. */
function around(values: readonly number[], share: number): number {
  const parts = values.length;
  const x = share * parts - 0.5;
  const low = Math.floor(x);
  const from = values[(low + parts) % parts] as number;
  const to = values[(low + 1) % parts] as number;
  return from + (to - from) * (x - low);
}

/** January to December; each figure stands at the middle of its month. */
export function atMonth(values: readonly number[], timeS: number): number {
  const years = timeS / YEAR_S;
  return around(values, years - Math.floor(years));
}

/** 24 hours; each figure stands at the middle of its hour. `dayS` is the time since local midnight. */
export function atHour(values: readonly number[], dayS: number): number {
  return around(values, dayS / DAY_S);
}

/**
 * Knots whose straight lines average to the given month means: a line between the means themselves would
 * cut every peak. Over a month the line averages 1/8 of each neighbour and 6/8 of its own knot.
 */
export function knotsOfMeans(means: readonly number[]): readonly number[] {
  const parts = means.length;
  let knots = [...means];
  for (let pass = 0; pass < 12; pass++) {
    knots = knots.map((knot, i) => {
      const before = knots[(i + parts - 1) % parts] as number;
      const after = knots[(i + 1) % parts] as number;
      return knot + (means[i] as number) - (0.75 * knot + (before + after) / 8);
    });
  }
  return knots;
}
