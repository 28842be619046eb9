// Power smoothing of a GPU as GB300 does it: a floor that is burnt while it waits, and a limited rise when it starts.
// Sources: NVIDIA, "How new GB300 NVL72 features provide steady power for AI" (ramp at start, storage in steady state,
// burner on the way down); NVML power-smoothing fields (floor, ramp up, ramp down, hysteresis). Values are estimates.

/** Floor over the power limit; the app note allows 0-0.9. */
export const FLOOR_RATIO = 0.65;
/** Seconds that the floor is held once the work has stopped; longer than a checkpoint. */
export const HOLD_S = 45;
/** Watts a second and GPU, down from the floor and up at a start. */
export const FALL_W_PER_S = 15;
export const RISE_W_PER_S = 40;
/** Joules a GPU in the capacitors of its power shelves. */
export const STORAGE_J = 65;

/** Joules burnt from the stop of the work until `sinceS` later: the floor held, then a straight fall. */
export function burntJ(aboveW: number, sinceS: number): number {
  if (aboveW <= 0 || sinceS <= 0) return 0;
  const held = Math.min(sinceS, HOLD_S);
  const fallS = Math.min(Math.max(0, sinceS - HOLD_S), aboveW / FALL_W_PER_S);
  return aboveW * (held + fallS) - (FALL_W_PER_S * fallS * fallS) / 2;
}

/** Seconds of work lost to the limited rise until `sinceS` after the start, when `riseW` are to be added. */
export function riseLostS(riseW: number, sinceS: number): number {
  if (sinceS <= 0 || riseW <= 0) return 0;
  const wholeS = riseW / RISE_W_PER_S;
  const s = Math.min(sinceS, wholeS);
  return s - (s * s) / (2 * wholeS);
}
