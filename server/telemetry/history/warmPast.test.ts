// Laws of the past in memory: it answers as the store does, and asks the store only for what is new.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FrameColumns, StoredMetricId } from '../columns.ts';
import type { HistoryStore, WarmPast } from './history.ts';
import { type PastAnswer, type PastStore, readPast } from './pastSeries.ts';
import type { StepAxis } from './stepSeries.ts';
import { BEGIN_MS, openTestStore, type TestStore, temporaryRoot } from './testing.ts';
import type { Tier } from './tiers.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** A day in steps of a quarter-hour, then of a minute, with a gap; a past is put before all later. */
const MINUTES_MS = BEGIN_MS + 22 * HOUR_MS;
const GAP_MS = { fromMs: MINUTES_MS + HOUR_MS, toMs: MINUTES_MS + 1.5 * HOUR_MS };
const PAST_MS = { fromMs: BEGIN_MS - 6 * HOUR_MS, toMs: BEGIN_MS - 4 * HOUR_MS };
/** One list a scope: a gauge, growth, whole numbers with a scale, a state and a value of the last step. */
const METRICS: readonly (readonly StoredMetricId[])[] = [
  ['siteFacilityPowerW', 'siteFacilityEnergyWh', 'siteState', 'siteBalanceResidualW'],
  ['rackPowerW', 'rackEnergyWh', 'rackCoolantSupplyC', 'rackState'],
];

let made: TestStore;
let toMs = BEGIN_MS;
const undos: (() => void)[] = [];

/** What this world does not know by itself; some of it is unknown now and then. */
function dress(columns: FrameColumns, timeMs: number): Partial<FrameColumns> {
  const minute = timeMs / MINUTE_MS;
  columns.siteState[0] = minute % 3;
  columns.siteBalanceResidualW[0] = Math.sin(minute);
  if (minute % 7 < 2) columns.siteFacilityPowerW[0] = Number.NaN;
  if (minute % 50 < 20) columns.rackCoolantSupplyC[1] = Number.NaN;
  const kept = METRICS.flat().map((metric) => [metric, columns[metric]]);
  return Object.fromEntries(kept) as Partial<FrameColumns>;
}

async function record(untilMs: number): Promise<void> {
  const { store, columns, fill } = made;
  while (toMs < untilMs) {
    const dtS = toMs < MINUTES_MS ? 900 : 60;
    toMs += dtS * 1_000;
    if (toMs > GAP_MS.fromMs && toMs <= GAP_MS.toMs) continue;
    fill(toMs, dtS);
    await store.whenRoom();
    store.record({ timeMs: toMs, dtS, origin: 'recorded', columns: dress(columns, toMs) });
  }
  await made.settle(toMs);
}

beforeAll(async () => {
  made = await openTestStore(temporaryRoot((undo) => undos.push(undo)));
  await record(BEGIN_MS + 26 * HOUR_MS - 8 * MINUTE_MS);
}, 60_000);
afterAll(async () => {
  await made.store.close();
  for (const undo of undos) undo();
});

interface Asked {
  readonly metrics: readonly StoredMetricId[];
  readonly places: readonly number[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepS: number;
  readonly areDays: boolean;
}

const questions: fc.Arbitrary<Asked> = fc
  .record({
    metrics: fc.constantFrom(...METRICS).chain((of) => fc.subarray([...of], { minLength: 1 })),
    places: fc.subarray([0, 1, 2, 3], { minLength: 1 }),
    ends: fc.tuple(
      fc.integer({ min: -8 * 60, max: 28 * 60 }),
      fc.integer({ min: -8 * 60, max: 28 * 60 }),
    ),
    stepS: fc.constantFrom(60, 180, 300, 900, 2_700, 7_200),
    areDays: fc.boolean(),
  })
  .filter(({ ends }) => ends[0] !== ends[1])
  .map(({ ends, metrics, places, ...rest }) => {
    const [from, to] = [...ends].sort((a, b) => a - b) as [number, number];
    const isSite = metrics[0]?.startsWith('site') === true;
    return {
      ...{ ...rest, metrics, places: isSite ? [0] : places },
      fromMs: BEGIN_MS + from * MINUTE_MS,
      toMs: BEGIN_MS + to * MINUTE_MS,
    };
  });

/** Steps of some seconds, or two "days" of 11 and 13 hours. */
function axisOf({ fromMs, toMs: endMs, stepS, areDays }: Asked): StepAxis {
  const stepMs = stepS * 1_000;
  const startMs = Math.floor(fromMs / stepMs) * stepMs;
  if (areDays) {
    const timesMs = Float64Array.of(startMs + 11 * HOUR_MS, startMs + 24 * HOUR_MS);
    return { startMs, timesMs, areDays };
  }
  const count = Math.ceil(endMs / stepMs) - startMs / stepMs;
  const timesMs = Float64Array.from({ length: count }, (_, i) => startMs + (i + 1) * stepMs);
  return { startMs, timesMs, areDays };
}

function ask(store: PastStore, asked: Asked) {
  return readPast(store, asked, axisOf(asked), toMs);
}

/** The same question to the store alone, and to it with its memory. */
async function expectSame(asked: Asked): Promise<void> {
  const { tiers, query, warm } = made.store;
  const [alone, both] = [
    await ask({ tiers, query }, asked),
    await ask({ tiers, query, warm }, asked),
  ];
  expect(both?.tier).toEqual(alone?.tier);
  expect(both?.series.map((of) => of.map(({ place }) => place))).toEqual(
    alone?.series.map((of) => of.map(({ place }) => place)),
  );
  const [expected, found] = [figuresOf(alone), figuresOf(both)];
  expect(found).toHaveLength(expected.length);
  // The database adds up in an order of its own.
  const isSame = (value: number, i: number): boolean =>
    Object.is(value, found[i]) || Math.abs(value - (found[i] as number)) <= 1e-12 * Math.abs(value);
  expect(expected.findIndex((value, i) => !isSame(value, i))).toBe(-1);
}

function figuresOf(answer: PastAnswer | undefined): readonly number[] {
  const all = (answer?.series ?? []).flat();
  return all.flatMap(({ min, mean, max, coverage }) => [...min, ...mean, ...max, ...coverage]);
}

/** The store with its questions counted. */
function counted(): { readonly store: PastStore; readonly count: () => number } {
  let count = 0;
  const { tiers, query, warm } = made.store;
  const counting: HistoryStore['query'] = (one) => {
    count++;
    return query(one);
  };
  return { store: { tiers, query: counting, warm }, count: () => count };
}

const HOURS: Asked = {
  ...{ metrics: ['siteFacilityPowerW'], places: [0], stepS: 60, areDays: false },
  fromMs: MINUTES_MS + 2 * HOUR_MS,
  toMs: BEGIN_MS + 26 * HOUR_MS,
};

describe('the past in memory', { timeout: 60_000 }, () => {
  it('answers any question as the store does', () =>
    fc.assert(fc.asyncProperty(questions, expectSame), { numRuns: 60 }));

  it('is asked in the place of the store, and goes on with what is recorded later', async () => {
    const { warm, tiers } = made.store;
    const minute = tiers.find(({ name }) => name === 'siteMinute');
    const seen: number[] = [];
    const spy: WarmPast = {
      ...warm,
      async series(tier, question) {
        const rows = await warm.series(tier, question);
        if (tier === minute) seen.push(rows?.rows ?? -1);
        return rows;
      },
    };
    const { store, count } = counted();
    await ask({ ...store, warm: spy }, HOURS);
    expect(seen[0]).toBeGreaterThan(60);
    // Seconds alone are not here: those after the last minute.
    expect(count()).toBeLessThanOrEqual(1);
    await record(toMs + 45 * MINUTE_MS);
    const later = { ...HOURS, toMs };
    await expectSame(later);
    await ask({ ...store, warm: spy }, later);
    expect(seen.at(-1)).toBeGreaterThan(seen[0] as number);
  });

  it('leaves a span to the store while a past is written over it, and knows it afterwards', async () => {
    const asked = { ...HOURS, ...PAST_MS, stepS: 900 };
    const { store, columns, fill } = made;
    await expectSame(asked);
    const quarter = store.tiers.find(({ name }) => name === 'siteQuarter') as Tier;
    // One that is given up leaves nothing behind, neither its half quarter-hour nor its hold on the span.
    const broken = store.past(PAST_MS.fromMs, PAST_MS.toMs);
    fill(PAST_MS.fromMs + 5 * MINUTE_MS, 300);
    await broken.record({
      ...{ timeMs: PAST_MS.fromMs + 5 * MINUTE_MS, dtS: 300, origin: 'backfilled', columns },
    });
    broken.letGo();
    const past = store.past(PAST_MS.fromMs, PAST_MS.toMs);
    for (let timeMs = PAST_MS.fromMs; timeMs < PAST_MS.toMs; ) {
      timeMs += 5 * MINUTE_MS;
      fill(timeMs, 300);
      await past.record({ timeMs, dtS: 300, origin: 'backfilled', columns });
      expect(await store.warm.series(quarter, asked)).toBeUndefined();
    }
    await past.close();
    expect(await store.warm.series(quarter, asked)).toBeDefined();
    await expectSame(asked);
    const known = await ask(store, asked);
    expect(new Set(known?.series[0]?.[0]?.coverage)).toEqual(new Set([1]));
  });
});
