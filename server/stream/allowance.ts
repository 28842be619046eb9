// How much one client may ask for: a bucket of tokens that fills by time.

/** Questions that a page may ask at once, and per second in the long run. */
const BURST = 20;
const PER_SECOND = 4;

export interface Allowance {
  /** Counts one question; false when it comes too fast. */
  take(): boolean;
  /** Called once a second. */
  refill(): void;
}

export function createAllowance(): Allowance {
  let tokens = BURST;
  return {
    take() {
      if (tokens === 0) return false;
      tokens--;
      return true;
    },
    refill() {
      tokens = Math.min(BURST, tokens + PER_SECOND);
    },
  };
}
