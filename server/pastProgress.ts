// How far the making of a past has come, by its steps, and how long the rest will take at its pace so far.
import type { BackfillProgress } from './contract/backfill.ts';

const SECOND_MS = 1_000;
/** Before this share of the steps the pace is that of a machine that is still warming up. */
const LEAST_RATIO = 0.02;

/** Steps of one length; `untilMs` is asked for anew, because the end of a live start moves with the clock. */
interface Stretch {
  readonly fromMs: number;
  readonly untilMs: number;
  readonly stepS: number;
}

export interface PastProgress {
  /** A step of the part has been taken; `nowMs` is the wall clock. */
  took(timeMs: number, nowMs: number): void;
  at(nowMs: number): BackfillProgress;
}

/**
 * `stretches`: what the part is made of at a moment, oldest first. What was there already, up to `hadToMs`, and the time
 * until the first step say nothing of the pace.
 */
export function createPastProgress(
  part: BackfillProgress['part'],
  stretches: (nowMs: number) => readonly Stretch[],
  hadToMs: number = Number.NEGATIVE_INFINITY,
): PastProgress {
  let reachedMs = hadToMs;
  let first: { readonly timeMs: number; readonly nowMs: number } | undefined;

  function leftS(all: readonly Stretch[], done: number, steps: number, nowMs: number) {
    if (!first) return null;
    const taken = done - stepsUntil(all, first.timeMs);
    if (taken / steps < LEAST_RATIO) return null;
    return ((steps - done) * (nowMs - first.nowMs)) / SECOND_MS / taken;
  }

  return {
    took(timeMs, nowMs) {
      first ??= { timeMs, nowMs };
      reachedMs = timeMs;
    },
    at(nowMs) {
      const all = stretches(nowMs);
      const steps = stepsUntil(all, Number.POSITIVE_INFINITY);
      const done = Math.min(steps, stepsUntil(all, reachedMs));
      const doneRatio = steps > 0 ? done / steps : 1;
      return { part, doneRatio, leftS: leftS(all, done, steps, nowMs) };
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
