// The mean power of a meter in the quarter-hour 24 hours before: what "against yesterday" compares with.

const QUARTER_MS = 900_000;
const DAY_MS = 86_400_000;
/** A day of quarter-hours, and the one that is running. */
const QUARTERS = DAY_MS / QUARTER_MS + 1;
const MS_PER_H = 3_600_000;
/** Less than this share of a quarter-hour says little about it. */
const ENOUGH = 0.5;

/** Plain data of structured clone. */
export interface DayAgoState {
  readonly keys: Float64Array;
  readonly energyWh: Float64Array;
  readonly coveredMs: Float64Array;
}

export interface DayAgo {
  /** Adds what was metered over (fromMs, toMs], shared by time among the quarter-hours that it touches. */
  add(fromMs: number, toMs: number, energyWh: number): void;
  /** Mean watts of the quarter-hour that holds the moment 24 h before; NaN where less than half of it was metered. */
  at(timeMs: number): number;
  save(): DayAgoState;
  restore(saved: DayAgoState): void;
}

export function createDayAgo(): DayAgo {
  const state: DayAgoState = {
    keys: new Float64Array(QUARTERS).fill(-1),
    energyWh: new Float64Array(QUARTERS),
    coveredMs: new Float64Array(QUARTERS),
  };
  const { keys, energyWh, coveredMs } = state;

  function put(key: number, wh: number, ms: number): void {
    const slot = key % QUARTERS;
    if (keys[slot] !== key) {
      keys[slot] = key;
      energyWh[slot] = 0;
      coveredMs[slot] = 0;
    }
    energyWh[slot] = (energyWh[slot] as number) + wh;
    coveredMs[slot] = (coveredMs[slot] as number) + ms;
  }

  return {
    add(fromMs, toMs, wh) {
      // Quarter-hour k is ((k - 1) * 900 s, k * 900 s].
      for (let at = Math.max(fromMs, toMs - DAY_MS); at < toMs; ) {
        const key = Math.floor(at / QUARTER_MS) + 1;
        const until = Math.min(key * QUARTER_MS, toMs);
        put(key, (wh * (until - at)) / (toMs - fromMs), until - at);
        at = until;
      }
    },
    at(timeMs) {
      const key = Math.ceil((timeMs - DAY_MS) / QUARTER_MS);
      const slot = key % QUARTERS;
      const knownMs = coveredMs[slot] as number;
      if (keys[slot] !== key || knownMs < ENOUGH * QUARTER_MS) return Number.NaN;
      return ((energyWh[slot] as number) * MS_PER_H) / knownMs;
    },
    save: () => structuredClone(state),
    restore(saved) {
      keys.set(saved.keys);
      energyWh.set(saved.energyWh);
      coveredMs.set(saved.coveredMs);
    },
  };
}
