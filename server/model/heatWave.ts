// Heat waves: now and then in summer, some days of much warmer air. A pure function of time and chance.
import type { ClimateFile } from '../contract/climate.ts';
import type { Chance } from './chance.ts';
import { dayOfYear, yearOf } from './season.ts';

/** Kelvin above the passing weather. Summer is cut into windows; each has at most one wave, all of it inside. */
export function createHeatWave(file: ClimateFile['heatWave'], chance: Chance) {
  const { fromDay, windowDays, windows, perWindowRatio, days, peakK } = file;
  const draw = chance.even('heatWave');
  return (timeS: number): number => {
    const day = dayOfYear(timeS) - fromDay;
    const window = Math.floor(day / windowDays);
    if (window < 0 || window >= windows) return 0;
    const count = (yearOf(timeS) * windows + window) * DRAWS;
    if (draw(count) > perWindowRatio) return 0;
    const lastsDays = between(days, draw(count + 1));
    const startDay = window * windowDays + draw(count + 2) * (windowDays - lastsDays);
    return between(peakK, draw(count + 3)) * risen((day - startDay) / lastsDays);
  };
}
const DRAWS = 4;

function between([low, high]: readonly [number, number], share: number): number {
  return low + (high - low) * share;
}

/** 0 to 1 and back: it builds up over the first half and breaks in the last fifth. */
function risen(share: number): number {
  if (share <= 0 || share >= 1) return 0;
  return Math.min(smoothStep(share / 0.5), smoothStep((1 - share) / 0.2));
}

function smoothStep(x: number): number {
  const f = Math.min(1, x);
  return f * f * (3 - 2 * f);
}
