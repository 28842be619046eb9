// Outdoor air of a synthetic year: season, day, passing air masses and now and then a heat wave.
import type { ClimateFile } from '../contract/climate.ts';
import type { Chance } from './chance.ts';
import { createHeatWave } from './heatWave.ts';
import { createPassing } from './passing.ts';
import { atMonth, knotsOfMeans } from './season.ts';
import { solarHour } from './sun.ts';
import { wetBulbC } from './wetBulb.ts';

export interface Outdoor {
  dryC: number;
  wetC: number;
}

/** What the weather of the region says to the grid: both of deviation about 1. */
interface Sky {
  clearness: number;
  windiness: number;
  /** Departure of the day's mean from the season, in kelvin, without the day's swing. */
  departureK: number;
}

/** A pure function of time and chance: any moment in any order, without history. */
export interface Climate {
  at(timeS: number): Outdoor;
  sky(timeS: number): Sky;
}

/** RT2012 typical year, zone H1a: means, swings, departures and their persistence (docs/model.md, climate). */
export function createClimate(file: ClimateFile, chance: Chance): Climate {
  const seasonC = knotsOfMeans(file.monthMeanC);
  const dewC = knotsOfMeans(file.monthDewPointC);
  const airMassK = createPassing(file.airMass, chance, 'airMass');
  const unrestK = createPassing(file.unrest, chance, 'unrest');
  const clearness = createPassing(file.clearness, chance, 'clearness');
  const windiness = createPassing(file.windiness, chance, 'windiness');
  const dewUnrestK = createPassing(file.dewUnrest, chance, 'dew');
  const heatWaveK = createHeatWave(file.heatWave, chance);

  const weatherK = (timeS: number, clear: number, windy: number): number =>
    airMassK(timeS) +
    clear * atMonth(file.monthKPerClearness, timeS) +
    windy * atMonth(file.monthKPerWindiness, timeS);
  return {
    at(timeS) {
      const clear = clearness(timeS);
      const passingK = weatherK(timeS, clear, windiness(timeS));
      const heatK = heatWaveK(timeS);
      const swingK = daySwingK(file, timeS) * Math.max(0.1, 1 + file.swingPerClearness * clear);
      const dryC = atMonth(seasonC, timeS) + swingK + passingK + heatK + unrestK(timeS);
      const moistC =
        atMonth(dewC, timeS) +
        file.dewPerAirMass * passingK +
        file.dewPerHeatWave * heatK +
        file.dewPerClearnessK * clear +
        dewUnrestK(timeS);
      return { dryC, wetC: wetBulbC(dryC, dryC - positive(dryC - moistC)) };
    },
    sky(timeS) {
      const clear = clearness(timeS);
      const windy = windiness(timeS);
      return {
        clearness: clear,
        windiness: windy,
        departureK: weatherK(timeS, clear, windy) + heatWaveK(timeS),
      };
    },
  };
}

/** The mean day around its mean: two harmonics of the solar hour. */
function daySwingK(file: ClimateFile, timeS: number): number {
  const angle = (solarHour(timeS, file.longitudeDeg) / 24) * 2 * Math.PI;
  const crest = (file.dayCrestHour / 24) * 2 * Math.PI;
  const halfCrest = (file.halfDayCrestHour / 24) * 2 * Math.PI;
  return (
    atMonth(file.monthDaySwingK, timeS) * Math.cos(angle - crest) +
    atMonth(file.monthHalfDaySwingK, timeS) * Math.cos(2 * (angle - halfCrest))
  );
}

/** Air holds no more vapour than it can: the depression of the dew point bends to 0 instead of crossing it. */
function positive(depressionK: number): number {
  return (depressionK + Math.sqrt(depressionK * depressionK + 1)) / 2;
}
