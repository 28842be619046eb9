// Many meters read as one line: each keeps its own last reading, so that one that restarts or is not read spoils no other.

export interface MeterColumn {
  /**
   * Growth of all meters since each was last known; NaN while none was ever known. `continuous` false begins a new
   * epoch of all, and a meter that counts backwards one of its own: nothing grows across either.
   */
  read(readings: Float64Array, continuous: boolean): number;
  /** Last readings: plain data of structured clone. */
  save(): Float64Array;
  /** Throws when they are not as many as the meters. */
  restore(saved: Float64Array): void;
}

export function createMeterColumn(meters: number): MeterColumn {
  const last = new Float64Array(meters).fill(Number.NaN);
  let known = false;
  return {
    read(readings, continuous) {
      let growth = 0;
      if (!continuous) last.fill(Number.NaN);
      for (let i = 0; i < meters; i++) {
        const reading = readings[i] as number;
        if (Number.isNaN(reading)) continue;
        known = true;
        const grown = reading - (last[i] as number);
        if (grown > 0) growth += grown;
        last[i] = reading;
      }
      return known ? growth : Number.NaN;
    },
    save: () => last.slice(),
    restore(saved) {
      if (saved.length !== meters) {
        throw new Error(`ledger was saved with ${saved.length} meters; this site has ${meters}`);
      }
      last.set(saved);
      known = last.some((reading) => !Number.isNaN(reading));
    },
  };
}
