// Laws of energy in memory: over any quarter-hours it is what the store says, also of those that come later.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { METRIC_IDS, metricOf } from '../../contract/metrics.ts';
import type { FrameColumns, StoredMetricId } from '../columns.ts';
import { askPlaceEnergy, askSiteMeters, readPlaceEnergy, readSiteMeters } from './askMeters.ts';
import type { EnergyPart } from './energyFigures.ts';
import { readPast } from './pastSeries.ts';
import { BEGIN_MS, openTestStore, rackWh, type TestStore, temporaryRoot } from './testing.ts';

const QUARTER_MS = 900_000;
const DAY_QUARTERS = 96;
/** Two whole days and parts of two, in steps of a quarter-hour. */
const QUARTERS = 2 * DAY_QUARTERS + 62;

let made: TestStore;
let toMs = BEGIN_MS;
const undos: (() => void)[] = [];

const COUNTERS = METRIC_IDS.filter((id): id is StoredMetricId => {
  const { kind, scope } = metricOf(id);
  return kind === 'counter' && (scope === 'site' || scope === 'rack');
});

/** Counters of the site that this world does not have by itself; at times one of them is not known. */
function dress(columns: FrameColumns, timeMs: number): Partial<FrameColumns> {
  const { rackEnergyWh } = columns;
  const racksWh = rackEnergyWh.reduce((sum, wh) => sum + wh, 0);
  const quarter = timeMs / QUARTER_MS;
  if (quarter % 11 === 3) rackEnergyWh[1] = Number.NaN;
  return {
    ...Object.fromEntries(COUNTERS.map((metric) => [metric, columns[metric]])),
    siteItAtRacksEnergyWh: Float64Array.of(quarter % 13 === 5 ? Number.NaN : racksWh),
    siteCostEur: Float64Array.of(quarter ** 1.5),
    siteCreditEur: Float64Array.of(quarter % 17 === 1 ? Number.NaN : quarter / 3),
    siteCo2G: Float64Array.of(quarter * 7),
    siteCoolingPowerW: Float32Array.of(1_000 + (quarter % 5)),
  };
}

async function record(untilMs: number, dtS: number): Promise<void> {
  const { store, columns, fill } = made;
  for (let timeMs = toMs + dtS * 1_000; timeMs <= untilMs; timeMs += dtS * 1_000) {
    fill(timeMs, dtS);
    await store.whenRoom();
    store.record({ timeMs, dtS, origin: 'recorded', columns: dress(columns, timeMs) });
  }
  toMs = untilMs;
}

beforeAll(async () => {
  made = await openTestStore(temporaryRoot((undo) => undos.push(undo)));
  await record(BEGIN_MS + QUARTERS * QUARTER_MS, 900);
  await record(toMs + 5 * 60_000, 60);
  await made.settle(toMs);
}, 60_000);
afterAll(async () => {
  await made.store.close();
  for (const undo of undos) undo();
});

const parts: fc.Arbitrary<EnergyPart> = fc
  .tuple(fc.nat({ max: QUARTERS + 8 }), fc.nat({ max: QUARTERS }))
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => ({
    step: 'quarter' as const,
    fromMs: BEGIN_MS + (Math.min(a, b) - 4) * QUARTER_MS,
    toMs: BEGIN_MS + (Math.max(a, b) - 4) * QUARTER_MS,
  }));

/** Growth of racks is stored as Float32. */
const FLOAT32 = 1e-6;

function expectSame(found: object, expected: object, share = 1e-12): void {
  for (const [name, value] of Object.entries(expected)) {
    const other = (found as Record<string, unknown>)[name];
    if (typeof value === 'number' && typeof other === 'number' && !Number.isNaN(value)) {
      // The database adds up in an order of its own.
      expect([name, Math.abs(other - value) <= share * Math.abs(value)]).toEqual([name, true]);
    } else expect([name, other]).toEqual([name, value]);
  }
}

async function compare(part: EnergyPart): Promise<void> {
  const { store } = made;
  const racks = await askPlaceEnergy(store, 'rack', part);
  const expected = await readPlaceEnergy(store, 'rack', part);
  expect(racks.length).toBe(expected.length);
  for (const [i, one] of expected.entries()) expectSame(racks[i] ?? {}, one);
  expectSame(await askSiteMeters(store, part), await readSiteMeters(store, part));
}

describe('energy in memory', { timeout: 60_000 }, () => {
  it('is what the store says, over any quarter-hours', () =>
    fc.assert(fc.asyncProperty(parts, compare), { numRuns: 40 }));

  it('is not asked for from the store again, and is the energy of the world', async () => {
    const { store } = made;
    const part = {
      step: 'quarter',
      fromMs: BEGIN_MS,
      toMs: BEGIN_MS + QUARTERS * QUARTER_MS,
    } as const;
    await askPlaceEnergy(store, 'rack', part);
    const { warm, tiers } = store;
    const query = () => Promise.reject(new Error('the store was asked'));
    const [rack] = await askPlaceEnergy({ warm, tiers, query }, 'rack', part);
    expect((rack?.rackWh ?? 0) / rackWh(0, BEGIN_MS + QUARTER_MS, part.toMs)).toBeCloseTo(1, 6);
  });

  it('goes on with the quarter-hours and minutes that are recorded later', async () => {
    const minute = (): EnergyPart => {
      const fromMs = Math.floor(toMs / QUARTER_MS) * QUARTER_MS;
      return { step: 'minute', fromMs, toMs: Math.floor(toMs / 60_000) * 60_000 };
    };
    for (let more = 0; more < 3; more++) {
      await compare(minute());
      await compare({ step: 'quarter', fromMs: BEGIN_MS, toMs: minute().fromMs });
      await record(toMs + (more + 1) * 7 * 60_000, 60);
      await made.settle(toMs);
    }
  });

  it('has the running quarter-hour from the newest seconds, and a chart of a meter its last ones', async () => {
    const { store } = made;
    const { tiers, query, warm } = store;
    const quarterMs = Math.ceil((toMs + 1) / QUARTER_MS) * QUARTER_MS;
    await record(quarterMs, 60);
    await record(quarterMs + 150_000, 1);
    await made.settle(toMs);
    const silent = () => Promise.reject(new Error('the store was asked'));
    const part = { step: 'minute', fromMs: quarterMs, toMs: quarterMs + 120_000 } as const;
    const alone = { tiers, warm, query: silent };
    const racks = await askPlaceEnergy(alone, 'rack', part);
    const expected = await readPlaceEnergy(store, 'rack', part);
    // The store has Float32 of each minute, the seconds have all digits.
    const exactWh = rackWh(0, part.fromMs, part.toMs);
    expect(Math.abs((racks[0]?.rackWh ?? 0) / exactWh - 1)).toBeLessThan(1e-9);
    expect(Math.abs((expected[0]?.rackWh ?? 0) / exactWh - 1)).toBeGreaterThan(1e-9);
    expect(racks).toHaveLength(4);
    for (const [i, one] of expected.entries()) expectSame(racks[i] ?? {}, one, FLOAT32);
    expectSame(await askSiteMeters(alone, part), await readSiteMeters(store, part), FLOAT32);

    const fromMs = quarterMs - 1_800_000;
    const timesMs = Float64Array.from({ length: 34 }, (_, i) => fromMs + (i + 1) * 60_000);
    const axis = { timesMs, startMs: fromMs, areDays: false };
    const metrics = ['siteFacilityEnergyWh'] as const;
    const chart = { metrics, places: [0], fromMs, toMs: fromMs + 34 * 60_000, stepS: 60 };
    const kept = await readPast({ tiers, query }, chart, axis, toMs);
    const ask = () => readPast({ tiers, query, warm, ring: warm.newest }, chart, axis, toMs);
    await ask();
    const found = await readPast({ ...alone, ring: warm.newest }, chart, axis, toMs);
    const [a, b] = [kept?.series[0]?.[0], found?.series[0]?.[0]];
    expect(b?.coverage).toEqual(a?.coverage);
    expect(a?.coverage.at(-2)).toBe(0.5);
    for (const [step, grown] of (a?.mean ?? []).entries()) {
      if (grown > 0) expect((b?.mean[step] ?? 0) / grown).toBeCloseTo(1, 6);
    }
  });

  it('has the last seconds of a meter also after a time that nobody recorded', async () => {
    const { tiers, query, warm, stretches } = made.store;
    const fromMs = Math.floor(toMs / 60_000) * 60_000 - 600_000;
    await record(toMs + 5_000, 1);
    toMs += 2_400_000;
    await record(toMs + 20_000, 1);
    await made.settle(toMs);
    const timesMs = Float64Array.from({ length: 55 }, (_, i) => fromMs + (i + 1) * 60_000);
    const axis = { timesMs, startMs: fromMs, areDays: false };
    const metrics = ['siteFacilityEnergyWh'] as const;
    const chart = { metrics, places: [0], fromMs, toMs: fromMs + 55 * 60_000, stepS: 60 };
    const kept = await readPast({ tiers, query }, chart, axis, toMs);
    const silent = () => Promise.reject(new Error('the store was asked'));
    const newest = { tiers, warm, ring: warm.newest, stretches, query: silent };
    const found = await readPast(newest, chart, axis, toMs);
    const [a, b] = [kept?.series[0]?.[0], found?.series[0]?.[0]];
    expect(b?.coverage).toEqual(a?.coverage);
    expect(a?.coverage.filter((share) => share > 0 && share < 1).length).toBeGreaterThan(1);
  });
});
