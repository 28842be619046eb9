// Laws of the progress of a past: it grows with the steps, whatever their length, and the time that is left shrinks to nothing.
import { expect, test } from 'vitest';
import { createPastProgress } from './pastProgress.ts';

const MINUTE_MS = 60_000;

test('the last seconds of a first day weigh as much as its hours, for each is a step', () => {
  const fineFromMs = 100 * MINUTE_MS;
  const startMs = fineFromMs + 90_000;
  const progress = createPastProgress('day', (nowMs) => [
    { fromMs: 0, untilMs: fineFromMs, stepS: 60 },
    { fromMs: fineFromMs, untilMs: nowMs, stepS: 1 },
  ]);
  expect(progress.at(startMs)).toEqual({ part: 'day', doneRatio: 0, leftS: null });
  // Its thread takes a minute to come up: that is no part of its pace.
  progress.took(0, startMs + MINUTE_MS);
  progress.took(fineFromMs, startMs + MINUTE_MS + 10_000);
  // A hundred steps took ten seconds; the rest are the seconds until now.
  const { doneRatio, leftS } = progress.at(startMs + MINUTE_MS + 10_000);
  expect(doneRatio).toBeCloseTo(100 / 260, 12);
  expect(leftS).toBeCloseTo(16, 12);
  progress.took(startMs + 75_000, startMs + 75_000);
  expect(progress.at(startMs + 75_000)).toEqual({ part: 'day', doneRatio: 1, leftS: 0 });
});

test('what was made before a restart says nothing of the pace', () => {
  const whole = [{ fromMs: 0, untilMs: 100_000, stepS: 1 }];
  const progress = createPastProgress('month', () => whole, 50_000);
  expect(progress.at(1_000)).toEqual({ part: 'month', doneRatio: 0.5, leftS: null });
  progress.took(50_000, 1_000);
  progress.took(75_000, 6_000);
  expect(progress.at(6_000)).toEqual({ part: 'month', doneRatio: 0.75, leftS: 5 });
});
