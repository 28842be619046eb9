// Steps of a made-up past as the store gets them: its GPUs, which are many, in longer steps than all else.
import type { RecordedStep } from './history/history.ts';

/**
 * What to record of each step, in the order of time. Of a past that nobody recorded GPUs come with the steps that end on a
 * multiple of `gpuStepS` seconds, for all the time since the last ones; from the first second on they come with each step.
 */
export function createGpuSteps(gpuStepS: number): (step: RecordedStep) => readonly RecordedStep[] {
  let sinceMs = Number.NaN;
  let reachedMs = Number.NaN;
  return (step) => {
    const { timeMs, dtS } = step;
    const fromMs = timeMs - dtS * 1_000;
    const recorded = step.origin === 'recorded';
    // What came before a gap, or before the first recorded second, is not known of this time.
    if (fromMs !== reachedMs || recorded) sinceMs = fromMs;
    reachedMs = timeMs;
    const coarse = !recorded && dtS > 1;
    if (coarse && timeMs % (gpuStepS * 1_000) !== 0 && dtS < gpuStepS) {
      return [{ ...step, gpus: 'without' }];
    }
    const gpuDtS = (timeMs - sinceMs) / 1_000;
    sinceMs = timeMs;
    if (gpuDtS === dtS) return [step];
    return [
      { ...step, gpus: 'without' },
      { ...step, dtS: gpuDtS, gpus: 'only' },
    ];
  };
}
