// Pace: which steps are due at a wall-clock moment. Pure, so that stalls, gaps and speeds can be tested.

const SECOND_MS = 1_000;
/** Missed seconds are made good up to this many; beyond it the past stays a gap. */
export const MAX_CATCH_UP_S = 60;

export interface Due {
  /** Steps of 1 s to take now; the last one is published. */
  readonly steps: number;
  /** Site time to jump to first, without recording; undefined in everyday life. */
  readonly jumpToMs: number | undefined;
}

/** Throws when the wall clock was set back by more than a minute: site time cannot follow it into its own past. */
export function refuseClockSetBack(siteMs: number, wallMs: number): void {
  const backS = Math.round((siteMs - wallMs) / SECOND_MS);
  if (backS > MAX_CATCH_UP_S) {
    throw new Error(`the wall clock was set back by ${backS} s; start the server again`);
  }
}

/**
 * At normal speed site time follows the wall: steps end on whole wall-clock seconds.
 * `siteMs` is the END of the last step taken.
 */
export function dueAtNormalSpeed(siteMs: number, wallMs: number): Due {
  const target = Math.floor(wallMs / SECOND_MS) * SECOND_MS;
  const missing = Math.max(0, (target - siteMs) / SECOND_MS);
  return missing > MAX_CATCH_UP_S
    ? { steps: 1, jumpToMs: target - SECOND_MS }
    : { steps: missing, jumpToMs: undefined };
}

/** Milliseconds from now to the next whole wall-clock second. */
export function untilNextSecond(wallMs: number): number {
  return SECOND_MS - (wallMs % SECOND_MS);
}
