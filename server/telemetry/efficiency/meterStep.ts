// Meters read together: what each counted since they were last all known, and nothing across a restart or a gap.

/** Plain data of structured clone. */
export interface MeterStepState {
  readonly last: Float64Array;
  readonly lastMs: number;
}

export interface MeterStep {
  /** Growth of each meter over the last step that counted, in the meter's unit. */
  readonly deltas: Float64Array;
  /** When that step began. */
  readonly fromMs: number;
  /** Whether all meters were ever known together. */
  readonly everRead: boolean;
  /**
   * Reads the meters; true when `deltas` holds a step. `continuous` false begins a new epoch, and so does a meter
   * that counts backwards. An unknown reading waits: the next known one covers its time too.
   */
  read(timeMs: number, readings: readonly number[], continuous: boolean): boolean;
  save(): MeterStepState;
  restore(saved: MeterStepState): void;
}

export function createMeterStep(meters: number): MeterStep {
  const last = new Float64Array(meters).fill(Number.NaN);
  const deltas = new Float64Array(meters);
  let lastMs = Number.NaN;
  let fromMs = Number.NaN;
  return {
    deltas,
    get fromMs() {
      return fromMs;
    },
    get everRead() {
      return !Number.isNaN(lastMs);
    },
    read(timeMs, readings, continuous) {
      if (!continuous) last.fill(Number.NaN);
      if (readings.some(Number.isNaN)) return false;
      let grew = true;
      for (let i = 0; i < meters; i++) {
        const reading = readings[i] as number;
        const delta = reading - (last[i] as number);
        deltas[i] = delta;
        last[i] = reading;
        // NaN on the first reading of an epoch fails this too.
        if (!(delta >= 0)) grew = false;
      }
      fromMs = lastMs;
      lastMs = timeMs;
      return grew;
    },
    save: () => ({ last: last.slice(), lastMs }),
    restore(saved) {
      last.set(saved.last);
      lastMs = saved.lastMs;
    },
  };
}
