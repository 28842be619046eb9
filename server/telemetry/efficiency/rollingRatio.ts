// A ratio of sums over a rolling window: numerators and denominators are kept apart and never averaged.

/** What a ratio is made of. */
export interface RatioSums {
  readonly numerator: number;
  readonly denominator: number;
  /** Share of the window that was metered, 0 to 1. */
  readonly coverage: number;
}

/** Plain data of structured clone; the arrays are its own. */
export interface RollingState {
  readonly keys: Float64Array;
  readonly numerators: Float64Array;
  readonly denominators: Float64Array;
  readonly coveredMs: Float64Array;
}

export interface RollingRatio {
  /** Amounts of the step from `fromMs` that ended at `timeMs`. */
  add(fromMs: number, timeMs: number, numerator: number, denominator: number): void;
  /** Sums of what ended in (timeMs - window, timeMs]. */
  sums(timeMs: number): RatioSums;
  save(): RollingState;
  /** Throws when the saved window is not as long as this one. */
  restore(saved: RollingState): void;
}

/** Sum over sum; NaN when nothing is known. */
export function ratioOf({ numerator, denominator }: RatioSums): number {
  return denominator > 0 ? numerator / denominator : Number.NaN;
}

/** The window is kept in buckets of `bucketS`, so that its memory is flat. */
export function createRollingRatio(windowS: number, bucketS: number): RollingRatio {
  const count = Math.ceil(windowS / bucketS);
  const bucketMs = bucketS * 1000;
  const state: RollingState = {
    keys: new Float64Array(count).fill(-1),
    numerators: new Float64Array(count),
    denominators: new Float64Array(count),
    coveredMs: new Float64Array(count),
  };
  const { keys, numerators, denominators, coveredMs } = state;

  // Bucket k holds what ended in ((k - 1) * bucketS, k * bucketS].
  const keyOf = (timeMs: number): number => Math.ceil(timeMs / bucketMs);

  return {
    add(fromMs, timeMs, numerator, denominator) {
      const key = keyOf(timeMs);
      const slot = key % count;
      if (keys[slot] !== key) {
        keys[slot] = key;
        numerators[slot] = 0;
        denominators[slot] = 0;
        coveredMs[slot] = 0;
      }
      numerators[slot] = (numerators[slot] as number) + numerator;
      denominators[slot] = (denominators[slot] as number) + denominator;
      coveredMs[slot] = (coveredMs[slot] as number) + timeMs - fromMs;
    },
    sums(timeMs) {
      const newest = keyOf(timeMs);
      let numerator = 0;
      let denominator = 0;
      let knownMs = 0;
      // Added up afresh: a running sum would gather rounding for ever.
      for (let slot = 0; slot < count; slot++) {
        const key = keys[slot] as number;
        if (key <= newest - count || key > newest) continue;
        numerator += numerators[slot] as number;
        denominator += denominators[slot] as number;
        knownMs += coveredMs[slot] as number;
      }
      return { numerator, denominator, coverage: Math.min(1, knownMs / (windowS * 1000)) };
    },
    save: () => structuredClone(state),
    restore(saved) {
      for (const column of ['keys', 'numerators', 'denominators', 'coveredMs'] as const) {
        if (saved[column].length !== count) {
          throw new Error(`window has ${saved[column].length} buckets; this one has ${count}`);
        }
        state[column].set(saved[column]);
      }
    },
  };
}
