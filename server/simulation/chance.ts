// Chance for the model: its labels become seeded streams.
import type { Chance } from '../model/chance.ts';
import { draw, smoothNoise, streamOf, unit } from './random.ts';

export function createChance(seed: number): Chance {
  return {
    smooth(label, everyS) {
      const stream = streamOf(seed, label);
      return (timeS) => smoothNoise(stream, 0, timeS, everyS);
    },
    even(label) {
      const stream = streamOf(seed, label);
      return (count) => unit(draw(stream, count));
    },
  };
}
