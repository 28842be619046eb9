// Outdoor air of a synthetic year: season + day + passing weather; the wet bulb never above the dry bulb.
import type { ClimateFile } from '../contract/climate.ts';

const DAY_S = 86_400;
/** Mean Gregorian year. */
const YEAR_S = 365.2425 * DAY_S;

export interface Outdoor {
  dryC: number;
  wetC: number;
}

/** Where in the year, in months from the middle of January: 0 <= m < 12. */
function monthsIn(timeS: number): number {
  const share = (timeS / YEAR_S) % 1;
  return (share * 12 + 11.5) % 12;
}

/** Straight line between the middles of the months. */
function atMonth(values: readonly number[], month: number): number {
  const low = Math.floor(month);
  const from = values[low % 12] as number;
  const to = values[(low + 1) % 12] as number;
  return from + (to - from) * (month - low);
}

/** -1 to 1 over the day: coldest just before the sun rises, warmest in the afternoon. */
function daySwing(climate: ClimateFile, timeS: number): number {
  const solarHour = (((timeS / 3_600 + climate.longitudeDeg / 15) % 24) + 24) % 24;
  const angle = ((solarHour - climate.warmestHour) / 24) * 2 * Math.PI;
  // The second harmonic makes the morning rise steeper than the evening fall.
  return 0.9 * Math.cos(angle) + 0.12 * Math.cos(2 * angle + 0.6);
}

/**
 * Air at a time. `weatherK` is the passing weather in kelvin, `humidity` about 0 +- 1: dry air lowers the wet bulb.
 * RT2012 typical year, zone H1a: monthly means, daily range, wet bulb.
 */
export function outdoorAt(
  climate: ClimateFile,
  timeS: number,
  weatherK: number,
  humidity: number,
): Outdoor {
  const month = monthsIn(timeS);
  const swingK = (atMonth(climate.monthDailyRangeK, month) / 2) * daySwing(climate, timeS);
  const meanC = atMonth(climate.monthMeanC, month);
  const dryC = meanC + swingK + weatherK;
  const meanDepressionK = meanC - atMonth(climate.monthMeanWetBulbC, month);
  const depressionK =
    meanDepressionK * (1 + climate.depressionDeviationRatio * humidity) +
    climate.depressionPerK * (swingK + 0.5 * weatherK);
  return { dryC, wetC: dryC - Math.max(0, depressionK) };
}
