// A ratio of sums over a rolling window: numerators and denominators are kept apart and never averaged.

export interface RollingRatio {
  /** Amounts of the step that ended at `timeMs`. */
  add(timeMs: number, numerator: number, denominator: number): void;
  /** Sum over sum for (timeMs - window, timeMs]; NaN when nothing is known. */
  at(timeMs: number): number;
}

/** The window is kept in buckets of `bucketS`, so that its memory is flat. */
export function createRollingRatio(windowS: number, bucketS: number): RollingRatio {
  const count = Math.ceil(windowS / bucketS);
  const bucketMs = bucketS * 1000;
  const keys = new Float64Array(count).fill(-1);
  const numerators = new Float64Array(count);
  const denominators = new Float64Array(count);

  // Bucket k holds what ended in ((k - 1) * bucketS, k * bucketS].
  const keyOf = (timeMs: number): number => Math.ceil(timeMs / bucketMs);

  return {
    add(timeMs, numerator, denominator) {
      const key = keyOf(timeMs);
      const slot = key % count;
      if (keys[slot] !== key) {
        keys[slot] = key;
        numerators[slot] = 0;
        denominators[slot] = 0;
      }
      numerators[slot] = (numerators[slot] as number) + numerator;
      denominators[slot] = (denominators[slot] as number) + denominator;
    },
    at(timeMs) {
      const newest = keyOf(timeMs);
      let numerator = 0;
      let denominator = 0;
      // Added up afresh: a running sum would gather rounding for ever.
      for (let slot = 0; slot < count; slot++) {
        const key = keys[slot] as number;
        if (key <= newest - count || key > newest) continue;
        numerator += numerators[slot] as number;
        denominator += denominators[slot] as number;
      }
      return denominator > 0 ? numerator / denominator : Number.NaN;
    },
  };
}
