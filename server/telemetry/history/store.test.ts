// Laws of the store, with its real thread and database: what goes in comes out, once, in every tier.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { folderOf } from './folder.ts';
import { numbers, texts } from './rows.ts';
import { DATABASE_FILE } from './schema.ts';
import {
  BEGIN_MS,
  gpuWh,
  openTestStore,
  PLACES,
  rackWh,
  SITE,
  siteWh,
  type TestStore,
  temporaryRoot,
} from './testing.ts';

const MINUTE_MS = 60_000;
const RACKS = PLACES.count('rack');
const GPUS = PLACES.count('gpu');
const ALL = { fromMs: 0, toMs: Date.UTC(2100, 0) };

let open: TestStore | undefined;
afterEach(async () => {
  await open?.store.close();
  open = undefined;
});

async function openIn(root = temporaryRoot(onTestFinished)): Promise<TestStore> {
  open = await openTestStore(root);
  return open;
}

describe('the store', { timeout: 60_000 }, () => {
  it('keeps every step once in each tier, closes the balance in all of them, and its energy is the integral of its power', async () => {
    const { seconds, settle, ask } = await openIn();
    // A minute of single seconds, a quarter-hour of ten at once as after a start, and seven seconds more.
    const [fineMs, coarseMs] = [BEGIN_MS + MINUTE_MS, BEGIN_MS + 17 * MINUTE_MS];
    const endMs = coarseMs + 7_000;
    // The counters stand at a value before the first second that is looked at.
    await seconds(BEGIN_MS - 1_000, fineMs);
    await seconds(fineMs, coarseMs, { dtS: 10 });
    await seconds(coarseMs, endMs);
    await settle(endMs);
    const from = `time > make_timestamp_ms(${BEGIN_MS})`;
    const count = (tier: string): Promise<Float64Array> =>
      ask(`SELECT unnest([count(*), count(DISTINCT (time, place))]) FROM {${tier}} WHERE ${from}`);
    const twice = (rows: number): Float64Array => Float64Array.of(rows, rows);
    expect(await count('siteSecond')).toEqual(twice(60 + 96 + 7));
    expect(await count('rackSecond')).toEqual(twice((60 + 96 + 7) * RACKS));
    expect(await count('rackMinute')).toEqual(twice(17 * RACKS));
    expect(await count('gpuMinute')).toEqual(twice(17 * GPUS));
    expect(await count('gpuQuarter')).toEqual(twice(GPUS));

    for (const [tier, bound] of [
      ['Second', 1e-6],
      ['Minute', 1e-4],
      ['Quarter', 1e-4],
    ] as const) {
      const [residual] = await ask(
        `SELECT max(abs(rackPowerW - rackGpuPowerW - rackGracePowerW - rackTrayStaticPowerW
           - rackSwitchPowerW - rackShelfLossW) / rackPowerW) FROM {rack${tier}}`,
      );
      expect(residual).toBeLessThan(bound);
      const [siteResidual] = await ask(
        `SELECT max(abs(siteFacilityPowerW - racksW) / siteFacilityPowerW) FROM {site${tier}}
         JOIN (SELECT time, sum(rackPowerW) AS racksW FROM {rack${tier}} GROUP BY time) USING (time)`,
      );
      expect(siteResidual).toBeLessThan(bound);
      const knownS = tier === 'Second' ? 'coverS' : 'siteFacilityEnergyWh_knownS';
      const [apart] = await ask(
        `SELECT abs(sum(siteFacilityEnergyWh) / (sum(siteFacilityPowerW * ${knownS}) / 3600) - 1)
         FROM {site${tier}} WHERE ${from}`,
      );
      expect(apart).toBeLessThan(bound);
    }
    const [energyWh] = await ask(
      `SELECT sum(siteFacilityEnergyWh) FROM {siteSecond} WHERE ${from}`,
    );
    expect(energyWh).toBeCloseTo(siteWh(BEGIN_MS, endMs), 3);
    const gpus = await ask(
      `SELECT sum(gpuEnergyWh) FROM {gpuMinute} WHERE ${from} GROUP BY place ORDER BY place`,
    );
    gpus.forEach((wh, gpu) => {
      expect(wh / gpuWh(gpu, BEGIN_MS, coarseMs)).toBeCloseTo(1, 6);
    });
  });

  it('goes on after a stop as if there had been none, and knows what it missed while it was away', async () => {
    const root = temporaryRoot(onTestFinished);
    const [stopMs, backMs] = [BEGIN_MS + 95_000, BEGIN_MS + 300_000];
    const endMs = BEGIN_MS + 16 * MINUTE_MS;
    const first = await openIn(root);
    await first.seconds(BEGIN_MS, stopMs);
    await first.store.close();
    const second = await openIn(root);
    expect(second.store.lastRecordedMs).toBe(stopMs);
    // The source begins a little before where it stopped; what is kept is not kept twice.
    await second.seconds(stopMs - 20_000, stopMs + 5_000);
    await second.seconds(backMs, endMs, { dtS: 10 });
    await second.settle(endMs);
    const { ask } = second;
    expect([...(await ask('SELECT unnest([fromMs, toMs]) FROM {stretch}'))]).toEqual([
      BEGIN_MS,
      stopMs + 5_000,
      backMs,
      endMs,
    ]);
    const knownS = (stopMs + 5_000 - BEGIN_MS + endMs - backMs) / 1_000;
    for (const tier of ['siteSecond', 'siteMinute', 'gpuMinute']) {
      const places = tier === 'gpuMinute' ? GPUS : 1;
      expect(await ask(`SELECT sum(coverS) FROM {${tier}}`)).toEqual(
        Float64Array.of(knownS * places),
      );
    }
    expect([
      ...(await ask('SELECT coverS FROM {gpuMinute} WHERE place = 0 ORDER BY time')),
    ]).toEqual([60, 40, ...Array(11).fill(60)]);
    const quarter = await second.store.query({
      sql: 'SELECT coverS, rackEnergyWh, rackPowerW_min FROM {rackQuarter} WHERE place = 1 ORDER BY time',
      ...ALL,
    });
    expect(numbers(quarter, 'coverS')[0]).toBe(knownS - 60);
    const grownWh =
      rackWh(1, BEGIN_MS + 1_000, stopMs + 5_000) + rackWh(1, backMs + 10_000, endMs - MINUTE_MS);
    expect(numbers(quarter, 'rackEnergyWh')[0]).toBeCloseTo(grownWh, 1);
  });

  it('goes on with a quarter-hour whose first minutes an older program kept by the day', async () => {
    const root = temporaryRoot(onTestFinished);
    const stopMs = BEGIN_MS + 100_000;
    const first = await openIn(root);
    await first.seconds(BEGIN_MS, stopMs);
    await first.store.close();
    const instance = await DuckDBInstance.create(join(folderOf(root, SITE, 7), DATABASE_FILE));
    const connection = await instance.connect();
    const older = `gpuMinute_2026030209 WHERE time <= make_timestamp_ms(${BEGIN_MS + MINUTE_MS})`;
    await connection.run(`CREATE TABLE gpuMinute_20260302 AS SELECT * FROM ${older}`);
    await connection.run(`DELETE FROM ${older}`);
    connection.closeSync();
    instance.closeSync();
    const { seconds, settle, ask } = await openIn(root);
    await seconds(stopMs, BEGIN_MS + 16 * MINUTE_MS, { dtS: 10 });
    await settle(BEGIN_MS + 16 * MINUTE_MS);
    const coverS = await ask('SELECT DISTINCT coverS FROM {gpuQuarter}');
    expect([...coverS]).toEqual([900]);
  });

  it('says NULL where nothing was known, and has every column where no row is', async () => {
    const { seconds, settle, store, columns } = await openIn();
    columns.cduHeatW.fill(Number.NaN);
    await seconds(BEGIN_MS, BEGIN_MS + 6_000);
    await settle(BEGIN_MS + 6_000);
    const found = await store.query({
      sql: `SELECT count(*) AS rows, count(cduHeatW) AS known, count(cduState) AS states FROM {cduSecond}`,
      ...ALL,
    });
    expect([...numbers(found, 'known'), ...numbers(found, 'states')]).toEqual([0, 0]);
    expect(numbers(found, 'rows')[0]).toBe(6 * PLACES.count('cdu'));
    const empty = await store.query({ sql: 'SELECT * FROM {siteQuarter}', ...ALL });
    expect(empty.rows).toBe(0);
    expect(Object.keys(empty.columns)).toContain('siteFacilityPowerW_max');
  });

  it('keeps the last word on each event and job, and the lines of a quarter-hour together', async () => {
    const { store, settle, seconds } = await openIn();
    const event = {
      id: 3,
      timeMs: BEGIN_MS,
      kind: 'alarm',
      severity: 'warning',
      code: 'hot',
    } as const;
    const text = { key: 'hot', params: { place: 'R1', value: 1.5 } };
    const record = { ...event, place: 'R1', cause: null, text, untilMs: null };
    store.events([record, { ...record, id: 4 }]);
    store.events([{ ...record, untilMs: BEGIN_MS + 5_000 }]);
    const line = { line: 'idle', jobId: null, rackWh: 1, facilityWh: Number.NaN } as const;
    const rows = [10, 20].map((costEur) => ({ ...line, endMs: BEGIN_MS, costEur, co2G: 2 }));
    store.ledger(rows);
    store.ledger(rows.slice(1));
    await seconds(BEGIN_MS, BEGIN_MS + 1_000);
    await settle(BEGIN_MS + 1_000);
    expect(store.maxEventId).toBe(4);
    const events = await store.query({ sql: 'SELECT * FROM {event} ORDER BY id', ...ALL });
    expect(numbers(events, 'untilMs')[0]).toBe(BEGIN_MS + 5_000);
    expect(JSON.parse(texts(events, 'record')[1] ?? '')).toEqual({ ...record, id: 4 });
    const ledger = await store.query({ sql: 'SELECT * FROM {ledger}', ...ALL });
    expect([...numbers(ledger, 'costEur'), ...numbers(ledger, 'facilityWh')]).toEqual([20, NaN]);
  });

  it('has lines of a folder from before jobs were put together by tenant', async () => {
    const root = temporaryRoot(onTestFinished);
    const first = await openIn(root);
    const figures = { rackWh: 1, facilityWh: 2, costEur: 3, co2G: 4 };
    const line = { endMs: BEGIN_MS, line: 'job', jobId: null, ...figures } as const;
    first.store.ledger([line]);
    await first.seconds(BEGIN_MS, BEGIN_MS + 1_000);
    await first.settle(BEGIN_MS + 1_000);
    await first.store.close();
    const instance = await DuckDBInstance.create(join(folderOf(root, SITE, 7), DATABASE_FILE));
    const connection = await instance.connect();
    for (const table of ['ledger', 'ledger_20260302']) {
      await connection.run(`ALTER TABLE ${table} DROP COLUMN tenant`);
    }
    connection.closeSync();
    instance.closeSync();
    const { store, seconds, settle } = await openIn(root);
    store.ledger([{ ...line, endMs: BEGIN_MS + 900_000, tenant: 'boreal' }]);
    await seconds(BEGIN_MS + 1_000, BEGIN_MS + 2_000);
    await settle(BEGIN_MS + 2_000);
    const sql = 'SELECT tenant, costEur FROM {ledger} ORDER BY time';
    const ledger = await store.query({ sql, ...ALL });
    expect(texts(ledger, 'tenant')).toEqual([null, 'boreal']);
    expect([...numbers(ledger, 'costEur')]).toEqual([3, 3]);
  });

  it('leaves open seconds to the journal while it is asked for events and jobs alone', async () => {
    const root = temporaryRoot(onTestFinished);
    const { seconds, settle, ask } = await openIn(root);
    for (const second of [1, 2]) {
      await seconds(BEGIN_MS + (second - 1) * 1_000, BEGIN_MS + second * 1_000);
      await settle(BEGIN_MS + second * 1_000);
    }
    const log = readdirSync(root, { recursive: true, encoding: 'utf8' }).find((name) =>
      name.endsWith('.wal'),
    );
    const logBytes = (): number => statSync(join(root, log ?? '')).size;
    const bytes = logBytes();
    await ask('SELECT count(*) FROM {event} JOIN {job} ON true');
    expect(logBytes()).toBe(bytes);
    expect(await ask('SELECT count(*) FROM {siteSecond}')).toEqual(Float64Array.of(2));
    expect(logBytes()).toBeGreaterThan(bytes);
  });

  it('answers several questions beside the writing, and drops one that is withdrawn', async () => {
    const { store, seconds, settle, ask } = await openIn();
    const withdrawn = new AbortController();
    const forever = store.query({
      sql: 'SELECT count(*) FROM range(10000000) a, range(1000000) b WHERE (a.range * b.range) % 7 = 3',
      ...ALL,
      signal: withdrawn.signal,
    });
    await seconds(BEGIN_MS, BEGIN_MS + 3_000);
    await settle(BEGIN_MS + 3_000);
    expect(await ask('SELECT count(*) FROM {siteSecond}')).toEqual(Float64Array.of(3));
    withdrawn.abort(new Error('not wanted'));
    await expect(forever).rejects.toThrow('not wanted');
    await expect(ask('SELECT 1 FROM {nowhere}')).rejects.toThrow('no tier "nowhere"');
    const usage = await store.usage();
    expect(usage).toMatchObject({
      writing: true,
      problem: null,
      capBytes: 20e9,
      bytesPerDay: null,
    });
    const tier = usage.tiers.find(({ name }) => name === 'siteSecond');
    expect(tier).toMatchObject({ fromMs: BEGIN_MS, toMs: BEGIN_MS + 3_000, keptS: 7 * 86_400 });
  });
});
