import { expect, test } from 'vitest';
import type { HistoryAnswer } from '../../server/contract/api.ts';
import { createStepStore, keyOf } from './stepStore.ts';
import { rhythmMs, stepFor } from './steps.ts';

const POWER = keyOf('siteFacilityPowerW', 'SITE');

interface Told {
  readonly stepS: number;
  readonly fromS: number;
  readonly toS: number;
  readonly value: (endS: number) => number | null;
}

/** An answer whose min and max lie one below and one above its mean. */
function answer({ stepS, fromS, toS, value }: Told): HistoryAnswer {
  const ends: number[] = [];
  for (let at = Math.floor(fromS / stepS) * stepS + stepS; at < toS + stepS; at += stepS) {
    ends.push(at);
  }
  const mean = ends.map(value);
  const shifted = (by: number) => mean.map((one) => (one === null ? null : one + by));
  return {
    fromMs: fromS * 1000,
    toMs: toS * 1000,
    stepS,
    timesMs: ends.map((at) => at * 1000),
    series: [
      {
        metric: 'siteFacilityPowerW',
        id: 'SITE',
        unit: 'W',
        min: stepS === 1 ? mean : shifted(-1),
        mean,
        max: stepS === 1 ? mean : shifted(1),
        coverage: ends.map(() => 1),
      },
    ],
  };
}

const store = (stepS: number) => createStepStore([POWER], stepS);
const second = 1_000;

test('live seconds follow history without a seam', () => {
  const steps = store(1);
  steps.takeTick(101 * second, second, () => 101);
  steps.takeHistory(answer({ stepS: 1, fromS: 90, toS: 100, value: (at) => at }));
  steps.takeTick(102 * second, second, () => 102);
  expect(steps.timesMs.map((at) => at / second)).toEqual([
    91, 92, 93, 94, 95, 96, 97, 98, 99, 100, 101, 102,
  ]);
  expect(steps.column(POWER).mean).toEqual(steps.timesMs.map((at) => at / second));
});

test('the step that an answer found half full ends as the mean of all its seconds', () => {
  const steps = store(10);
  steps.takeTick(105 * second, second, () => 8);
  // Five of the ten seconds at 2: the tick before the answer is among them.
  steps.takeHistory(answer({ stepS: 10, fromS: 90, toS: 105, value: () => 2 }));
  for (let at = 106; at <= 110; at++) steps.takeTick(at * second, second, () => 4);
  const { min, mean, max } = steps.column(POWER);
  expect(steps.timesMs).toEqual([100_000, 110_000]);
  expect(mean[1]).toBeCloseTo((5 * 2 + 5 * 4) / 10, 9);
  expect([min[1], max[1]]).toEqual([1, 4]);
});

test('seconds that came while the answer was on its way are not lost and not counted twice', () => {
  const steps = store(10);
  for (let at = 101; at <= 107; at++) steps.takeTick(at * second, second, () => at);
  steps.takeHistory(answer({ stepS: 10, fromS: 90, toS: 104, value: () => 102.5 }));
  expect(steps.column(POWER).mean[1]).toBeCloseTo((101 + 102 + 103 + 104 + 105 + 106 + 107) / 7, 9);
});

test('a gap is steps that are not known, until history fills them', () => {
  const steps = store(1);
  expect(steps.takeTick(1 * second, second, () => 1)).toBe(false);
  expect(steps.takeTick(5 * second, second, () => 5)).toBe(true);
  expect(steps.column(POWER).mean).toEqual([1, Number.NaN, Number.NaN, Number.NaN, 5]);
  steps.takeHistory(answer({ stepS: 1, fromS: 0, toS: 5, value: (at) => at }));
  expect(steps.column(POWER).mean).toEqual([1, 2, 3, 4, 5]);
});

test('of a gap of days no more steps are kept than a chart can show', () => {
  const steps = store(1);
  steps.takeTick(1 * second, second, () => 1);
  steps.takeTick(200_000 * second, second, () => 5);
  expect(steps.timesMs.length).toBeLessThan(1_100);
  expect(steps.timesMs.slice(-3)).toEqual([199_998, 199_999, 200_000].map((at) => at * second));
  expect(steps.column(POWER).mean.at(-2)).toBeNaN();
});

test('what history does not know leaves what was seen live', () => {
  const steps = store(1);
  for (let at = 1; at <= 4; at++) steps.takeTick(at * second, second, () => at);
  steps.takeHistory(
    answer({ stepS: 1, fromS: 0, toS: 4, value: (at) => (at < 3 ? 10 * at : null) }),
  );
  expect(steps.column(POWER).mean).toEqual([10, 20, 3, 4]);
});

test('a second that is not newer than the last changes nothing', () => {
  const steps = store(1);
  steps.takeTick(2 * second, second, () => 2);
  steps.takeTick(2 * second, second, () => 9);
  steps.takeTick(1 * second, second, () => 9);
  expect(steps.column(POWER).mean).toEqual([2]);
});

test('what has left the span is let go in every column', () => {
  const steps = store(10);
  for (let at = 1; at <= 60; at++) steps.takeTick(at * second, second, () => at);
  steps.trim(30 * second);
  expect(steps.timesMs).toEqual([40_000, 50_000, 60_000]);
  const { min, mean, max } = steps.column(POWER);
  expect([min.length, mean.length, max.length]).toEqual([3, 3, 3]);
  expect(min[0]).toBe(31);
});

test('states take the last of a step, masks every bit of it', () => {
  const last = createStepStore([POWER], 10, () => 'last');
  const or = createStepStore([POWER], 10, () => 'or');
  for (let at = 1; at <= 3; at++) {
    last.takeTick(at * second, second, () => at);
    or.takeTick(at * second, second, () => 2 ** at);
  }
  expect(last.column(POWER).mean).toEqual([3]);
  expect(or.column(POWER).mean).toEqual([14]);
});

test('a counter tells how much it grew in each step, and nothing where it began anew', () => {
  const steps = createStepStore([POWER], 10, () => 'growth');
  const meter = (at: number): number => (at < 25 ? 1_000 + 2 * at : 5 * (at - 25));
  for (let at = 1; at <= 40; at++) steps.takeTick(at * second, second, () => meter(at));
  expect(steps.timesMs).toEqual([10_000, 20_000, 30_000, 40_000]);
  expect(steps.column(POWER).mean).toEqual([18, 20, 33, 50]);
});

test('a chart never asks for more steps than it has points, nor for a second when it shows a month', () => {
  for (const days of [0.05, 0.25, 1, 7, 30, 365, 3_650]) {
    const spanMs = days * 86_400_000;
    for (const points of [120, 480, 1_000]) {
      expect(spanMs / 1000 / stepFor(spanMs, points)).toBeLessThanOrEqual(points);
    }
  }
  expect(stepFor(900_000, 480)).toBe(1);
});

test('it looks again no faster than the steps come, and never waits for hours', () => {
  expect(rhythmMs(1, 1)).toBeGreaterThanOrEqual(10_000);
  expect(rhythmMs(60, 1)).toBe(60_000);
  expect(rhythmMs(86_400, 1)).toBeLessThanOrEqual(300_000);
});
