// Laws of a full disk: the live view goes on, history says that it stops, and goes on when there is room again.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { askSiteMeters } from './askMeters.ts';
import { folderOf } from './folder.ts';
import { createGate } from './gate.ts';
import type { StoreProblem } from './history.ts';
import { BEGIN_MS, openTestStore, SITE, temporaryRoot } from './testing.ts';

const CHILD = fileURLToPath(new URL('testingChild.ts', import.meta.url));
/** In units of 512 bytes: no file may grow beyond a megabyte. */
const LIMIT = 2_048;

interface Said {
  readonly storedMs: number;
  readonly events: readonly string[];
}

describe('a store whose files may not grow any more', { timeout: 120_000 }, () => {
  it('says so once, lets seconds go, and goes on when they may; what was on disk before is there', async () => {
    const root = temporaryRoot(onTestFinished);
    const child = spawn(
      'sh',
      [
        '-c',
        `ulimit -S -f ${LIMIT}; exec "$0" "$@"`,
        process.execPath,
        '--import',
        'tsx',
        CHILD,
        root,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    onTestFinished(() => void child.kill('SIGKILL'));
    const seen: Said[] = [];
    for await (const line of createInterface(child.stdout)) {
      const said = JSON.parse(line) as Said;
      seen.push(said);
      const codes = said.events.join();
      if (codes === 'store.full' && seen.at(-2)?.events.length === 0) {
        // The limit of a running process is lifted, as when somebody makes room.
        const lifted = spawnSync('prlimit', ['--pid', `${child.pid}`, '--fsize=unlimited']);
        expect(lifted.status).toBe(0);
      }
      if (codes === 'store.full,store.writing') break;
    }
    child.kill('SIGKILL');
    await once(child, 'exit');
    const opened = await openTestStore(root);
    onTestFinished(() => opened.store.close());
    const edges = await opened.ask('SELECT unnest([fromMs, toMs]) FROM {stretch}');
    expect(edges.length).toBeGreaterThanOrEqual(4);
    expect(edges[0]).toBe(BEGIN_MS);
    const seconds = [...edges].reduce((sum, ms, i) => sum + (i % 2 === 0 ? -ms : ms), 0) / 1_000;
    const counts = await opened.ask(
      'SELECT unnest([count(*), count(DISTINCT time)]) FROM {siteSecond}',
    );
    expect([...counts]).toEqual([seconds, seconds]);
  });
});

describe('what a store no longer has to keep', { timeout: 20_000 }, () => {
  const MIDNIGHT_MS = Date.UTC(2026, 2, 3);
  const SEALED_MS = MIDNIGHT_MS + 180_000;
  const LATER_MS = SEALED_MS + 3 * 86_400_000;

  async function until(holds: () => boolean): Promise<void> {
    while (!holds()) await new Promise((go) => setTimeout(go, 10));
  }

  it('goes while nothing can be written, and while a tier cannot be sealed', async () => {
    const root = temporaryRoot(onTestFinished);
    const folder = folderOf(root, SITE, 7);
    const sealed = join(folder, 'sealed');
    const days = (tier: string): string[] => readdirSync(join(sealed, tier)).sort();
    const first = await openTestStore(root);
    await first.seconds(BEGIN_MS, BEGIN_MS + 61_000);
    // A file where the folder of a tier should be: its days cannot be sealed.
    mkdirSync(sealed);
    writeFileSync(join(sealed, 'siteQuarter'), '');
    await first.seconds(SEALED_MS, SEALED_MS + 1_000);
    await until(() => existsSync(join(folder, 'stretches.parquet')));
    expect(first.events.map(({ code }) => code)).toEqual(['store.upkeepFailed']);
    expect(days('rackSecond')).toEqual(['2026-03-02.parquet']);
    await first.store.close();

    const full = await openTestStore(root, { reserveBytes: 1e18 });
    onTestFinished(() => full.store.close());
    await full.seconds(LATER_MS, LATER_MS + 2_000);
    await until(() => days('rackSecond').length === 0);
    expect(full.store.problem?.code).toBe('full');
    expect(days('siteSecond')).toEqual(['2026-03-02.parquet']);
  });
});

describe('a past that is made while the disk fills up', { timeout: 20_000 }, () => {
  it('is not said to be done, and is to be begun again', async () => {
    const root = temporaryRoot(onTestFinished);
    const made = await openTestStore(root, { reserveBytes: 1e18 });
    onTestFinished(() => made.store.close());
    const { store, seconds, columns } = made;
    const past = store.past(BEGIN_MS - 1_800_000, BEGIN_MS);
    const [timeMs, dtS] = [BEGIN_MS - 900_000, 900];
    await past.record({ timeMs, dtS, origin: 'backfilled', columns });
    await expect(past.close()).rejects.toThrow('begin it again');
    await seconds(BEGIN_MS, BEGIN_MS + 61_000);
    expect(store.problem?.code).toBe('full');
    // Seconds that are let go are not counted as energy of the running quarter-hour.
    const part = { step: 'minute', fromMs: BEGIN_MS + 30_000, toMs: BEGIN_MS + 60_000 } as const;
    expect((await askSiteMeters(store, part)).knownS).toBe(0);
    expect(() => store.past(BEGIN_MS - 1_800_000, BEGIN_MS)).toThrow('begin it again');
  });
});

describe('a batch that fails', { timeout: 20_000 }, () => {
  it('keeps its records for the next one, and leaves nobody without an answer', async () => {
    const root = temporaryRoot(onTestFinished);
    const { store, seconds, settle, ask, events, columns } = await openTestStore(root);
    await seconds(BEGIN_MS, BEGIN_MS + 1_000);
    await settle(BEGIN_MS + 1_000);
    const sql = (text: string) => store.query({ sql: text, fromMs: 0, toMs: 0 });
    // Somebody else is about to make a table of the day that the next step wants.
    await sql('BEGIN');
    await sql('CREATE TABLE "siteQuarter_20260201" (x INTEGER)');
    // Steps that keep the writer busy, so that the event comes into the batch that fails.
    await seconds(BEGIN_MS + 1_000, BEGIN_MS + 8_000);
    const record = { kind: 'alarm', severity: 'warning', code: 'hot', place: null } as const;
    const text = { key: 'store.writing', params: {} } as const;
    store.events([{ ...record, id: 3, timeMs: BEGIN_MS, cause: null, text, untilMs: null }]);
    const pastMs = Date.UTC(2026, 1, 1);
    const past = store.past(pastMs, pastMs + 900_000);
    const [timeMs, dtS] = [pastMs + 900_000, 900];
    await past.record({ timeMs, dtS, origin: 'backfilled', columns });
    await expect(past.close()).rejects.toThrow('begin it again');
    // Seconds that were let go before anybody heard of it.
    const gone = { step: 'minute', fromMs: BEGIN_MS + 2_000, toMs: BEGIN_MS + 8_000 } as const;
    expect(await store.warm.siteMeters(gone)).toBeUndefined();
    await seconds(BEGIN_MS + 8_000, BEGIN_MS + 30_000);
    await settle(BEGIN_MS + 30_000);
    expect(events.map(({ code }) => code)).toEqual(['store.failed', 'store.writing']);
    expect(await ask('SELECT id FROM {event}')).toEqual(Float64Array.of(3));
    await store.close();

    const again = await openTestStore(root);
    await again.store.query({ sql: 'DROP TABLE "jobMinute_20260302"', fromMs: 0, toMs: 0 });
    await again.store.close();
  });
});

describe('the gate before the disk', () => {
  it('shuts below its reserve, looks again every ten seconds, and is open once a batch was written', async () => {
    const start = { folder: temporaryRoot(onTestFinished), reserveBytes: 0 };
    const told: (StoreProblem['code'] | undefined)[] = [];
    const gate = createGate({
      start,
      isOpen: () => true,
      open: async () => undefined,
      close: async () => undefined,
      changed: (problem) => told.push(problem?.code),
    });
    expect(await gate.look(0)).toBe(true);
    start.reserveBytes = 1e18;
    expect(await gate.look(1_000)).toBe(false);
    expect(gate.problem?.message).toMatch(/^the disk has \d+ MB left/);
    start.reserveBytes = 0;
    expect(await gate.look(5_000)).toBe(false);
    expect(await gate.look(11_000)).toBe(true);
    expect(gate.problem?.code).toBe('full');
    gate.worked();
    expect(gate.problem).toBeUndefined();
    expect(told).toEqual(['full', undefined]);
  });
});
