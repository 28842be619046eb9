// Law of a past that was made up in long steps: a chart of shorter steps has no hole, and the energy is what it was.
import { afterEach, expect, it, onTestFinished } from 'vitest';
import { readRanges } from '../pastRange.ts';
import type { Telemetry } from '../telemetry.ts';
import { askFloor } from './askFloor.ts';
import { readPast } from './pastSeries.ts';
import { numbers } from './rows.ts';
import {
  BEGIN_MS,
  openTestStore,
  rackWh,
  siteWh,
  type TestStore,
  temporaryRoot,
} from './testing.ts';

const STEP_S = 60;
const TO_MS = BEGIN_MS + 1_800_000;

let open: TestStore | undefined;
afterEach(() => open?.store.close());

it('is drawn without holes in any shorter step, and adds up', { timeout: 60_000 }, async () => {
  open = await openTestStore(temporaryRoot(onTestFinished));
  const { store, seconds, settle } = open;
  await seconds(BEGIN_MS, TO_MS, { dtS: STEP_S, origin: 'backfilled' });
  // The first recorded second is what a question waits for, and what the made-up ones are written with.
  await seconds(TO_MS, TO_MS + 1_000);
  await settle(TO_MS + 1_000);
  const fromMs = BEGIN_MS + STEP_S * 1_000;
  for (const stepS of [4, 10, 30]) {
    const ends = (TO_MS - fromMs) / 1_000 / stepS;
    const timesMs = Float64Array.from({ length: ends }, (_, i) => fromMs + (i + 1) * stepS * 1_000);
    const axis = { timesMs, startMs: fromMs, areDays: false };
    const asked = { places: [0], fromMs, toMs: TO_MS, stepS };
    const power = await readPast(store, { ...asked, metrics: ['siteFacilityPowerW'] }, axis, TO_MS);
    expect(new Set(power?.series[0]?.[0]?.coverage)).toEqual(new Set([1]));
    const energy = await readPast(
      store,
      { ...asked, metrics: ['siteFacilityEnergyWh'] },
      axis,
      TO_MS,
    );
    const wh = energy?.series[0]?.[0]?.mean.reduce((all, each) => all + each, 0) ?? 0;
    expect(wh / siteWh(fromMs, TO_MS)).toBeCloseTo(1, 6);
  }
});

it('is drawn up to the end of a span that ends within a row, and of that row its part', async () => {
  open = await openTestStore(temporaryRoot(onTestFinished));
  const { store, seconds, settle } = open;
  await seconds(BEGIN_MS, TO_MS, { dtS: STEP_S, origin: 'backfilled' });
  await seconds(TO_MS, TO_MS + 1_000);
  await settle(TO_MS + 1_000);
  // From the middle of a row into the middle of the next one, and within one row alone.
  const rowMs = BEGIN_MS + 600_000;
  for (const [fromMs, toMs, halfWh] of [
    [rowMs + 30_000, rowMs + 90_000, siteWh(rowMs, rowMs + 120_000) / 2],
    [rowMs + 10_000, rowMs + 40_000, siteWh(rowMs, rowMs + 60_000) / 2],
  ] as const) {
    const ends = (toMs - fromMs) / 10_000;
    const timesMs = Float64Array.from({ length: ends }, (_, i) => fromMs + (i + 1) * 10_000);
    const axis = { timesMs, startMs: fromMs, areDays: false };
    const metrics = ['siteFacilityPowerW', 'siteFacilityEnergyWh'] as const;
    const asked = { metrics, places: [0], fromMs, toMs, stepS: 10 };
    const past = await readPast(store, asked, axis, TO_MS);
    const [power, energy] = past?.series ?? [];
    expect(new Set(power?.[0]?.coverage)).toEqual(new Set([1]));
    const wh = energy?.[0]?.mean.reduce((all, each) => all + each, 0) ?? 0;
    expect(wh / halfWh).toBeCloseTo(1, 6);
  }
});

it('does not speak of time within it that nobody recorded', async () => {
  open = await openTestStore(temporaryRoot(onTestFinished));
  const { store, seconds, settle } = open;
  const [gapMs, backMs, toMs] = [500_000, 1_400_000, 1_500_000].map((ms) => BEGIN_MS + ms) as [
    number,
    number,
    number,
  ];
  await seconds(BEGIN_MS, gapMs);
  await seconds(backMs, toMs);
  await settle(toMs);
  const history = { span: () => undefined } as unknown as Telemetry['history'];
  const telemetry = { history, frame: { timeMs: toMs } as Telemetry['frame'] };
  const metrics = ['siteFacilityPowerW'] as const;
  for (const [fromMs, stepS] of [
    [BEGIN_MS + 600_000, 1],
    [BEGIN_MS + 300_000, 10],
  ] as const) {
    const asked = { metrics, places: [0], fromMs, toMs, stepS };
    const [past] = await readRanges(telemetry, store, asked);
    const known = past?.series[0]?.coverage.map((share) => Math.sign(share));
    const within = [...(past?.timesMs ?? [])].filter((_, step) => known?.[step] === 1);
    expect(within.filter((endMs) => endMs > gapMs && endMs <= backMs)).toEqual([]);
    expect(within.at(-1)).toBe(toMs);
    expect(within).toHaveLength((Math.max(0, gapMs - fromMs) + toMs - backMs) / 1_000 / stepS);
  }
  const floorAt = async (ms: number) => askFloor(store, 'rackPowerW', BEGIN_MS + ms, 1);
  expect((await floorAt(720_000))?.values[0]).toBeNaN();
  expect((await floorAt(300_000))?.values[0]).toBeGreaterThan(0);
});

it('goes on to the first minute that was recorded, within its quarter-hour', async () => {
  open = await openTestStore(temporaryRoot(onTestFinished));
  const { store, seconds, settle } = open;
  const liveMs = BEGIN_MS + 7 * 60_000;
  const toMs = BEGIN_MS + 1_200_000;
  await seconds(BEGIN_MS - 900_000, liveMs, { dtS: STEP_S, origin: 'backfilled' });
  await seconds(liveMs, toMs);
  await settle(toMs);
  const fromMs = BEGIN_MS - 600_000;
  const timesMs = Float64Array.from({ length: 6 }, (_, i) => fromMs + (i + 1) * 300_000);
  const axis = { timesMs, startMs: fromMs, areDays: false };
  const metrics = ['siteFacilityPowerW', 'siteFacilityEnergyWh'] as const;
  const past = await readPast(
    store,
    { metrics, places: [0], fromMs, toMs, stepS: 300 },
    axis,
    toMs,
  );
  for (const [power] of past?.series ?? []) {
    expect(new Set(power?.coverage.slice(2))).toEqual(new Set([1]));
  }
  const [power, energy] = past?.series ?? [];
  // Of the quarter-hour, what is in no minute is spread over the seven minutes that were made up.
  const madeWh = siteWh(BEGIN_MS, liveMs);
  expect(energy?.[0]?.mean[2]).toBeCloseTo((madeWh * 5) / 7, 2);
  expect((power?.[0]?.mean[2] ?? 0) / ((madeWh / 420) * 3_600)).toBeCloseTo(1, 5);
  const quarter = energy?.[0]?.mean.slice(2, 5).reduce((sum, wh) => sum + wh, 0) ?? 0;
  expect(quarter / siteWh(BEGIN_MS, BEGIN_MS + 900_000)).toBeCloseTo(1, 5);
});

it('has one energy at every step, and none where nobody recorded', async () => {
  open = await openTestStore(temporaryRoot(onTestFinished));
  const { store, seconds, settle } = open;
  const [madeMs, fineMs] = [BEGIN_MS + 1_080_000, BEGIN_MS + 1_117_000];
  const [deadMs, againMs] = [BEGIN_MS + 1_165_000, BEGIN_MS + 2_400_000];
  const toMs = BEGIN_MS + 3_000_000;
  await seconds(BEGIN_MS, madeMs, { dtS: STEP_S, origin: 'backfilled' });
  await seconds(madeMs, fineMs, { origin: 'backfilled' });
  await seconds(fineMs, deadMs);
  await seconds(againMs, toMs);
  await settle(toMs);
  // The first step of all, and the first second after the gap, have no growth.
  const wh = rackWh(1, BEGIN_MS + STEP_S * 1_000, deadMs) + rackWh(1, againMs + 1_000, toMs);
  for (const stepS of [60, 300, 900]) {
    const ends = Math.ceil((toMs - BEGIN_MS) / 1_000 / stepS);
    const timesMs = Float64Array.from(
      { length: ends },
      (_, i) => BEGIN_MS + (i + 1) * stepS * 1_000,
    );
    const axis = { timesMs, startMs: BEGIN_MS, areDays: false };
    const metrics = ['rackEnergyWh', 'rackPowerW'] as const;
    const asked = { metrics, places: [1], fromMs: BEGIN_MS, toMs, stepS };
    const past = await readPast(store, asked, axis, toMs);
    const [energy, power] = (past?.series ?? []).map(([one]) => one);
    const told = energy?.mean.reduce((sum, each) => sum + (Number.isNaN(each) ? 0 : each), 0) ?? 0;
    expect(told / wh).toBeCloseTo(1, 4);
    for (const [step, endMs] of timesMs.entries()) {
      const isDead = endMs - stepS * 1_000 >= deadMs && endMs <= againMs;
      expect([energy, power].map((one) => (one?.coverage[step] ?? 0) > 0)).toEqual(
        isDead ? [false, false] : [true, true],
      );
    }
  }
});

it('is in the quarter-hour that a restart finds open', async () => {
  const root = temporaryRoot(onTestFinished);
  const liveMs = BEGIN_MS + 420_000;
  const restartMs = liveMs + 90_000;
  const toMs = BEGIN_MS + 900_000;
  open = await openTestStore(root);
  await open.seconds(BEGIN_MS, liveMs, { dtS: STEP_S, origin: 'backfilled' });
  await open.seconds(liveMs, restartMs);
  await open.store.close();
  open = await openTestStore(root);
  await open.seconds(restartMs - 1_000, toMs + 1_000);
  await open.settle(toMs + 1_000);
  const kept = await open.store.query({
    sql: `SELECT siteFacilityEnergyWh AS wh, coverS::DOUBLE AS s FROM {siteQuarter} WHERE time = make_timestamp_ms(${toMs})`,
    fromMs: BEGIN_MS,
    toMs,
  });
  // The growth of the very first step is not known.
  const firstMs = BEGIN_MS + STEP_S * 1_000;
  expect((numbers(kept, 'wh')[0] ?? 0) / siteWh(firstMs, toMs)).toBeCloseTo(1, 5);
  expect(numbers(kept, 's')).toEqual(new Float64Array([900]));
});
