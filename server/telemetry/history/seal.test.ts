// Laws of sealed days: the same rows, sorted, readable by anybody; joined by the month, dropped when old or too much.
import { existsSync, readdirSync, renameSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { folderOf } from './folder.ts';
import { keptOf, LEDGER, type SealedFile } from './kept.ts';
import { BEGIN_MS, openTestStore, PLACES, SITE, type TestStore, temporaryRoot } from './testing.ts';
import { planTiers } from './tiers.ts';
import { beyondCap } from './upkeep.ts';

const DAY_MS = 86_400_000;
const NOON_MS = Date.UTC(2026, 2, 2, 12);
const MIDNIGHT_MS = Date.UTC(2026, 2, 3);
/** A day is sealed a little after its end. */
const SEALED_MS = MIDNIGHT_MS + 3 * 60_000;

let open: TestStore | undefined;
afterEach(async () => {
  await open?.store.close();
  open = undefined;
});

const folderIn = (root: string): string => folderOf(root, SITE, 7);

function sealedIn(root: string, tier: string): string[] {
  const folder = join(folderIn(root), 'sealed', tier);
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((go) => setTimeout(go, 10));
}

/** Rows of a file, read as anybody would. */
async function readFile(path: string, sql: string): Promise<unknown[]> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  const found = await connection.runAndReadAll(sql.replace('FILE', `'${path}'`));
  const rows = found.getRowsJson();
  connection.closeSync();
  instance.closeSync();
  return rows;
}

/** Steps of a past of site and racks, one after the other. */
async function writePast(
  { store, columns: all }: TestStore,
  fromMs: number,
  toMs: number,
): Promise<void> {
  const past = store.past(fromMs, toMs);
  const columns = { siteFacilityPowerW: all.siteFacilityPowerW, rackPowerW: all.rackPowerW };
  for (let timeMs = fromMs + 900_000; timeMs <= toMs; timeMs += 900_000) {
    const step = { timeMs, dtS: 900, origin: 'backfilled', columns } as const;
    await past.record(step);
  }
  await past.close();
}

describe('a day that is over', { timeout: 60_000 }, () => {
  it('becomes one file a tier with the same rows, sorted by place and time, and questions see no seam', async () => {
    const root = temporaryRoot(onTestFinished);
    open = await openTestStore(root);
    const { seconds, settle, ask } = open;
    await seconds(BEGIN_MS, BEGIN_MS + 130_000);
    await settle(BEGIN_MS + 130_000);
    const sums = 'SELECT unnest([count(*), sum(rackPowerW), sum(rackEnergyWh)]) FROM {rackSecond}';
    const minutes = `WHERE time <= make_timestamp_ms(${BEGIN_MS + 120_000})`;
    const gpus = `SELECT unnest([count(*), sum(gpuEnergyWh), sum(gpuPowerW)]) FROM {gpuMinute} ${minutes}`;
    const before = await ask(sums);
    const gpusBefore = await ask(gpus);

    // Minutes of GPUs do not wait for the end of the day.
    await seconds(NOON_MS + 150_000, NOON_MS + 151_000);
    await until(() => sealedIn(root, 'gpuMinute').join() === '2026-03-02T09.parquet');
    expect(gpusBefore[0]).toBe(2 * PLACES.count('gpu'));
    expect(await ask(gpus)).toEqual(gpusBefore);
    expect(sealedIn(root, 'rackSecond')).toEqual([]);
    // The file has its place a moment before it is listed: then all its rows are read, from it and again from memory.
    const span = { fromMs: BEGIN_MS, toMs: BEGIN_MS + 120_000 };
    const { store } = open;
    const inFile = async (): Promise<unknown> => {
      const { columns } = await store.query({
        sql: 'SELECT count(*) AS n FROM {gpuMinute}',
        ...span,
      });
      return columns.n;
    };
    const whole = Float64Array.of(3 * PLACES.count('gpu'));
    await expect.poll(inFile, { timeout: 30_000 }).toEqual(whole);
    expect(await inFile()).toEqual(whole);

    await seconds(SEALED_MS, SEALED_MS + 1_000);
    await until(() => existsSync(join(folderIn(root), 'sealed/rackSecond/2026-03-02.parquet')));
    await until(() => sealedIn(root, 'gpuMinute').length === 2);
    expect(await ask(gpus)).toEqual(gpusBefore);
    // Rows of a part: of files that it holds whole, of those that it cuts, and of the tables of the days that are open.
    const ends = [0, 60_000, 120_000, 180_000, NOON_MS + 180_000 - BEGIN_MS, SEALED_MS - BEGIN_MS];
    const figures = 'SELECT unnest([count(*), sum(rows.gpuEnergyWh)])';
    for (const [i, from] of ends.entries()) {
      for (const to of ends.slice(i + 1)) {
        const [fromMs, toMs] = [BEGIN_MS + from, BEGIN_MS + to];
        const cut = `time > make_timestamp_ms(${fromMs}) AND time <= make_timestamp_ms(${toMs})`;
        const part = await ask(`${figures} FROM {gpuMinute ${fromMs}..${toMs}} rows`);
        expect(part).toEqual(await ask(`${figures} FROM {gpuMinute} rows WHERE ${cut}`));
      }
    }
    expect(sealedIn(root, 'rackSecond')).toEqual(['2026-03-02.parquet']);
    const path = join(folderIn(root), 'sealed/rackSecond/2026-03-02.parquet');
    const rows = await readFile(path, 'SELECT place, epoch_ms(time) FROM FILE');
    expect(rows).toHaveLength(131 * PLACES.count('rack'));
    const sorted = [...(rows as [number, string][])].sort(
      ([a, at], [b, bt]) => a - b || Number(at) - Number(bt),
    );
    expect(rows).toEqual(sorted);
    const [[note]] = (await readFile(
      path,
      `SELECT decode(value) FROM parquet_kv_metadata(FILE) WHERE decode(key) = 'carnot'`,
    )) as [[string]];
    expect(JSON.parse(note)).toMatchObject({ tier: 'rackSecond', stepS: 1 });
    expect(await ask(`${sums} WHERE time <= make_timestamp_ms(${NOON_MS})`)).toEqual(before);
    expect(await ask('SELECT count(*) FROM {siteSecond}')).toEqual(Float64Array.of(132));

    // A past that reaches into the day is put into its file.
    await writePast(open, MIDNIGHT_MS - 3_600_000, MIDNIGHT_MS);
    await seconds(SEALED_MS + 1_000, SEALED_MS + 62_000);
    await until(() => sealedIn(root, 'siteQuarter').join() === '2026-03-02.2.parquet');
    expect(await ask('SELECT coverS FROM {siteQuarter} ORDER BY time')).toEqual(
      Float64Array.of(130, 1, 900, 900, 900, 900),
    );
  });

  it('is dropped when it is older than its tier is kept, and the days of a month become one file', async () => {
    const root = temporaryRoot(onTestFinished);
    open = await openTestStore(root);
    const { seconds, ask } = open;
    await seconds(BEGIN_MS, BEGIN_MS + 61_000);
    const februaryMs = Date.UTC(2026, 1, 28);
    await writePast(open, februaryMs, februaryMs + 2 * DAY_MS);
    await seconds(SEALED_MS, SEALED_MS + 1_000);
    await until(() => sealedIn(root, 'siteQuarter').includes('2026-02.parquet'));
    await until(() => sealedIn(root, 'rackQuarter').length === 3);
    expect(sealedIn(root, 'siteQuarter')).toEqual([
      '2026-02.parquet',
      '2026-03-01.parquet',
      '2026-03-02.parquet',
    ]);
    expect(await ask('SELECT count(DISTINCT time) FROM {siteQuarter}')).toEqual(
      Float64Array.of(2 * 96 + 1),
    );
    await until(() => sealedIn(root, 'rackSecond').length === 1);
    await seconds(SEALED_MS + 3 * DAY_MS, SEALED_MS + 3 * DAY_MS + 1_000);
    await until(() => sealedIn(root, 'siteSecond').length === 2);
    await until(
      () => sealedIn(root, 'rackSecond').length + sealedIn(root, 'gpuMinute').length === 0,
    );
    expect(sealedIn(root, 'siteSecond')).toEqual(['2026-03-02.parquet', '2026-03-03.parquet']);
    expect(sealedIn(root, 'rackMinute')).toContain('2026-03-02.parquet');
  });
});

describe('the folder of sealed files', { timeout: 60_000 }, () => {
  it('agrees with the list at a start: strangers of ours go, what is torn is told and left out', async () => {
    const root = temporaryRoot(onTestFinished);
    open = await openTestStore(root);
    await open.seconds(BEGIN_MS, BEGIN_MS + 5_000);
    await open.seconds(SEALED_MS, SEALED_MS + 1_000);
    await until(() => existsSync(join(folderIn(root), 'stretches.parquet')));
    await open.store.close();
    const sealed = join(folderIn(root), 'sealed');
    writeFileSync(join(sealed, 'siteSecond/2026-02-01.parquet'), 'older than it is kept');
    writeFileSync(join(sealed, 'siteSecond/2026-03-01.parquet'), 'rows that are nowhere else');
    writeFileSync(join(sealed, 'siteSecond/2026-03-02.2.parquet'), 'left by a crash');
    writeFileSync(join(sealed, 'siteSecond/2026-03-02.3.parquet.tmp'), 'left by a crash');
    writeFileSync(join(sealed, 'siteSecond/notes.txt'), 'not ours');
    truncateSync(join(sealed, 'rackSecond/2026-03-02.parquet'), 100);

    open = await openTestStore(root);
    expect(sealedIn(root, 'siteSecond')).toEqual([
      '2026-03-01.parquet',
      '2026-03-02.parquet',
      'notes.txt',
    ]);
    expect(open.events).toMatchObject([
      { code: 'store.damaged', text: { params: { file: 'sealed/rackSecond/2026-03-02.parquet' } } },
    ]);
    expect(await open.ask('SELECT count(*) FROM {siteSecond}')).toEqual(Float64Array.of(6));
    expect(await open.ask('SELECT count(*) FROM {rackSecond}')).toEqual(
      Float64Array.of(PLACES.count('rack')),
    );
  });

  it('that is not there at a start is not forgotten: its rows are back when it is', async () => {
    const root = temporaryRoot(onTestFinished);
    open = await openTestStore(root);
    await open.seconds(BEGIN_MS, BEGIN_MS + 61_000);
    await open.seconds(SEALED_MS, SEALED_MS + 1_000);
    await until(() => existsSync(join(folderIn(root), 'stretches.parquet')));
    const rows = 'SELECT unnest([count(*), count(DISTINCT (time, place))]) FROM {rackSecond}';
    const before = await open.ask(rows);
    await open.store.close();
    const names = sealedIn(root, 'rackSecond');
    const [sealed, away] = ['sealed', 'away'].map((name) => join(folderIn(root), name));
    renameSync(sealed ?? '', away ?? '');

    open = await openTestStore(root);
    expect(open.events.map(({ code }) => code)).toContain('store.damaged');
    expect(await open.ask('SELECT count(*) FROM {rackSecond}')).toEqual(
      Float64Array.of(PLACES.count('rack')),
    );
    await open.store.close();
    renameSync(away ?? '', sealed ?? '');

    open = await openTestStore(root);
    expect(open.events).toEqual([]);
    expect(sealedIn(root, 'rackSecond')).toEqual(names);
    expect(await open.ask(rows)).toEqual(before);
  });

  it('stays under its cap: sealed days go, what is kept for ever and what is open does not', async () => {
    const root = temporaryRoot(onTestFinished);
    open = await openTestStore(root, { capBytes: 1 });
    const figures = { rackWh: 1, facilityWh: 1, costEur: 1, co2G: 1 };
    open.store.ledger([{ line: 'idle', jobId: null, endMs: BEGIN_MS + 900_000, ...figures }]);
    await open.seconds(BEGIN_MS, BEGIN_MS + 61_000);
    await open.seconds(SEALED_MS, SEALED_MS + 1_000);
    await until(() => sealedIn(root, 'ledger').length === 1);
    await until(() => existsSync(join(folderIn(root), 'stretches.parquet')));
    await until(() => sealedIn(root, 'rackSecond').length === 0);
    expect(sealedIn(root, 'ledger')).toEqual(['2026-03-02.parquet']);
    expect(await open.ask('SELECT count(*) FROM {siteSecond}')).toEqual(Float64Array.of(1));
  });

  it('gives up the oldest of the finest step first', () => {
    const kept = planTiers(PLACES).map(keptOf);
    const of = (name: string, firstMs: number) => ({
      kept: [...kept, LEDGER].find((each) => each.name === name) ?? LEDGER,
      file: { firstMs, bytes: 10, file: `${name} ${firstMs}` } as SealedFile,
    });
    const files = [
      of('ledger', 1),
      of('siteQuarter', 1),
      of('gpuMinute', 1),
      of('rackSecond', 2),
      of('siteSecond', 1),
      of('gpuMinute', 2),
    ];
    const dropped = (bytes: number): string[] =>
      beyondCap(files, bytes).map(({ file }) => file.file);
    expect(dropped(0)).toEqual([]);
    expect(dropped(11)).toEqual(['siteSecond 1', 'rackSecond 2']);
    expect(dropped(1e9)).toEqual([
      'siteSecond 1',
      'rackSecond 2',
      'gpuMinute 1',
      'gpuMinute 2',
      'siteQuarter 1',
    ]);
  });
});
