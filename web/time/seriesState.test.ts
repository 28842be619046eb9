// Law of how the past came to be known: a look at the newest steps alone does not forget what was told of those before.
import { describe, expect, it } from 'vitest';
import type { HistoryAnswer } from '../../server/contract/api.ts';
import { hold, take, tell } from './seriesState.ts';

const HOUR_MS = 3_600_000;
type Stretches = NonNullable<HistoryAnswer['stretches']>;

function answer(fromMs: number, toMs: number, stretches?: Stretches): HistoryAnswer {
  const timesMs = Array.from(
    { length: (toMs - fromMs) / HOUR_MS },
    (_, i) => fromMs + (i + 1) * HOUR_MS,
  );
  const ones = timesMs.map(() => 1);
  const series = {
    metric: 'siteItPowerW',
    id: 'SITE',
    unit: 'W',
    min: ones,
    mean: ones,
    max: ones,
    coverage: ones,
  };
  return {
    series: [series],
    fromMs,
    toMs,
    stepS: 3_600,
    tier: { name: 'siteQuarter', stepS: 900 },
    ...(stretches && { stretches }),
    gaps: [],
    timesMs,
  } as unknown as HistoryAnswer;
}

describe('how the past came to be known', () => {
  const span = { fromMs: 0, toMs: 12 * HOUR_MS };
  const madeUp: Stretches = [
    { fromMs: 0, toMs: 10 * HOUR_MS, origin: 'backfilled' },
    { fromMs: 10 * HOUR_MS, toMs: 11 * HOUR_MS, origin: 'recorded' },
  ];

  it('is kept when only the newest steps are asked again', () => {
    const held = hold([], 3_600);
    take(held, answer(0, 11 * HOUR_MS, madeUp));
    take(
      held,
      answer(9 * HOUR_MS, 12 * HOUR_MS, [
        { fromMs: 9 * HOUR_MS, toMs: 10 * HOUR_MS, origin: 'backfilled' },
        { fromMs: 10 * HOUR_MS, toMs: 12 * HOUR_MS, origin: 'recorded' },
      ]),
    );
    const { stretches } = tell(held, span);
    expect(
      stretches.map(({ fromMs, toMs, origin }) => [fromMs / HOUR_MS, toMs / HOUR_MS, origin]),
    ).toEqual([
      [0, 10, 'backfilled'],
      [10, 12, 'recorded'],
    ]);
  });

  it('keeps two stretches of one origin apart where they meet, also at the very begin of the newest steps', () => {
    const month = { fromMs: 0, toMs: 6 * HOUR_MS, origin: 'backfilled' } as const;
    const day = { fromMs: 6 * HOUR_MS, toMs: 11 * HOUR_MS, origin: 'backfilled' } as const;
    const longer = { ...day, toMs: 12 * HOUR_MS };
    for (const [hour, tail] of [
      [5, [{ ...month, fromMs: 5 * HOUR_MS }, longer]],
      [6, [longer]],
      [9, [{ ...longer, fromMs: 9 * HOUR_MS }]],
    ] as const) {
      const held = hold([], 3_600);
      take(held, answer(0, 11 * HOUR_MS, [month, day]));
      take(held, answer(hour * HOUR_MS, 12 * HOUR_MS, [...tail]));
      expect(tell(held, span).stretches, `asked from hour ${hour}`).toEqual([month, longer]);
    }
  });

  it('is kept when the newest steps were all recorded, of which an answer says nothing', () => {
    const held = hold([], 3_600);
    take(held, answer(0, 11 * HOUR_MS, madeUp));
    take(held, answer(10 * HOUR_MS, 12 * HOUR_MS));
    expect(tell(held, span).stretches).toEqual([madeUp[0]]);
  });

  it('so are gaps, also one in which the newest steps begin', () => {
    const held = hold([], 3_600);
    const gaps = [{ fromMs: 8 * HOUR_MS, toMs: 10 * HOUR_MS }];
    take(held, { ...answer(0, 11 * HOUR_MS, madeUp), gaps });
    take(held, answer(9 * HOUR_MS, 12 * HOUR_MS));
    expect(tell(held, span).gaps).toEqual(gaps);
    take(held, { ...answer(7 * HOUR_MS, 12 * HOUR_MS), gaps });
    expect(tell(held, span).gaps).toEqual(gaps);
  });
});

it('is not all there as long as the server makes older steps', () => {
  const held = hold([], 3_600);
  take(held, { ...answer(0, 11 * HOUR_MS), making: true });
  expect(held.making).toBe(true);
  expect(tell(held, { fromMs: 0, toMs: 12 * HOUR_MS }).making).toBe(true);
  take(held, answer(0, 11 * HOUR_MS));
  expect(held.making).toBe(false);
});
