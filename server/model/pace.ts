// What a clock costs in work: the pace of a phase that waits for the clock only part of its time.

/**
 * Pace at a clock over that at the highest: 1 / ((1 - b) + b / f), b the share of time that scales with the clock.
 * b = 0.4 fits the cap sweeps of Zeus (NSDI 23); 0.8 dense pretraining, 0.9 prefill, 0.1 decode are estimates.
 */
export function paceAt(clockRatio: number, sensitivity: number): number {
  return 1 / (1 - sensitivity + sensitivity / clockRatio);
}
export const PREFILL_SENSITIVITY = 0.9;
export const DECODE_SENSITIVITY = 0.1;
