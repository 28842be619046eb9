// Laws of rows that wait: the database gets minutes of GPUs as they end and all else every few, and a kill at any of these moments loses nothing.
import { cpSync } from 'node:fs';
import { basename, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  BEGIN_MS,
  gpuWh,
  openTestStore,
  PLACES,
  rackWh,
  type TestStore,
  temporaryRoot,
} from './testing.ts';

const MINUTE_MS = 60_000;
const GPUS = PLACES.count('gpu');
const at = (minutes: number): number => BEGIN_MS + minutes * MINUTE_MS;

/** A new store that has recorded so many minutes, each on disk before the next begins. */
async function recordMinutes(minutes: number): Promise<TestStore> {
  const opened = await openTestStore(temporaryRoot(onTestFinished));
  onTestFinished(() => opened.store.close());
  for (let minute = 0; minute < minutes; minute++) {
    const toMs = Math.min(at(minute + 1), at(minutes));
    await opened.seconds(at(minute), toMs);
    await opened.settle(toMs);
  }
  return opened;
}

/** The folder as a kill at this moment leaves it. */
function killed({ store }: TestStore): string {
  const root = temporaryRoot(onTestFinished);
  cpSync(store.folder, join(root, basename(store.folder)), { recursive: true });
  return root;
}

/** Minutes that the database has, without the journal. */
async function minutesOnDisk(opened: TestStore): Promise<Readonly<Record<string, number>>> {
  const file = join(killed(opened), basename(opened.store.folder), 'live.duckdb');
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  const found: Record<string, number> = {};
  for (const tier of ['siteMinute', 'gpuMinute']) {
    const tables = await connection.runAndReadAll(
      `SELECT table_name FROM duckdb_tables() WHERE table_name LIKE '${tier}_%'`,
    );
    const [[table] = []] = tables.getRowsJson();
    const rows = await connection.runAndReadAll(
      `SELECT count(DISTINCT time)::INTEGER FROM "${table}"`,
    );
    found[tier] = Number(rows.getRowsJson()[0]?.[0]);
  }
  connection.closeSync();
  instance.closeSync();
  return found;
}

describe('rows that wait', { timeout: 120_000 }, () => {
  it('are of what the journal keeps, for at most three minutes', async () => {
    const opened = await recordMinutes(2);
    expect(await minutesOnDisk(opened)).toEqual({ siteMinute: 1, gpuMinute: 2 });
    await opened.seconds(at(2), at(3));
    await opened.settle(at(3));
    expect(await minutesOnDisk(opened)).toEqual({ siteMinute: 3, gpuMinute: 3 });
  });

  it('are there for who asks, and for a start after a kill: each once, with every watt-hour', async () => {
    const opened = await recordMinutes(5.4);
    const root = killed(opened);
    const asked = await opened.ask('SELECT count(DISTINCT time) FROM {siteSecond}');
    expect(asked).toEqual(Float64Array.of(324));

    const again = await openTestStore(root);
    onTestFinished(() => again.store.close());
    expect(again.store.lastRecordedMs).toBe(at(5.4));
    expect(await again.ask('SELECT count(*) FROM {gpuMinute}')).toEqual(Float64Array.of(5 * GPUS));
    // The source looks back, as it does after a kill.
    await again.seconds(at(4), at(15));
    await again.settle(at(15));
    for (const [tier, rows, coverS] of [
      ['siteSecond', 900, 1],
      ['siteMinute', 15, 60],
      ['hallMinute', 15 * PLACES.count('hall'), 60],
      ['gpuMinute', 15 * GPUS, 60],
      ['rackQuarter', PLACES.count('rack'), 900],
      ['gpuQuarter', GPUS, 900],
    ] as const) {
      const counted = await again.ask(
        `SELECT unnest([count(*), count(DISTINCT (time, place)), min(coverS), max(coverS)]) FROM {${tier}}`,
      );
      expect([tier, ...counted]).toEqual([tier, rows, rows, coverS, coverS]);
    }
    const wh = async (what: string): Promise<number> => (await again.ask(what))[0] as number;
    const firstMs = BEGIN_MS + 1_000;
    const rack = await wh('SELECT rackEnergyWh FROM {rackQuarter} WHERE place = 1');
    expect(rack / rackWh(1, firstMs, at(15))).toBeCloseTo(1, 5);
    const gpu = await wh('SELECT gpuEnergyWh FROM {gpuQuarter} WHERE place = 7');
    expect(gpu / gpuWh(7, firstMs, at(15))).toBeCloseTo(1, 5);
  });
});
