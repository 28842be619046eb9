// What is expected of grid and weather from a moment on: pure functions of time and seed, with the band of an honest error.
import type { ClimateFile } from '../contract/climate.ts';
import type { GridFile } from '../contract/grid.ts';
import type { MetricId } from '../contract/metrics.ts';
import type { Forecast } from '../contract/source.ts';
import { createClimateForecast } from '../model/climateForecast.ts';
import { createGrid } from '../model/grid.ts';
import { createCalendar } from './calendar.ts';
import { createChance } from './chance.ts';
import { createWeather } from './weather.ts';

interface ForecastParts {
  readonly climate: ClimateFile;
  readonly grid: GridFile;
  readonly seed: number;
}

interface Expected {
  readonly value: number;
  readonly deviation: number;
}

interface Row {
  readonly stepS: number;
  at(nowS: number, targetS: number): Expected;
}

const HOUR_S = 3_600;
/** The exchange's own step. */
const QUARTER_S = 900;

/** Undefined for a metric that is not forecast. */
export function createForecast(
  parts: ForecastParts,
): (metric: MetricId, nowS: number, hours: number) => Forecast | undefined {
  const rows = rowsOf(parts);
  return (metric, nowS, hours) => {
    const row = rows[metric];
    return row && steps(row, nowS, hours);
  };
}

function rowsOf({ climate: file, grid: gridFile, seed }: ForecastParts): {
  readonly [M in MetricId]?: Row;
} {
  const chance = createChance(seed);
  const climate = createWeather({ climate: file, seed });
  const { localS } = createCalendar(gridFile.timeZone);
  const grid = createGrid({ file: gridFile, climate, chance, localS });
  const outdoor = createClimateForecast(file, climate, chance);
  return {
    gridCarbonGPerKWh: {
      stepS: HOUR_S,
      at(nowS, targetS) {
        const { carbonGPerKWh, carbonDeviationGPerKWh } = grid.forecast(nowS, targetS);
        return { value: carbonGPerKWh, deviation: carbonDeviationGPerKWh };
      },
    },
    gridPriceEurPerMWh: {
      stepS: QUARTER_S,
      // The auction's result, or nothing: nobody is asked to guess.
      at: (nowS, targetS) => ({
        value: grid.forecast(nowS, targetS).priceEurPerMWh,
        deviation: 0,
      }),
    },
    outdoorDryBulbC: {
      stepS: HOUR_S,
      at(nowS, targetS) {
        const { dryC, dryDeviationK } = outdoor(nowS, targetS);
        return { value: dryC, deviation: dryDeviationK };
      },
    },
    outdoorWetBulbC: {
      stepS: HOUR_S,
      at(nowS, targetS) {
        const { wetC, wetDeviationK } = outdoor(nowS, targetS);
        return { value: wetC, deviation: wetDeviationK };
      },
    },
  };
}

/** Whole steps of the clock, each by what is expected in the middle of what is still to come of it. */
function steps({ stepS, at }: Row, nowS: number, hours: number): Forecast {
  const count = (hours * HOUR_S) / stepS;
  const first = Math.floor(nowS / stepS) + 1;
  const forecast = {
    stepS,
    timesMs: new Float64Array(count),
    values: new Float32Array(count),
    low: new Float32Array(count),
    high: new Float32Array(count),
  };
  for (let i = 0; i < count; i++) {
    const endS = (first + i) * stepS;
    const { value, deviation } = at(nowS, (Math.max(nowS, endS - stepS) + endS) / 2);
    forecast.timesMs[i] = endS * 1_000;
    forecast.values[i] = value;
    forecast.low[i] = value - deviation;
    forecast.high[i] = value + deviation;
  }
  return forecast;
}
