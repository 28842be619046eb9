// The GPU with the smallest thermal margin: it keeps the name while another is smaller by a hair only, for people read it.
import { NO_ID } from '../contract/noValue.ts';

/** Another takes its place when it is smaller by this much: well above sensor noise from second to second ... */
const CLEARLY_K = 0.5;
/** ... or, by however little, when this time has passed. */
const HELD_MS = 30_000;

export interface SmallestMargin {
  /** Index of the GPU to name at this time, NO_ID when no margin is known. */
  pick(timeMs: number, marginsK: Float32Array): number;
}

export function createSmallestMargin(): SmallestMargin {
  let held = NO_ID;
  let sinceMs = Number.NEGATIVE_INFINITY;
  return {
    pick(timeMs, marginsK) {
      const smallest = indexOfSmallest(marginsK);
      // NaN of a GPU that went out of service fails the comparison: it holds nothing.
      const close =
        held >= 0 && marginOf(marginsK, smallest) > marginOf(marginsK, held) - CLEARLY_K;
      if (close && timeMs - sinceMs < HELD_MS && timeMs >= sinceMs) return held;
      held = smallest;
      sinceMs = timeMs;
      return held;
    },
  };
}

function marginOf(marginsK: Float32Array, gpu: number): number {
  return marginsK[gpu] ?? Number.NaN;
}

function indexOfSmallest(marginsK: Float32Array): number {
  let lowestK = Number.POSITIVE_INFINITY;
  let gpuOfLowest = NO_ID;
  for (let gpu = 0; gpu < marginsK.length; gpu++) {
    const marginK = marginsK[gpu] as number;
    if (marginK < lowestK) {
      lowestK = marginK;
      gpuOfLowest = gpu;
    }
  }
  return gpuOfLowest;
}
