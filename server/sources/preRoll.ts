// Pre-roll: the steps that bring a fresh twin from the past to now, so that its first frame is steady and "today" true.
import { localMidnightMs } from '../contract/zone.ts';

const SECOND_MS = 1_000;
const THREE_HOURS_MS = 3 * 3_600_000;

export interface PreRoll {
  /** END of the first step: the last local midnight or 3 h ago, whichever is earlier, on a whole step. */
  readonly firstMs: number;
  readonly stepS: number;
  /** From here on the steps are 1 s, so that the fine ring is full when the first frame is shown. */
  readonly fineFromMs: number;
}

export function planPreRoll(
  nowMs: number,
  timeZone: string,
  preRoll: { readonly stepS: number; readonly fineS: number },
): PreRoll {
  const stepMs = preRoll.stepS * SECOND_MS;
  const onStep = (timeMs: number): number => Math.floor(timeMs / stepMs) * stepMs;
  const midnight = localMidnightMs(nowMs, timeZone);
  return {
    firstMs: onStep(Math.min(midnight, nowMs - THREE_HOURS_MS)),
    stepS: preRoll.stepS,
    fineFromMs: onStep(nowMs - preRoll.fineS * SECOND_MS),
  };
}
