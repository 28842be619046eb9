// When the next failure of a kind comes: exponential gaps at a steady rate, each failure with draws of its own.
import { draw, gaussian, streamOf, unit } from './random.ts';
import type { Twin } from './twin.ts';

export interface FailureClock {
  /** Calls back for each failure up to a second, with its own whole second and its number. */
  run(second: number, fail: (atS: number, number: number) => void): void;
  /** Even in (0, 1): the same for the same failure and use. */
  even(number: number, use: number): number;
  /** Standard normal, likewise; its uses are apart from those of `even`. */
  normal(number: number, use: number): number;
}

/** `perS`: failures a second of everything that can fail so; 0 for never. */
export function createFailureClock(twin: Twin, label: string, perS: number): FailureClock {
  const stream = streamOf(twin.seed, label);
  const memory = { nextS: 0, number: 0 };
  const gapS = (): number =>
    perS > 0 ? -Math.log(unit(draw(stream, memory.number, 0))) / perS : Number.POSITIVE_INFINITY;
  memory.nextS = twin.startMs / 1_000 + gapS();
  twin.memory.keep(label, memory);
  return {
    run(second, fail) {
      while (memory.nextS <= second) {
        const atS = Math.ceil(memory.nextS);
        memory.number++;
        fail(atS, memory.number);
        memory.nextS += gapS();
      }
    },
    even: (number, use) => unit(draw(stream, number, 1 + use)),
    normal: (number, use) => gaussian(stream, number, 1_000 + use),
  };
}
