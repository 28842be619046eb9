// What the country draws: season, day of the week, hour, and the kelvins that it heats or cools.
import type { GridFile } from '../contract/grid.ts';
import type { Chance } from './chance.ts';
import { createPassing } from './passing.ts';
import { atHour, atMonth, DAY_S, knotsOfMeans } from './season.ts';

/** Load in watts at a time; `localS` is the same moment on the country's own clock. */
export function createLoad(file: GridFile['load'], chance: Chance) {
  const monthW = knotsOfMeans(file.monthMeanW);
  const unrest = createPassing(file.unrest, chance, 'gridLoad');
  const { winter, summer } = file;
  return (timeS: number, localS: number, departureK: number): number => {
    const dayS = localS - DAY_S * Math.floor(localS / DAY_S);
    const weekend = weekendShare(localS);
    const cold = atMonth(file.monthWinterRatio, timeS);
    const shape =
      cold *
        ((1 - weekend) * atHour(winter.weekday, dayS) + weekend * atHour(winter.weekend, dayS)) +
      (1 - cold) *
        ((1 - weekend) * atHour(summer.weekday, dayS) + weekend * atHour(summer.weekend, dayS));
    // RTE, Bilan electrique: about 2.4 GW a kelvin in winter, 0.6 GW a kelvin of cooling in summer.
    const weatherW = departureK * atMonth(file.monthWPerK, timeS);
    return atMonth(monthW, timeS) * shape * (1 + unrest(timeS)) + weatherW;
  };
}

/** 0 on a weekday, 1 at the weekend; two hours either side of midnight blend into each other. */
function weekendShare(localS: number): number {
  const edge = Math.floor(localS / DAY_S + 0.5);
  const hoursPast = (localS / DAY_S - edge) * 24;
  const before = isWeekend(edge - 1);
  return before + (isWeekend(edge) - before) * Math.min(1, Math.max(0, 0.5 + hoursPast / 4));
}

/** 1970-01-01 was a Thursday. */
function isWeekend(day: number): 0 | 1 {
  return (day + 3) % 7 >= 5 ? 1 : 0;
}
