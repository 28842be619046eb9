// Laws of the questions to the past, over a real store: what is asked by place, line, span and tier is one truth.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EventsAnswer, HistoryAnswer, JobsAnswer } from '../../contract/api.ts';
import {
  ENERGY_BY,
  EnergyAnswer,
  FloorAnswer,
  StoreAnswer,
  TopAnswer,
} from '../../contract/apiHistory.ts';
import { JobAnswer } from '../../contract/apiJob.ts';
import type { EventRecord } from '../../contract/event.ts';
import { planeValue } from '../../contract/plane.ts';
import type { EfficiencyAnswer } from '../../contract/ratio.ts';
import type { TickColumns } from '../../contract/tick.ts';
import { askEvents } from '../../telemetry/history/askEvents.ts';
import type { HistoryStore } from '../../telemetry/history/history.ts';
import { openHistory } from '../../telemetry/history/openHistory.ts';
import { readPast } from '../../telemetry/history/pastSeries.ts';
import { temporaryRoot } from '../../telemetry/history/testing.ts';
import { keepHistory } from '../../telemetry/keepHistory.ts';
import { createFedTelemetry, testEvent, testJob } from '../../testing.ts';
import { answerOf, createTestApp, refusalOf, serve, type TestApp } from '../testApp.ts';

const QUARTER_MS = 900_000;
const SECONDS = 1_950;
const { telemetry, feed } = createFedTelemetry();
let store: HistoryStore;
let tested: TestApp;
let startMs = 0;
let nowMs = 0;
const undos: (() => void)[] = [];

/** Mean watts of a GPU in the second that ends at `second`. */
const gpuW = (gpu: number, second: number): number => 500 + gpu * 5 + ((second * 7) % 60);

/** Mean watts at the meter of the site. */
const siteW = (second: number): number => {
  const gpus = Array.from({ length: 72 }, (_, gpu) => gpuW(gpu, second));
  return 1.25 * (40_000 + gpus.reduce((all, watts) => all + watts));
};

/** What is lost between UPS outputs and racks changes, so that no PUE is the same for long. */
const itW = (second: number): number => (siteW(second) / 1.25) * (1 + (second % 500) / 5_000);

function fill(columns: TickColumns, second: number): void {
  let rackW = 0;
  for (let gpu = 0; gpu < 72; gpu++) {
    const powerW = gpuW(gpu, second);
    columns.gpuPowerW[gpu] = powerW;
    rackW += powerW;
  }
  const networkW = 40_000;
  const jobW = gpuW(0, second) + gpuW(1, second);
  const add = (column: Float64Array, index: number, amount: number): void => {
    column[index] = (second === 1 ? 0 : (column[index] as number)) + amount;
  };
  const wh = (watts: number): number => watts / 3_600;
  columns.rackPowerW[0] = rackW;
  columns.siteFacilityPowerW[0] = 1.25 * (rackW + networkW);
  columns.siteItPowerW[0] = rackW + networkW;
  columns.siteItAtRacksPowerW[0] = rackW + networkW;
  add(columns.rackEnergyWh, 0, wh(rackW));
  add(columns.networkRackEnergyWh, 0, wh(networkW));
  add(columns.siteItAtRacksEnergyWh, 0, wh(rackW + networkW));
  add(columns.siteItEnergyWh, 0, wh(itW(second)));
  add(columns.siteFacilityEnergyWh, 0, wh(1.25 * (rackW + networkW)));
  add(columns.siteCostEur, 0, 0.01);
  add(columns.siteCreditEur, 0, 0);
  add(columns.siteCo2G, 0, 2);
  add(columns.siteOutEnergyWh, 0, 0);
  add(columns.siteIdleEnergyWh, 0, wh(rackW - jobW));
  columns.jobId[2] = 7;
  columns.jobPowerW[2] = jobW;
  add(columns.jobEnergyWh, 2, wh(jobW));
}

beforeAll(async () => {
  const root = temporaryRoot((undo) => undos.push(undo));
  const { site } = telemetry;
  store = await openHistory({
    root,
    site,
    seed: 1,
    nowMs: 0,
    reserveBytes: 0,
    event: () => undefined,
  });
  const stop = keepHistory(telemetry, store, false);
  telemetry.sinks.job({ ...testJob(7, 2, 2), startMs: 0 });
  for (let second = 1; second <= SECONDS; second++) {
    await store.whenRoom();
    feed((columns) => fill(columns, second));
  }
  stop();
  nowMs = telemetry.frame.timeMs;
  startMs = nowMs - SECONDS * 1_000;
  while (!(store.lastRecordedMs >= nowMs)) await new Promise((go) => setTimeout(go, 5));
  tested = createTestApp(telemetry, { store });
}, 60_000);
afterAll(async () => {
  await tested.app.close();
  await store.close();
  for (const undo of undos) undo();
});

const ask = <T>(schema: Parameters<typeof answerOf>[1], url: string) =>
  answerOf<T>(tested, schema, url);
const energy = (query: string) => ask<EnergyAnswer>(EnergyAnswer, `/api/energy?${query}`);
const history = (query: string) => ask<HistoryAnswer>(HistoryAnswer, `/api/history?${query}`);
const sum = (values: readonly (number | null)[]): number =>
  values.reduce<number>((all, value) => all + (value ?? 0), 0);

describe('energy', () => {
  test.each(ENERGY_BY)('by %s: rows and residual are the meter, in every figure', async (by) => {
    const { rows, total, meter, residualWh, coverage } = await energy(`by=${by}&from=${startMs}`);
    expect(meter.facilityWh).toBeGreaterThan(30_000);
    expect(sum(rows.map(({ facilityWh }) => facilityWh)) + residualWh).toBeCloseTo(
      meter.facilityWh ?? 0,
      3,
    );
    // The first second has no growth: lines begin with the second one.
    expect(Math.abs(residualWh)).toBeLessThan(2e-3 * (meter.facilityWh ?? 0));
    expect(total.costEur ?? 0).toBeCloseTo(meter.costEur ?? 0, 1);
    expect(coverage).toBeGreaterThan(0.99);
  });

  test.each(ENERGY_BY)(
    'by %s: what has passed of the running quarter-hour belongs to it',
    async (by) => {
      const from = startMs + QUARTER_MS;
      const { rows, toMs, meter, residualWh, coverage } = await energy(`by=${by}&from=${from}`);
      const isLine = by === 'job' || by === 'tenant' || by === 'line';
      // Racks of the network have no seconds, so that places end with the last whole minute.
      expect(toMs).toBe(isLine ? nowMs : startMs + 32 * 60_000);
      const seconds = Array.from({ length: (toMs - from) / 1_000 }, (_, i) => siteW(901 + i));
      const exactWh = sum(seconds) / 3_600;
      expect((meter.facilityWh ?? 0) / exactWh).toBeCloseTo(1, 6);
      const itWh = sum(seconds.map((_, i) => itW(901 + i))) / 3_600;
      expect((meter.itWh ?? 0) / itWh).toBeCloseTo(1, 6);
      expect(sum(rows.map(({ facilityWh }) => facilityWh)) / exactWh).toBeCloseTo(1, 6);
      expect(Math.abs(residualWh)).toBeLessThan(1e-6 * exactWh);
      expect(coverage).toBeCloseTo(1, 6);
      const only = await energy(`by=${by}&from=${startMs + 2 * QUARTER_MS}`);
      expect(only.fromMs).toBe(startMs + 2 * QUARTER_MS);
      expect(only.meter.facilityWh ?? 0).toBeGreaterThan(1_000);
    },
  );

  test('names jobs with their tenants, and folds what is beyond the limit into one row', async () => {
    const by = (await energy(`by=job&from=${startMs}`)).rows;
    expect(by.find(({ id }) => id === 'J7')).toMatchObject({ name: 'train-7', tenant: 'atelier' });
    const all = await energy(`by=rack&from=${startMs}`);
    const one = await energy(`by=rack&from=${startMs}&limit=1`);
    expect(one.rows.map(({ id }) => id)).toEqual(['others']);
    expect(one.total).toEqual(all.total);
  });

  test('of quarter-hours is the integral of stored power within 0.5 %, in any aligned range', async () => {
    const quarter = fc.uniqueArray(fc.integer({ min: 0, max: 2 }), { minLength: 2, maxLength: 2 });
    await fc.assert(
      fc.asyncProperty(quarter, fc.constantFrom(60, 300, 900), async (ends, step) => {
        const [first = 0, last = 1] = ends.sort((a, b) => a - b);
        const [from, to] = [startMs + first * QUARTER_MS, startMs + last * QUARTER_MS];
        const span = `from=${from}&to=${to}&step=${step}`;
        const [power, counted] = (
          await history(`metric=siteFacilityPowerW&metric=siteFacilityEnergyWh&${span}`)
        ).series;
        const integralWh = (sum(power?.mean ?? []) * step) / 3_600;
        const { meter } = await energy(`by=hall&from=${from}&to=${to}`);
        expect(sum(counted?.mean ?? []) / integralWh).toBeCloseTo(1, 2);
        expect((meter.facilityWh ?? 0) / sum(counted?.mean ?? [])).toBeCloseTo(1, 9);
      }),
      { numRuns: 8 },
    );
  });
});

describe('top', () => {
  test('has the places of highest mean in order, as whoever looks at all of them', async () => {
    const url = `/api/top?metric=gpuPowerW&by=mean&n=5&from=${startMs}`;
    const { rows, tier, fromMs, toMs } = await ask<TopAnswer>(TopAnswer, url);
    expect(rows.map(({ id }) => id)).toEqual(
      [71, 70, 69, 68, 67].map((gpu) => telemetry.ids.idOf('gpu', gpu)),
    );
    expect([tier.name, fromMs, toMs]).toEqual(['gpuQuarter', startMs, nowMs]);
    // Two quarter-hours, and two whole minutes after them: the last half minute is no row yet.
    const seconds = Array.from({ length: 1_920 }, (_, i) => gpuW(71, i + 1));
    expect(rows[0]?.mean).toBeCloseTo(sum(seconds) / seconds.length, 0);
    expect([rows[0]?.min, rows[0]?.max]).toEqual([Math.min(...seconds), Math.max(...seconds)]);
  });

  test('turns round, and takes what a counter grew by', async () => {
    const low = await ask<TopAnswer>(TopAnswer, '/api/top?metric=gpuPowerW&order=lowest&n=1');
    expect(low.rows[0]?.id).toBe(telemetry.ids.idOf('gpu', 0));
    const grown = await ask<TopAnswer>(TopAnswer, `/api/top?metric=rackEnergyWh&from=${startMs}`);
    const { rows } = await energy(`by=rack&from=${startMs}`);
    const rackWh = rows.find(({ id }) => id === grown.rows[0]?.id)?.rackWh ?? 0;
    expect(grown.rows[0]?.mean).toBeCloseTo(rackWh, 3);
  });

  test.each([
    ['metric=gpuState', 400, 'metric', 'neither high nor low'],
    ['metric=nothing', 400, 'metric', 'unknown'],
    ['metric=trayPowerW', 404, 'metric', 'not stored'],
    ['metric=gpuPowerW&n=1001', 400, 'n', '<= 1000'],
    ['metric=gpuPowerW&from=now&to=now-1h', 400, 'from', 'before to'],
  ])('refuses %s', async (query, status, field, words) => {
    const [got, message, named] = await refusalOf(tested, `/api/top?${query}`);
    expect([got, named]).toEqual([status, field]);
    expect(message).toContain(words);
  });
});

describe('the floor of a past moment', () => {
  test('is the minute that holds it, every place within half a step of its mean', async () => {
    const at = startMs + 10 * 60_000 - 1;
    const url = `/api/floor?metric=gpuPowerW&at=${at}`;
    const { timeMs, tier, range, codes } = await ask<FloorAnswer>(FloorAnswer, url);
    expect([timeMs, tier.name]).toEqual([startMs + 10 * 60_000, 'gpuMinute']);
    const bytes = Buffer.from(codes, 'base64');
    expect(bytes).toHaveLength(72);
    const half = (range[1] - range[0]) / 254 / 2;
    for (const gpu of [0, 35, 71]) {
      const minute = Array.from({ length: 60 }, (_, i) => gpuW(gpu, 541 + i));
      const error = planeValue(bytes[gpu] as number, range) - sum(minute) / 60;
      expect(Math.abs(error)).toBeLessThanOrEqual(half + 0.5);
    }
  });

  test('is unknown where nobody recorded it, and of one hall when asked for', async () => {
    const before = await ask<FloorAnswer>(
      FloorAnswer,
      '/api/floor?metric=rackPowerW&at=now-3h&hall=H1',
    );
    expect([...Buffer.from(before.codes, 'base64')]).toEqual([255]);
  });

  test.each([
    ['metric=gpuPowerW&at=tomorrow', 'at', 'no time'],
    [`metric=gpuPowerW&at=${Date.UTC(2099, 0)}`, 'at', 'lies ahead'],
    ['metric=gpuPowerW&at=now&hall=H9', 'hall', 'H9'],
    ['metric=siteItPowerW&at=now', 'metric', 'shows gpu and rack'],
    ['metric=gpuEnergyWh&at=now', 'metric', 'no scale'],
  ])('refuses %s', async (query, field, words) => {
    const [got, message, named] = await refusalOf(tested, `/api/floor?${query}`);
    expect([got, named]).toEqual([400, field]);
    expect(message).toContain(words);
  });
});

describe('history of ring and store', () => {
  test('agree where both know: step by step, gauge and counter', async () => {
    const fromMs = nowMs - 600_000;
    for (const metric of ['siteFacilityPowerW', 'rackPowerW'] as const) {
      const request = { metric, places: [0], fromMs, toMs: nowMs, stepS: 30 };
      const ring = telemetry.history.range(request);
      const axis = { timesMs: ring.timesMs, startMs: fromMs, areDays: false };
      const kept = await readPast(store, { ...request, metrics: [metric] }, axis, nowMs);
      const [a, b] = [ring.series[0], kept?.series[0]?.[0]];
      expect([...(b?.coverage ?? [])]).toEqual([...(a?.coverage ?? [])]);
      for (const [step, mean] of (a?.mean ?? []).entries()) {
        expect((b?.mean[step] ?? 0) / mean).toBeCloseTo(1, 6);
        expect([b?.min[step], b?.max[step]]).toEqual([a?.min[step], a?.max[step]]);
      }
    }
  });

  test('a span across both has every step once, whatever the step', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 120 }), async (step) => {
        const { series, timesMs } = await history(
          `metric=rackPowerW&ids=R1&from=${startMs}&step=${step}`,
        );
        expect(series[0]?.coverage.slice(1, -1).every((share) => share === 1)).toBe(true);
        const wh = series[0]?.mean.reduce<number>(
          (all, mean, i) => all + ((mean ?? 0) * (series[0]?.coverage[i] ?? 0) * step) / 3_600,
          0,
        );
        const exact = Array.from({ length: SECONDS }, (_, i) => i + 1).reduce(
          (all, second) =>
            all +
            Array.from({ length: 72 }, (_, g) => gpuW(g, second)).reduce((x, y) => x + y) / 3_600,
          0,
        );
        expect(timesMs[0]).toBe((Math.floor(startMs / step / 1_000) + 1) * step * 1_000);
        expect((wh ?? 0) / exact).toBeCloseTo(1, 5);
      }),
      { numRuns: 10 },
    );
  });

  test('of a GPU is by the minute where the store alone knows, and by the step where the ring does', async () => {
    const step = 5;
    const { series } = await history(`metric=gpuPowerW&ids=R1-T01-G1&from=${startMs}&step=${step}`);
    const means = series[0]?.mean ?? [];
    const mean = (endS: number, seconds: number): number =>
      sum(Array.from({ length: seconds }, (_, i) => gpuW(0, endS - i))) / seconds;
    const ringFrom = (telemetry.history.span('gpuPowerW')?.fromMs ?? 0) - startMs;
    for (const [i, watts] of means.entries()) {
      const endS = (i + 1) * step;
      const own = endS * 1_000 - step * 1_000 >= ringFrom;
      expect(watts).toBeCloseTo(own ? mean(endS, step) : mean(Math.ceil(endS / 60) * 60, 60), 0);
    }
    expect(new Set(means.slice(-12)).size).toBeGreaterThan(6);
  });

  test('has the trace of a job, by its id', async () => {
    const { series } = await history(`metric=jobPowerW&ids=J7&from=${startMs}&step=60`);
    expect(series[0]?.id).toBe('J7');
    const minute = Array.from({ length: 60 }, (_, i) => gpuW(0, i + 61) + gpuW(1, i + 61));
    expect(series[0]?.mean[1]).toBeCloseTo(sum(minute) / 60, 0);
  });

  test('has the trace of a job to the newest second, that of the minute which is open too', async () => {
    const from = startMs + 60_000;
    const { series } = await history(`metric=jobPowerW&ids=J7&from=${from}&step=45`);
    const last = SECONDS % 45;
    expect(last).toBeGreaterThan(0);
    const watts = Array.from({ length: last }, (_, i) => SECONDS - i).map(
      (second) => gpuW(0, second) + gpuW(1, second),
    );
    expect(series[0]?.coverage.at(-1)).toBeCloseTo(last / 45, 6);
    expect(series[0]?.mean.at(-1)).toBeCloseTo(sum(watts) / last, 0);
  });
});

describe('a ratio of the past', () => {
  /** Of the seconds from..to, as the meters count them. */
  const pue = (from: number, to: number): number =>
    ((siteWs[to] ?? 0) - (siteWs[from - 1] ?? 0)) / ((itWs[to] ?? 0) - (itWs[from - 1] ?? 0));
  /** Sums of the seconds from 1 to each. */
  const sumsOf = (watts: (second: number) => number): readonly number[] => {
    const sums = [0];
    for (let second = 1; second <= SECONDS; second++) {
      sums.push((sums[second - 1] ?? 0) + watts(second));
    }
    return sums;
  };
  const [siteWs, itWs] = [sumsOf(siteW), sumsOf(itW)];

  test.each([1, 7, 60, 300])(
    'over 15 minutes is the same from ring and store, in steps of %d s',
    async (step) => {
      const ratio = `metric=sitePue15mRatio&step=${step}`;
      const ring = await history(`${ratio}&from=${nowMs - 890_000}`);
      const both = await history(`${ratio}&from=${startMs}`);
      expect([ring.tier?.name, both.tier?.name]).toEqual(['ring', expect.stringMatching('site')]);
      for (const [i, timeMs] of both.timesMs.entries()) {
        const second = (timeMs - startMs) / 1_000;
        const value = both.series[0]?.mean[i] ?? Number.NaN;
        if (second > 920) {
          const from = Math.min(second, SECONDS) - 900;
          expect(value).toBeCloseTo(pue(from + 1, Math.min(second, SECONDS)), step === 7 ? 3 : 6);
        }
        const same = ring.timesMs.indexOf(timeMs);
        if (same >= 0) expect(value).toBeCloseTo(ring.series[0]?.mean[same] ?? 0, 6);
      }
    },
  );

  test('over a window that is longer than the record is all of it, and over a longer step the step', async () => {
    const day = await history(`metric=sitePue24hRatio&step=7&from=${nowMs - 400_000}`);
    for (const [i, timeMs] of day.timesMs.entries()) {
      const minute = Math.floor((timeMs - startMs) / 60_000) * 60;
      const value = day.series[0]?.mean[i];
      if (timeMs < nowMs) expect(value).toBeCloseTo(pue(2, minute), 6);
    }
    const hours = await history(`metric=sitePue15mRatio&step=3600&from=${nowMs - 60_000}`);
    expect(hours.series[0]?.mean[0]).toBeCloseTo(pue(1_801, SECONDS), 6);
    const year = await history(`metric=sitePue12mRatio&step=day&from=${startMs}`);
    // The last whole hour before midnight in Paris, and what is known of today.
    expect(year.series[0]?.mean.at(-1)).toBeCloseTo(pue(2, SECONDS), 6);
  });
});

test('the store tells what it holds, and health whether it writes', async () => {
  const told = await ask<StoreAnswer>(StoreAnswer, '/api/store');
  expect(told).toMatchObject({ writing: true, problem: null, backfill: null });
  expect(told.bytes).toBeGreaterThan(1_000);
  expect(told.tiers.find(({ name }) => name === 'siteSecond')).toMatchObject({ toMs: nowMs });
  const { body } = await tested.get('/api/health');
  expect(body).toMatchObject({ store: { writing: true, bytes: told.bytes } });
});

test('an answer says while older steps may come yet, but for the seconds of the ring', async () => {
  const part = { doneRatio: 0.5, leftS: 3 } as const;
  const making = serve(telemetry, { store, backfill: () => ({ part: 'month', ...part }) });
  const done = serve(telemetry, { store, backfill: () => ({ part: 'done', ...part }) });
  const url = '/api/history?metric=siteItPowerW&from=now-30d';
  expect((await making.get(url)).body).toHaveProperty('making', true);
  expect((await done.get(url)).body).not.toHaveProperty('making');
  const seconds = '/api/history?metric=siteItPowerW&from=now-1m&step=1';
  expect((await making.get(seconds)).body).not.toHaveProperty('making');
});

test('without a store each question says why, and the store says that there is none', async () => {
  const without = serve(telemetry);
  for (const url of [
    '/api/top?metric=gpuPowerW',
    '/api/energy?by=rack',
    '/api/floor?metric=gpuPowerW&at=now',
  ]) {
    expect((await refusalOf(without, url))[0]).toBe(501);
  }
  expect(await answerOf(without, StoreAnswer, '/api/store')).toMatchObject({
    folder: null,
    writing: false,
  });
});

describe('days of a zone', () => {
  /** In Kiritimati it is midnight at 10:00 UTC, half an hour after the first second. */
  const ZONE = 'Pacific/Kiritimati';
  const MIDNIGHT_MS = Date.UTC(2026, 2, 2, 10);

  test('end at its midnights: what was counted and known is shared among them', async () => {
    const { series, timesMs, stepS } = await history(
      `metric=siteFacilityEnergyWh&metric=siteFacilityPowerW&from=${startMs}&step=day&tz=${ZONE}`,
    );
    expect([stepS, timesMs]).toEqual([86_400, [MIDNIGHT_MS, MIDNIGHT_MS + 86_400_000]]);
    const wh = (from: number, to: number): number =>
      sum(Array.from({ length: to - from }, (_, i) => siteW(from + i + 1))) / 3_600;
    const [counted, power] = series;
    expect((counted?.mean[0] ?? 0) / wh(1, 1_800)).toBeCloseTo(1, 9);
    expect((counted?.mean[1] ?? 0) / wh(1_800, SECONDS)).toBeCloseTo(1, 9);
    expect(power?.coverage[0]).toBeCloseTo(1_800 / 86_400, 9);
    expect(power?.coverage[1]).toBeCloseTo((SECONDS - 1_800) / 86_400, 9);
    expect((power?.mean[1] ?? 0) / ((wh(1_800, SECONDS) * 3_600) / 150)).toBeCloseTo(1, 6);
  });

  test('say where now/d stands, and how CSV names its steps', async () => {
    const today = await energy(`by=line&from=now/d&tz=${ZONE}`);
    expect(today.fromMs).toBe(MIDNIGHT_MS);
    const csv = await tested.app.inject(
      `/api/history?metric=siteFacilityPowerW&from=now-1d/d&step=day&tz=${ZONE}&format=csv`,
    );
    expect(csv.body).toContain(`steps of a day of ${ZONE}`);
    expect(csv.body.trimEnd().split('\n').slice(4)).toHaveLength(2);
  });

  test.each([
    ['/api/energy?by=rack&tz=Mars/Olympus', 'tz', 'no IANA time zone'],
    ['/api/history?metric=siteItPowerW&tz=&step=day', 'tz', 'fewer than 1'],
    ['/api/history?metric=siteItPowerW&from=1971-01-01&step=day', 'step', 'a day makes 20'],
    ['/api/history?metric=siteItPowerW&step=week', 'step', 'must be integer'],
    ['/api/top?metric=gpuPowerW&from=now/w', 'from', 'now/d'],
  ])('refuses %s', async (url, field, words) => {
    const [status, message, named] = await refusalOf(tested, url);
    expect([status, named]).toEqual([400, field]);
    expect(message).toContain(words);
  });
});

test('CSV has what JSON has, with units, ISO times and where it comes from', async () => {
  const query = `/api/history?metric=siteFacilityPowerW&metric=siteFacilityEnergyWh&from=${startMs}&step=60`;
  const { series, timesMs } = await history(query.slice('/api/history?'.length));
  const expected = series.flatMap(({ metric, id, unit, min, mean, max, coverage }) =>
    timesMs.map((timeMs, i) =>
      [
        new Date(timeMs).toISOString(),
        metric,
        id,
        unit,
        min[i],
        mean[i],
        max[i],
        coverage[i],
      ].join(),
    ),
  );
  for (const asked of [
    { url: `${query}&format=csv` },
    { url: query, headers: { accept: 'text/csv' } },
  ]) {
    const { body, headers } = await tested.app.inject({ method: 'GET', ...asked });
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    const lines = body.trimEnd().split('\n');
    expect(lines[1]).toMatch(/^# Synthetic data/);
    expect(lines[3]).toBe('time,metric,id,unit,min,mean,max,coverage');
    expect(lines.slice(4)).toEqual(expected);
  }
});

describe('records of long ago', () => {
  /** A program that has just been started again: it remembers nothing by itself. */
  const restarted = (): TestApp => {
    const fresh = createFedTelemetry();
    fresh.feed();
    return serve(fresh.telemetry, { store });
  };

  test('events come from the store, page by page, each once, those of a moment as they happened', async () => {
    const events = Array.from({ length: 25 }, (_, i) => ({
      ...testEvent(i + 1, i % 5 ? 'R1-T03' : 'FEED1'),
      timeMs: testEvent(Math.ceil((i + 1) / 3), null).timeMs,
    }));
    const restart = { key: 'job.restarted', params: { job: 'J7', name: 'any' } };
    const order = { key: 'command.startJob', params: { job: 'J7' } };
    const told = new Map<number, Partial<EventRecord>>([
      [20, { cause: 3, text: restart }],
      [10, { kind: 'command', text: order }],
    ]);
    store.events(events.map((event) => ({ ...event, ...told.get(event.id) })));
    while (store.maxEventId < 25) await new Promise((go) => setTimeout(go, 5));
    const app = restarted();
    const seen: number[] = [];
    let before = '';
    for (let page = 0; page < 9; page++) {
      const url = `/api/events?ids=R1&limit=7${before}`;
      const answer: EventsAnswer = await answerOf(app, EventsAnswer, url);
      seen.push(...answer.events.map(({ id }) => id));
      if (answer.next === null) break;
      before = `&before=${answer.next}`;
    }
    expect(seen).toEqual(
      events
        .filter(({ place }) => place === 'R1-T03')
        .sort((a, b) => b.timeMs - a.timeMs || a.id - b.id)
        .map(({ id }) => id),
    );
    for (const [query, count] of [
      ['scope=feed', 5],
      ['code=tray.out', 25],
      ['kind=xid', 0],
      ['severity=info', 0],
      // The restart of the job with the event that caused it, and the command.
      ['job=J7', 3],
      ['job=J70', 0],
    ] as const) {
      const { events: found } = await answerOf<EventsAnswer>(
        app,
        EventsAnswer,
        `/api/events?${query}`,
      );
      expect(found).toHaveLength(count);
    }
    // Only a command names a job that has not begun.
    const jobFromMs = (events.at(-1)?.timeMs ?? Number.NaN) + 1;
    const named = await askEvents(store, { job: 'J7', jobFromMs, limit: 9 });
    expect(named.map(({ id }) => id)).toEqual([10]);
  });

  test('a job that ended long ago has its totals and its account, what is not known as null', async () => {
    const account = { rackWh: 12, facilityWh: 15, costEur: Number.NaN, co2G: 3 };
    const ended = {
      ...testJob(9, 4, -1),
      state: 'ended',
      endMs: startMs + 5_000,
      endReason: 'completed',
    } as const;
    store.jobs([{ ...ended, account }]);
    while (store.maxJobId < 9) await new Promise((go) => setTimeout(go, 5));
    const app = restarted();
    const { job }: JobAnswer = await answerOf(app, JobAnswer, '/api/jobs/J9');
    expect(job).toMatchObject({ id: 'J9', ledgerWh: 12, facilityWh: 15, costEur: null, co2G: 3 });
    const { jobs }: JobsAnswer = await answerOf(
      app,
      JobsAnswer,
      `/api/jobs?from=${startMs}&to=${nowMs}`,
    );
    expect(jobs.map(({ id }) => id)).toEqual(['J9']);
    expect(await refusalOf(app, '/api/jobs/J8')).toEqual([404, 'no job is called "J8"', 'jobId']);
  });

  test('twelve months of PUE are sums of what is stored', async () => {
    const { ratios } = (await tested.get('/api/efficiency')).body as EfficiencyAnswer;
    const year = ratios.find(({ ratio, window }) => ratio === 'pue1' && window === '12m');
    const { meter } = await energy(`by=hall&from=${startMs}&to=${startMs + 2 * QUARTER_MS}`);
    expect(year?.numerator ?? 0).toBeCloseTo(meter.facilityWh ?? 0, 3);
    expect(year?.value ?? 0).toBeCloseTo((meter.facilityWh ?? 0) / (meter.itWh ?? 1), 6);
  });
});

test.each([
  ['top', 'rows', `metric=gpuPowerW&n=500`],
  ['energy', 'rows', 'by=line'],
  ['events', 'events', ''],
  ['jobs', 'jobs', ''],
])('CSV of %s has a line a row of JSON, with its values', async (name, rows, query) => {
  const { body } = await tested.get(`/api/${name}?${query}`);
  const told = (body as Record<string, Record<string, unknown>[]>)[rows] ?? [];
  expect(told.length).toBeGreaterThan(0);
  const csv = await tested.app.inject(`/api/${name}?${query}&format=csv`);
  expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
  expect(csv.headers['content-disposition']).toContain(`carnot-${name}.csv`);
  const lines = csv.body.trimEnd().split('\n');
  expect(lines[1]).toMatch(/^# Synthetic data/);
  const columns = lines[3]?.split(',') ?? [];
  expect(lines.slice(4)).toHaveLength(told.length);
  for (const [i, line] of lines.slice(4).entries()) {
    const cells = line.split(',');
    for (const [at, column] of columns.entries()) {
      const value = told[i]?.[column];
      if (value === undefined || typeof value === 'object') continue;
      expect([column, cells[at]]).toEqual([column, String(value)]);
    }
  }
});
