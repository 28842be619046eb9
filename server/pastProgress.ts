// How far the making of a past has come, by its steps, and how long the rest will take at its pace so far.
import type { BackfillProgress } from './contract/backfill.ts';

const SECOND_MS = 1_000;
/** Before this share of the steps the pace is that of a machine that is still warming up. */
const LEAST_RATIO = 0.02;

/** Steps of one length; `untilMs` is asked for anew, because the end of a live start moves with the clock. */
export interface Stretch {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly stepS: number;
}

export interface PastProgress {
  /** A step of the part has been taken. */
  took(timeMs: number): void;
  /** `nowMs` is the wall clock. */
  at(nowMs: number): BackfillProgress;
}

/**
 * `stretches`: what the part is made of at a moment, oldest first. `beganMs` is when its first step was asked for; what
 * was there already, up to `hadToMs`, says nothing of the pace.
 */
export function createPastProgress(
  part: BackfillProgress['part'],
  stretches: (nowMs: number) => readonly Stretch[],
  beganMs: number,
  hadToMs: number = Number.NEGATIVE_INFINITY,
): PastProgress {
  let reachedMs = hadToMs;
  return {
    took(timeMs) {
      reachedMs = timeMs;
    },
    at(nowMs) {
      const all = stretches(nowMs);
      const steps = stepsUntil(all, Number.POSITIVE_INFINITY);
      const done = stepsUntil(all, reachedMs);
      const doneRatio = steps > 0 ? Math.min(1, done / steps) : 1;
      const taken = done - stepsUntil(all, hadToMs);
      const known = taken / steps >= LEAST_RATIO && nowMs > beganMs;
      const secondsAStep = (nowMs - beganMs) / SECOND_MS / taken;
      return { part, doneRatio, leftS: known ? (steps - done) * secondsAStep : null };
    },
  };
}

function stepsUntil(stretches: readonly Stretch[], timeMs: number): number {
  let steps = 0;
  for (const { fromMs, untilMs, stepS } of stretches) {
    steps += Math.max(0, Math.min(untilMs, timeMs) - fromMs) / (stepS * SECOND_MS);
  }
  return steps;
}
