// What was expected of a moment some time before it: the truth with an error that grows with the lead.
import type { Chance } from './chance.ts';

/** A part of the error stands until the lead is shorter than its horizon, then melts away. Variances are of a day ahead. */
export interface News {
  readonly horizonS: number;
  /** How fast this part changes from one target to the next. */
  readonly everyS: number;
  readonly varianceRatio: number;
}

/** Day-ahead errors last for hours: eCO2mix, Q1 2025, load: r 0.87 after 3 h, 0.71 after 6 h (15 min steps: 0.95 after 1 h). */
export const GRID_NEWS: readonly News[] = [
  { horizonS: 3_600, everyS: 3_600, varianceRatio: 0.05 },
  { horizonS: 14_400, everyS: 7_200, varianceRatio: 0.15 },
  { horizonS: 43_200, everyS: 14_400, varianceRatio: 0.3 },
  { horizonS: 86_400, everyS: 28_800, varianceRatio: 0.5 },
];

export interface ForecastError {
  /** In standard deviations of the error a day ahead. */
  at(leadS: number, targetS: number): number;
  /** Standard deviation of that at a lead: 0 now, 1 a day ahead. */
  deviation(leadS: number): number;
}

export function createForecastError(
  chance: Chance,
  label: string,
  news: readonly News[],
): ForecastError {
  const noises = news.map(({ everyS }, i) => chance.smooth(`${label}${i}`, everyS));
  return {
    at(leadS, targetS) {
      let sum = 0;
      for (const [i, part] of news.entries()) {
        const noise = noises[i] as (timeS: number) => number;
        sum += Math.sqrt(part.varianceRatio) * still(leadS, part.horizonS) * noise(targetS);
      }
      return sum;
    },
    deviation(leadS) {
      let variance = 0;
      for (const part of news) variance += part.varianceRatio * still(leadS, part.horizonS) ** 2;
      return Math.sqrt(variance);
    },
  };
}

/** What is left of a part of the error: all of it at its horizon and beyond, nothing at the moment itself. */
function still(leadS: number, horizonS: number): number {
  return Math.min(1, Math.max(0, leadS / horizonS));
}
