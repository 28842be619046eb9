// Laws of the progress of a past: it grows with the steps, whatever their length, and the time that is left shrinks to nothing.
import { expect, test } from 'vitest';
import { createPastProgress } from './pastProgress.ts';

const MINUTE_MS = 60_000;

test('the last seconds of a first day weigh as much as its hours, for each is a step', () => {
  const fineFromMs = 100 * MINUTE_MS;
  const progress = createPastProgress(
    'day',
    (nowMs) => [
      { fromMs: 0, untilMs: fineFromMs, stepS: 60 },
      { fromMs: fineFromMs, untilMs: nowMs, stepS: 1 },
    ],
    fineFromMs + 90_000,
  );
  expect(progress.at(fineFromMs + 90_000)).toEqual({ part: 'day', doneRatio: 0, leftS: null });
  progress.took(fineFromMs);
  // A hundred steps took ten seconds, and a hundred more are to come.
  expect(progress.at(fineFromMs + 100_000)).toEqual({ part: 'day', doneRatio: 0.5, leftS: 10 });
  progress.took(fineFromMs + 110_000);
  const { doneRatio, leftS } = progress.at(fineFromMs + 110_000);
  expect([doneRatio, leftS]).toEqual([1, 0]);
});

test('what was made before a restart says nothing of the pace', () => {
  const whole = [{ fromMs: 0, untilMs: 100_000, stepS: 1 }];
  const progress = createPastProgress('month', () => whole, 0, 50_000);
  expect(progress.at(1_000)).toEqual({ part: 'month', doneRatio: 0.5, leftS: null });
  progress.took(75_000);
  expect(progress.at(5_000)).toEqual({ part: 'month', doneRatio: 0.75, leftS: 5 });
});
