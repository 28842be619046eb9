// What comes and goes on several time scales at once: a sum of smooth noises.
import type { Passing } from '../contract/climate.ts';
import type { Chance } from './chance.ts';

/** The sum of the rows, each a stream of its own under the label. */
export function createPassing(rows: Passing, chance: Chance, label: string) {
  const noises = rows.map(({ everyS }, i) => chance.smooth(`${label}${i}`, everyS));
  const deviations = rows.map(({ deviation }) => deviation);
  return (timeS: number): number => {
    let sum = 0;
    for (let i = 0; i < noises.length; i++) {
      sum += (deviations[i] as number) * (noises[i] as (timeS: number) => number)(timeS);
    }
    return sum;
  };
}
