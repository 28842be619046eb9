// The power system around the site: load, mix, carbon intensity and price at any moment, and what is expected of it.
import type { Fuel, GridFile } from '../contract/grid.ts';
import type { Chance } from './chance.ts';
import type { Climate } from './climate.ts';
import { createForecastError, GRID_NEWS } from './forecastError.ts';
import { carbonFreeRatio, carbonGPerKWh } from './gridCarbon.ts';
import { createDispatch } from './gridDispatch.ts';
import { createLoad } from './gridLoad.ts';
import { createPrice, priceKnownUntilS, QUARTER_S } from './gridPrice.ts';
import { solarW, windW } from './gridRenewables.ts';

export interface GridState {
  readonly loadW: number;
  /** Load less wind less solar. */
  readonly residualW: number;
  readonly mixW: Readonly<Record<Fuel, number>>;
  readonly carbonGPerKWh: number;
  readonly carbonFreeRatio: number;
  /** Day-ahead price of the quarter-hour. */
  readonly priceEurPerMWh: number;
}

/** Deviations are standard deviations of the error, for a band. */
interface GridForecast {
  readonly loadW: number;
  readonly loadDeviationW: number;
  readonly carbonGPerKWh: number;
  readonly carbonDeviationGPerKWh: number;
  /** The auction's result, or NaN where there is none yet. */
  readonly priceEurPerMWh: number;
}

/** A pure function of time and chance: any moment in any order, without history. */
export interface Grid {
  at(timeS: number): GridState;
  priceKnownUntilS(nowS: number): number;
  forecast(nowS: number, targetS: number): GridForecast;
}

export interface GridParts {
  readonly file: GridFile;
  readonly climate: Climate;
  readonly chance: Chance;
  /** A moment on the clock of the grid's zone, in seconds since a local 1970-01-01. */
  readonly localS: (timeS: number) => number;
}

/** docs/model.md, grid. */
export function createGrid({ file, climate, chance, localS }: GridParts): Grid {
  const loadW = createLoad(file.load, chance);
  const dispatch = createDispatch(file, chance);
  const price = createPrice(file.price, chance);
  const forecast = createForecast(file, chance);

  /** What weather and people make of a moment. */
  const demandAt = (timeS: number) => {
    const sky = climate.sky(timeS);
    return {
      loadW: loadW(timeS, localS(timeS), sky.departureK),
      windW: windW(file.wind, timeS, sky.windiness),
      solarW: solarW(file, timeS, sky.clearness),
    };
  };
  const priceAt = (timeS: number): number => {
    const quarter = Math.floor(timeS / QUARTER_S);
    const middleS = (quarter + 0.5) * QUARTER_S;
    const d = demandAt(middleS);
    const marketW = d.loadW - file.price.windWeight * d.windW - file.price.solarWeight * d.solarW;
    return price(quarter, marketW - dispatch.availableW(middleS) + dispatch.abroadW(middleS));
  };
  const at = (timeS: number): GridState => {
    const demand = demandAt(timeS);
    const residualW = demand.loadW - demand.windW - demand.solarW;
    const mixW = {
      ...dispatch.mixW(timeS, residualW),
      wind: demand.windW,
      solar: demand.solarW,
    };
    return {
      loadW: demand.loadW,
      residualW,
      mixW,
      carbonGPerKWh: carbonGPerKWh(mixW, file.carbonGPerKWh),
      carbonFreeRatio: carbonFreeRatio(mixW),
      priceEurPerMWh: priceAt(timeS),
    };
  };
  let askedS = Number.NaN;
  let untilS = Number.NaN;
  // A curve of the next day asks it once a point: the calendar is read once a moment.
  const knownUntilS = (nowS: number): number => {
    if (nowS !== askedS) untilS = priceKnownUntilS(nowS, file.timeZone, file.price.publishedHour);
    askedS = nowS;
    return untilS;
  };
  return {
    at,
    priceKnownUntilS: knownUntilS,
    forecast: (nowS, targetS) => forecast(at(targetS), nowS, targetS, targetS < knownUntilS(nowS)),
  };
}

/** The truth with the error that its forecast had. RTE's day-ahead load forecast misses by 1.9 % in the mean, a deviation of 2.2 to 2.4 % (eCO2mix, Q1 2025). */
function createForecast({ forecast }: GridFile, chance: Chance) {
  const loadError = createForecastError(chance, 'gridLoadForecast', GRID_NEWS);
  const carbonError = createForecastError(chance, 'gridCarbonForecast', GRID_NEWS);
  return (truth: GridState, nowS: number, targetS: number, priced: boolean): GridForecast => {
    const leadS = targetS - nowS;
    const load = truth.loadW * (1 + forecast.loadDeviation24hRatio * loadError.at(leadS, targetS));
    const carbon =
      truth.carbonGPerKWh *
      Math.exp(forecast.carbonDeviation24hRatio * carbonError.at(leadS, targetS));
    return {
      loadW: load,
      loadDeviationW: load * forecast.loadDeviation24hRatio * loadError.deviation(leadS),
      carbonGPerKWh: carbon,
      carbonDeviationGPerKWh:
        carbon * forecast.carbonDeviation24hRatio * carbonError.deviation(leadS),
      priceEurPerMWh: priced ? truth.priceEurPerMWh : Number.NaN,
    };
  };
}
