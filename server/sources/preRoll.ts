// Pre-roll: the steps that bring a fresh twin from the past to now, so that its first frame is steady and "today" true.
import { localMidnightMs } from '../contract/zone.ts';

const SECOND_MS = 1_000;
const HOUR_MS = 3_600_000;
/** After an absence of up to this the missed seconds are stepped into history; beyond it they are a gap. */
export const RESUME_CATCH_UP_S = 900;

/** A pre-roll that takes the place of the usual one: back-fill. */
export interface PreRollWish {
  /** Before the first step. */
  readonly fromMs: number;
  readonly stepS: number;
}

export interface PreRoll {
  /** The twin begins here; up to the first step nobody looks. */
  readonly startMs: number;
  /** END of the first step: the last local midnight or 3 h ago, whichever is earlier, on a whole step. */
  readonly firstMs: number;
  readonly stepS: number;
  readonly runInStepS: number;
  /** From here on the steps are 1 s, so that the fine ring is full when the first frame is shown. */
  readonly fineFromMs: number;
}

/** A fresh twin has people and machines at work but its water and metal are lukewarm: this long it warms up unseen. */
const RUN_IN_MS = 3 * HOUR_MS;
const RUN_IN_STEP_S = 60;
const LONGEST_RUN_IN_STEP_S = 300;

export function planPreRoll(
  nowMs: number,
  timeZone: string,
  usual: { readonly stepS: number; readonly fineS: number },
  wish?: PreRollWish,
): PreRoll {
  const stepS = wish?.stepS ?? usual.stepS;
  const stepMs = stepS * SECOND_MS;
  const onStep = (timeMs: number): number => Math.floor(timeMs / stepMs) * stepMs;
  const fineFromMs = onStep(nowMs - usual.fineS * SECOND_MS);
  if (wish) {
    const fromMs = onStep(wish.fromMs);
    return { ...planPast(fromMs, stepS), firstMs: fromMs + stepMs, stepS, fineFromMs };
  }
  const firstMs = onStep(Math.min(localMidnightMs(nowMs, timeZone), nowMs - 3 * HOUR_MS));
  const startMs = firstMs - stepMs;
  return { startMs, firstMs, stepS, runInStepS: RUN_IN_STEP_S, fineFromMs };
}

/**
 * Where a twin of the past begins, and the unseen steps that bring it to `fromMs`. The live twin of a first start begins in
 * the same way: who asks for the past of its day with its step sees that day once more.
 */
export function planPast(fromMs: number, stepS: number): { startMs: number; runInStepS: number } {
  return {
    startMs: fromMs - RUN_IN_MS,
    runInStepS: Math.max(RUN_IN_STEP_S, Math.min(stepS, LONGEST_RUN_IN_STEP_S)),
  };
}
