// How much one client may ask for: a bucket of tokens that fills by time, and a limit beyond which it is hung up on.

/** Questions that a page may ask at once, and per second in the long run. */
const BURST = 20;
const PER_SECOND = 4;
/** Messages within one second that no page sends. */
const FLOOD = 100;

type Verdict = 'ok' | 'tooFast' | 'flood';

export interface Allowance {
  /** Counts one message. */
  take(): Verdict;
  /** Called once a second. */
  refill(): void;
}

export function createAllowance(): Allowance {
  let tokens = BURST;
  let messages = 0;
  return {
    take() {
      messages++;
      if (messages > FLOOD) return 'flood';
      if (tokens === 0) return 'tooFast';
      tokens--;
      return 'ok';
    },
    refill() {
      tokens = Math.min(BURST, tokens + PER_SECOND);
      messages = 0;
    },
  };
}
