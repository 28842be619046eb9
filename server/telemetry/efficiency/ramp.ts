// How fast the site's power changes: the mean of the last whole minute less that of the minute before it.

const MINUTE_S = 60;
const SECONDS = 2 * MINUTE_S;
const MS_PER_S = 1_000;

/** Plain data of structured clone. */
export interface RampState {
  readonly powerW: Float64Array;
  readonly lastMs: number;
}

export interface Ramp {
  /** Mean watts of the step that ends at `timeMs`; `continuous` is false when time is missing before it. */
  read(timeMs: number, powerW: number, continuous: boolean): void;
  /** Watts a minute; NaN until two whole minutes are known second by second or in steps of whole seconds up to a minute. */
  wPerMin(): number;
  save(): RampState;
  restore(saved: RampState): void;
}

export function createRamp(): Ramp {
  /** By second of two minutes, the newest at `lastMs`. */
  const seconds = new Float64Array(SECONDS).fill(Number.NaN);
  let lastMs = Number.NaN;

  function put(fromS: number, toS: number, powerW: number): void {
    for (let second = fromS; second < toS; second++) seconds[second % SECONDS] = powerW;
  }

  /** Sum over a minute that begins `agoS` before the newest second. */
  function minute(agoS: number): number {
    const last = lastMs / MS_PER_S;
    let sum = 0;
    for (let i = 0; i < MINUTE_S; i++) sum += seconds[(last - agoS + i) % SECONDS] as number;
    return sum;
  }

  return {
    read(timeMs, powerW, continuous) {
      const stepS = (timeMs - lastMs) / MS_PER_S;
      const last = Math.floor(timeMs / MS_PER_S);
      // A first step tells its second only; what is coarser than a minute tells nothing of minutes.
      const usable = continuous && stepS <= MINUTE_S;
      if (!usable) seconds.fill(Number.NaN);
      put(usable ? last - Math.round(stepS) : last - 1, last, powerW);
      lastMs = last * MS_PER_S;
    },
    wPerMin: () => (Number.isNaN(lastMs) ? Number.NaN : (minute(60) - minute(120)) / MINUTE_S),
    save: () => ({ powerW: seconds.slice(), lastMs }),
    restore(saved) {
      seconds.set(saved.powerW);
      lastMs = saved.lastMs;
    },
  };
}
