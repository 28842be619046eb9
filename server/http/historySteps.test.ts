// The steps of a history request: aligned, never more than asked for, and planned in no time.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planSteps } from './historySteps.ts';

const END_MS = Date.UTC(2100, 0);
const moment = fc.integer({ min: 0, max: END_MS });

/** Ends of the steps that hold a part of from < t <= to: multiples of the step. */
function countEnds(fromMs: number, toMs: number, stepS: number): number {
  const stepMs = stepS * 1_000;
  const first = Math.floor(fromMs / stepMs) * stepMs + stepMs;
  const last = Math.ceil(toMs / stepMs) * stepMs;
  return (last - first) / stepMs + 1;
}

/** Whole rows of the store: seconds up to a minute, minutes up to a quarter-hour, quarter-hours beyond. */
function wholeRows(stepS: number): number {
  const rowS = stepS <= 60 ? 1 : stepS <= 900 ? 60 : 900;
  return Math.ceil(stepS / rowS) * rowS;
}

test('any span makes at most the points asked for, in aligned whole rows of the store, without waste', () => {
  const request = fc.record({
    ends: fc.uniqueArray(moment, { minLength: 2, maxLength: 2 }),
    points: fc.option(fc.integer({ min: 1, max: 4_000 }), { nil: undefined }),
    step: fc.option(fc.integer({ min: 1, max: 86_400 }), { nil: undefined }),
  });
  fc.assert(
    fc.property(request, ({ ends, points, step }) => {
      fc.pre(step === undefined || points !== undefined);
      const [fromMs = 0, toMs = 0] = ends.sort((a, b) => a - b);
      const { stepS } = planSteps({ fromMs, toMs, points, step }, 1);
      const wanted = points ?? 1_000;
      expect(Number.isInteger(stepS)).toBe(true);
      expect(stepS).toBeGreaterThanOrEqual(step ?? 1);
      expect(countEnds(fromMs, toMs, stepS)).toBeLessThanOrEqual(wanted);
      if (wanted < 2) return;
      const spanS = (toMs - fromMs) / 1_000;
      const enough = Math.max(step ?? 1, Math.ceil(spanS / (wanted - 1)));
      expect(stepS).toBeLessThanOrEqual(wholeRows(enough));
      expect(stepS).toBe(wholeRows(stepS));
    }),
    { numRuns: 2_000 },
  );
});

test.each([1, 2, 3])('the longest span in %i points is planned at once', (points) => {
  const nowMs = Date.UTC(2026, 10, 22, 18, 0, 1);
  for (const fromMs of [0, 1, 1_800, nowMs - 20_780 * 86_400_000, nowMs - 1]) {
    for (const toMs of [nowMs, END_MS]) {
      const request = { fromMs: Math.max(0, fromMs), toMs, points, step: undefined };
      const { stepS } = planSteps(request, 1);
      expect(countEnds(request.fromMs, toMs, stepS)).toBeLessThanOrEqual(points);
    }
  }
});
