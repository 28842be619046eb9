// Laws of the GPUs of a made-up past: their steps leave no time out, count none twice, and end with those of all else.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGpuSteps } from './gpuSteps.ts';
import type { RecordedStep } from './history/history.ts';

const QUARTER_MS = 900_000;

function stepsOf(fromMs: number, coarse: number, dtS: number, fine: number, live: number) {
  const lengths = [
    ...Array.from({ length: coarse }, () => ({ dtS, origin: 'backfilled' as const })),
    ...Array.from({ length: fine }, () => ({ dtS: 1, origin: 'backfilled' as const })),
    ...Array.from({ length: live }, () => ({ dtS: 1, origin: 'recorded' as const })),
  ];
  let timeMs = fromMs;
  return lengths.map(({ dtS: lengthS, origin }): RecordedStep => {
    timeMs += lengthS * 1_000;
    return { timeMs, dtS: lengthS, origin, columns: {} };
  });
}

const anyPast = fc.record({
  coarse: fc.integer({ min: 0, max: 200 }),
  dtS: fc.constantFrom(10, 20, 30, 60),
  gpuStepS: fc.constantFrom(10, 30, 60, 300),
  fine: fc.integer({ min: 1, max: 40 }),
});

describe('GPUs of a made-up past', () => {
  it('have all of its time, each second once, and no step over the end of a quarter-hour', () => {
    fc.assert(
      fc.property(anyPast, ({ coarse, dtS, gpuStepS, fine }) => {
        const fromMs = 1_000 * QUARTER_MS;
        const steps = stepsOf(fromMs, coarse, dtS, fine, 5);
        const recorded = steps.flatMap(createGpuSteps(gpuStepS));
        const ofGpus = recorded.filter(({ gpus }) => gpus !== 'without');
        const ofAllElse = recorded.filter(({ gpus }) => gpus !== 'only');
        expect(ofAllElse.map(({ timeMs }) => timeMs)).toEqual(steps.map(({ timeMs }) => timeMs));
        let reachedMs = fromMs;
        for (const { timeMs, dtS: lengthS } of ofGpus) {
          expect(timeMs - lengthS * 1_000).toBe(reachedMs);
          expect(Math.ceil(timeMs / QUARTER_MS)).toBe(Math.floor(reachedMs / QUARTER_MS) + 1);
          reachedMs = timeMs;
        }
        expect(reachedMs).toBe(steps.at(-1)?.timeMs);
      }),
    );
  });

  it('come with each step once the past is recorded', () => {
    const steps = stepsOf(0, 7, 10, 0, 3);
    const live = steps.flatMap(createGpuSteps(30)).filter(({ origin }) => origin === 'recorded');
    expect(live.map(({ dtS, gpus }) => ({ dtS, gpus }))).toEqual(
      Array.from({ length: 3 }, () => ({ dtS: 1, gpus: undefined })),
    );
  });
});
