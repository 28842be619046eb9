// The law of kill -9: whenever it comes, every second that was said to be on disk is there, once, and nothing is doubled.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  BEGIN_MS,
  gpuWh,
  openTestStore,
  PLACES,
  rackWh,
  siteWh,
  type TestStore,
  temporaryRoot,
} from './testing.ts';

const CHILD = fileURLToPath(new URL('testingChild.ts', import.meta.url));
const MINUTE_MS = 60_000;
/** Of each of two stores; more of them when asked for, because each costs a start of a process. */
const KILLS = Number(process.env.CARNOT_TEST_KILLS ?? 2);
const RACKS = PLACES.count('rack');
const GPUS = PLACES.count('gpu');

/** Lets a process record until it is killed, so many milliseconds after it has first said what is on disk. */
async function recordAndKill(root: string, stepBackS: number, afterMs: number): Promise<number> {
  const child = spawn(process.execPath, ['--import', 'tsx', CHILD, root, `${stepBackS}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  await once(child.stdout, 'data');
  setTimeout(() => child.kill('SIGKILL'), afterMs);
  const [code] = await once(child, 'exit');
  expect(code).toBeNull();
  const last = said.slice(0, said.lastIndexOf('\n')).split('\n').at(-1);
  return (JSON.parse(last ?? '') as { storedMs: number }).storedMs;
}

/** Kills at moments that differ from each other by parts of a transaction. */
async function crashAgainAndAgain(root: string, stepBackS: number): Promise<TestStore> {
  for (let kill = 0; kill < KILLS; kill++) {
    const saidMs = await recordAndKill(root, stepBackS, kill * 17 + Math.random() * 90);
    if (kill < KILLS - 1) continue;
    const reopened = await openTestStore(root);
    expect(reopened.events).toEqual([]);
    expect(reopened.store.lastRecordedMs).toBeGreaterThanOrEqual(saidMs);
    return reopened;
  }
  throw new Error('no kill at all');
}

const sum = async (store: TestStore, sql: string): Promise<number> =>
  (await store.ask(sql))[0] as number;

describe.concurrent('a store that is killed again and again', { timeout: 120_000 }, () => {
  it('loses nothing that a source can say again: every second, minute and watt-hour is there once', async ({
    onTestFinished,
  }) => {
    const opened = await crashAgainAndAgain(temporaryRoot(onTestFinished), 90);
    onTestFinished(() => opened.store.close());
    const endMs = opened.store.lastRecordedMs;
    const seconds = (endMs - BEGIN_MS) / 1_000;
    const minutes = Math.floor(seconds / 60);
    const minutesMs = BEGIN_MS + minutes * MINUTE_MS;
    expect([...(await opened.ask('SELECT unnest([fromMs, toMs]) FROM {stretch}'))]).toEqual([
      BEGIN_MS,
      endMs,
    ]);
    // A minute of GPUs is on disk a moment before the second that ends it.
    for (const [tier, rows] of [
      ['siteSecond', seconds],
      ['rackSecond', seconds * RACKS],
      ['siteMinute', minutes],
      ['rackMinute', minutes * RACKS],
      ['gpuMinute', minutes * GPUS],
      ['gpuQuarter', Math.floor(minutes / 15) * GPUS],
    ] as const) {
      const counts = await opened.ask(
        `SELECT unnest([count(*), count(DISTINCT (time, place)), count(*) FILTER (coverS = ${
          tier.endsWith('Second') ? 1 : tier.endsWith('Minute') ? 60 : 900
        })]) FROM {${tier}} WHERE time <= make_timestamp_ms(${endMs})`,
      );
      expect([tier, ...counts]).toEqual([tier, rows, rows, rows]);
    }
    const firstMs = BEGIN_MS + 1_000;
    expect(await sum(opened, 'SELECT sum(siteFacilityEnergyWh) FROM {siteSecond}')).toBeCloseTo(
      siteWh(firstMs, endMs),
      2,
    );
    const racks = 'SELECT sum(rackEnergyWh) FROM {rackMinute} WHERE place = 2';
    expect((await sum(opened, racks)) / rackWh(2, firstMs, minutesMs)).toBeCloseTo(1, 5);
    const gpus = 'SELECT sum(gpuEnergyWh) FROM {gpuMinute} WHERE place = 40';
    expect((await sum(opened, gpus)) / gpuWh(40, firstMs, minutesMs)).toBeCloseTo(1, 5);
    expect(await sum(opened, 'SELECT min(gpuEnergyWh) FROM {gpuMinute}')).toBeGreaterThanOrEqual(0);
  });

  it('loses at most the open minute of GPUs when the source does not look back, and no second of racks', async ({
    onTestFinished,
  }) => {
    const opened = await crashAgainAndAgain(temporaryRoot(onTestFinished), 0);
    onTestFinished(() => opened.store.close());
    const seconds = (opened.store.lastRecordedMs - BEGIN_MS) / 1_000;
    expect(await sum(opened, 'SELECT count(DISTINCT time) FROM {siteSecond}')).toBe(seconds);
    expect(await sum(opened, 'SELECT count(*) FROM {rackSecond}')).toBe(seconds * RACKS);
    const minutes = Math.floor(seconds / 60);
    expect(await sum(opened, 'SELECT sum(coverS) FROM {rackMinute} WHERE place = 0')).toBe(
      minutes * 60,
    );
    const covered = await opened.ask('SELECT coverS FROM {gpuMinute} WHERE place = 0');
    expect(covered).toHaveLength(minutes);
    expect(covered.filter((coverS) => coverS < 60).length).toBeLessThanOrEqual(KILLS - 1);
    // The journal tells the counters where they stood: only the first second of all has no growth.
    const known = 'SELECT count(siteFacilityEnergyWh) FROM {siteSecond}';
    expect(await sum(opened, known)).toBe(seconds - 1);
  });
});
