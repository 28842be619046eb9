// What was expected of the outdoor air some time before it: the truth with an error that grows with the lead.
import type { ClimateFile } from '../contract/climate.ts';
import type { Chance } from './chance.ts';
import type { Climate } from './climate.ts';
import { createForecastError, type News } from './forecastError.ts';

/** Deviations are standard deviations of the error, for a band. */
interface OutdoorForecast {
  readonly dryC: number;
  readonly dryDeviationK: number;
  readonly wetC: number;
  readonly wetDeviationK: number;
}

/** The newest observation helps for some hours; after a day the error grows on, to 1.25 times at two days. Assumed. */
const WEATHER_NEWS: readonly News[] = [
  { horizonS: 3 * 3_600, everyS: 7_200, varianceRatio: 0.3 },
  { horizonS: 12 * 3_600, everyS: 14_400, varianceRatio: 0.3 },
  { horizonS: 24 * 3_600, everyS: 28_800, varianceRatio: 0.21 },
  { horizonS: 72 * 3_600, everyS: 43_200, varianceRatio: 1.71 },
];

/** Wet and dry bulb miss together: about half of a kelvin of the one is in the other, the rest is humidity. */
const SHARED = 0.7;
const OWN = Math.sqrt(1 - SHARED * SHARED);

export function createClimateForecast(
  { forecast }: ClimateFile,
  climate: Climate,
  chance: Chance,
): (nowS: number, targetS: number) => OutdoorForecast {
  const dryError = createForecastError(chance, 'dryBulbForecast', WEATHER_NEWS);
  const wetError = createForecastError(chance, 'wetBulbForecast', WEATHER_NEWS);
  return (nowS, targetS) => {
    const leadS = targetS - nowS;
    const truth = climate.at(targetS);
    const missed = dryError.at(leadS, targetS);
    const deviation = dryError.deviation(leadS);
    const dryC = truth.dryC + forecast.dryDeviation24hK * missed;
    const wetMissed = SHARED * missed + OWN * wetError.at(leadS, targetS);
    return {
      dryC,
      dryDeviationK: forecast.dryDeviation24hK * deviation,
      // Nobody forecasts a wet bulb above the dry one.
      wetC: Math.min(dryC, truth.wetC + forecast.wetDeviation24hK * wetMissed),
      wetDeviationK: forecast.wetDeviation24hK * deviation,
    };
  };
}
