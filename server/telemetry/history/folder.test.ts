// Laws of the folder: a foreign one is left untouched, a locked one is said to be, a torn one is put aside, an old one read.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { folderOf } from './folder.ts';
import { BEGIN_MS, openTestStore, PLACES, SITE, type TestStore, temporaryRoot } from './testing.ts';

const DAY_MS = 86_400_000;
const CHILD = fileURLToPath(new URL('testingChild.ts', import.meta.url));

let open: TestStore | undefined;
afterEach(async () => {
  await open?.store.close();
  open = undefined;
});

/** A store with a few seconds in it, closed again. */
async function makeStore(root: string): Promise<string> {
  const made = await openTestStore(root);
  await made.seconds(BEGIN_MS, BEGIN_MS + 5_000);
  await made.store.close();
  return folderOf(root, SITE, 7);
}

/** Every file of a folder with its size and the time of its last change. */
function snapshot(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const { size, mtimeMs } = statSync(join(folder, name));
      return `${name} ${size} ${mtimeMs}`;
    });
}

describe('a folder that is not this site’s', () => {
  const card = { program: 'carnot', schema: 1, site: SITE.id, seed: 7, places: '' };
  it.each([
    ['has somebody’s files', undefined, 'not empty and has no carnot.json'],
    ['says something else', '{"program":"other"}', 'is not ours'],
    ['is of another seed', JSON.stringify({ ...card, seed: 8 }), 'with seed 8'],
    ['is of another site', JSON.stringify({ ...card, site: 'mars' }), 'site "mars"'],
    ['is of a newer version', JSON.stringify({ ...card, schema: 99 }), 'newer version (99'],
    ['has other places', JSON.stringify({ ...card, places: 'x' }), 'the places of the site'],
  ])('that %s is refused in one sentence and left untouched', async (_, text, sentence) => {
    const root = temporaryRoot(onTestFinished);
    const folder = folderOf(root, SITE, 7);
    mkdirSync(folder);
    writeFileSync(join(folder, 'thesis.txt'), 'years of work');
    if (text !== undefined) writeFileSync(join(folder, 'carnot.json'), text);
    const before = snapshot(folder);
    const refusal = openTestStore(root);
    await expect(refusal).rejects.toThrow(sentence);
    await expect(refusal).rejects.toMatchObject({ name: 'StoreRefused' });
    expect(snapshot(folder)).toEqual(before);
  });
});

describe('a folder that is in use', { timeout: 60_000 }, () => {
  it('is refused with the process that holds it, and goes on being written', async () => {
    const root = temporaryRoot(onTestFinished);
    const child = spawn(process.execPath, ['--import', 'tsx', CHILD, root], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    await once(child.stdout, 'data');
    await expect(openTestStore(root)).rejects.toThrow(`in use by process ${child.pid}`);
    child.kill('SIGKILL');
    await once(child, 'exit');
    open = await openTestStore(root);
    expect(open.events).toEqual([]);
    expect(open.store.lastRecordedMs).toBeGreaterThan(BEGIN_MS);
  });
});

describe('a folder that cannot be read', { timeout: 60_000 }, () => {
  it('is put aside, begun anew, and the event says so', async () => {
    const root = temporaryRoot(onTestFinished);
    const folder = await makeStore(root);
    const instance = await DuckDBInstance.create(join(folder, 'live.duckdb'));
    instance.closeSync();
    truncateSync(join(folder, 'live.duckdb'), 5_000);
    open = await openTestStore(root);
    const aside = `${SITE.id}-7.corrupt-2026-03-02T09-30-00Z`;
    expect(open.events).toMatchObject([
      { code: 'store.corrupt', text: { params: { folder: aside } } },
    ]);
    expect(readdirSync(root).sort()).toEqual([`${SITE.id}-7`, aside]);
    expect(open.store.lastRecordedMs).toBeNaN();
    await open.seconds(BEGIN_MS, BEGIN_MS + 2_000);
    await open.settle(BEGIN_MS + 2_000);
  });
});

describe('a folder of an older dictionary', { timeout: 60_000 }, () => {
  it('reads NULL where a metric is new, and keeps the scale that a column was made with', async () => {
    const root = temporaryRoot(onTestFinished);
    const folder = await makeStore(root);
    const instance = await DuckDBInstance.create(join(folder, 'live.duckdb'));
    const connection = await instance.connect();
    await connection.run('ALTER TABLE rackSecond_20260302 DROP COLUMN rackPowerW');
    await connection.run('ALTER TABLE rackSecond DROP COLUMN rackPowerW');
    await connection.run(`DELETE FROM tierColumn WHERE metric = 'rackPowerW'`);
    // Supply temperatures were kept by the tenth of a degree when this folder was made.
    await connection.run(`UPDATE tierColumn SET scale = 0.1 WHERE metric = 'rackCoolantSupplyC'`);
    await connection.run(
      'UPDATE rackSecond_20260302 SET rackCoolantSupplyC = rackCoolantSupplyC / 10',
    );
    connection.closeSync();
    instance.closeSync();

    open = await openTestStore(root);
    await open.seconds(BEGIN_MS + 5_000, BEGIN_MS + 8_000);
    await open.settle(BEGIN_MS + 8_000);
    const powers = await open.ask(
      'SELECT rackPowerW FROM {rackSecond} WHERE place = 0 ORDER BY time',
    );
    expect([...powers].map(Number.isNaN)).toEqual([...Array(5).fill(true), false, false, false]);
    const supplies = await open.ask(
      'SELECT rackCoolantSupplyC FROM {rackSecond} WHERE place = 0 ORDER BY time',
    );
    expect([...supplies].every((supplyC) => supplyC >= 29.9 && supplyC < 30.8)).toBe(true);
    const legend = readFileSync(join(folder, 'columns.parquet'));
    expect(legend.length).toBeGreaterThan(0);
  });

  it.each([0, 1])(
    'reads NULL in sealed file %i, which does not have the metric, and values in the other',
    async (bare) => {
      const root = temporaryRoot(onTestFinished);
      const folder = folderOf(root, SITE, 7);
      open = await openTestStore(root);
      for (const [day, lengthMs] of [62_000, 62_000, 60_000].entries()) {
        const fromMs = BEGIN_MS + day * DAY_MS;
        await open.seconds(fromMs, fromMs + lengthMs);
        await open.settle(fromMs + lengthMs);
      }
      const { store } = open;
      // Of a file that is listed all rows are read, of a table those of the span.
      const rowsOf = async (day: number): Promise<unknown> => {
        const fromMs = BEGIN_MS + day * DAY_MS;
        const span = { fromMs, toMs: fromMs + 60_000 };
        const sql = 'SELECT count(*) AS n FROM {rackMinute}';
        return (await store.query({ sql, ...span })).columns.n;
      };
      const both = Float64Array.of(2 * PLACES.count('rack'));
      await expect.poll(() => rowsOf(0), { timeout: 30_000 }).toEqual(both);
      await expect.poll(() => rowsOf(1), { timeout: 30_000 }).toEqual(both);
      const days = `SELECT avg(rackPowerW) FROM {rackMinute} GROUP BY time ORDER BY time`;
      const whole = await open.ask(days);
      await open.store.close();
      await dropFromFile(folder, `sealed/rackMinute/2026-03-0${bare + 2}.parquet`, 'rackPowerW');

      open = await openTestStore(root, { nowMs: BEGIN_MS + 2 * DAY_MS + 60_000 });
      expect(whole.every((watts) => watts > 0)).toBe(true);
      const lacks = (row: number): boolean => Math.floor(row / 2) === bare;
      expect(await open.ask(days)).toEqual(whole.map((w, i) => (lacks(i) ? Number.NaN : w)));
    },
  );
});

/** Makes a sealed file one of a day on which a metric was not known yet. */
async function dropFromFile(folder: string, file: string, column: string): Promise<void> {
  const path = join(folder, file);
  const instance = await DuckDBInstance.create(join(folder, 'live.duckdb'));
  const connection = await instance.connect();
  await connection.run(
    `COPY (SELECT * EXCLUDE (${column}) FROM '${path}') TO '${path}.tmp' (FORMAT parquet)`,
  );
  renameSync(`${path}.tmp`, path);
  const { size } = statSync(path);
  await connection.run(`UPDATE sealedFile SET bytes = ${size} WHERE file = '${file}'`);
  connection.closeSync();
  instance.closeSync();
}
