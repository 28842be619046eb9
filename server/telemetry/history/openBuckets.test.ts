// The law of what is open at a stop or a kill: every row of a quarter-hour is what it would have been without one.
import { cpSync } from 'node:fs';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { StoreRows } from './history.ts';
import { BEGIN_MS, openTestStore, type TestStore, temporaryRoot } from './testing.ts';

/** A first start: made up until the middle of a minute, then second by second; a state is saved after a few of them. */
const FROM_MS = BEGIN_MS + 180_000;
const MADE_MS = BEGIN_MS + 550_000;
const STATE_MS = MADE_MS + 3_000;
const WHOLE_MS = BEGIN_MS + 600_000;
const END_MS = BEGIN_MS + 901_000;
const TIERS = ['site', 'hall', 'rack', 'gpu'].flatMap((scope) => [
  `${scope}Minute`,
  `${scope}Quarter`,
]);
const ALL = { fromMs: 0, toMs: Date.UTC(2100, 0) };

/** One job in its slot for all the time, whose meter runs. */
function withJob({ columns }: TestStore, timeMs: number): void {
  columns.jobId[2] = 1_234;
  columns.jobPowerW[2] = 9_000;
  columns.jobEnergyWh[2] = (timeMs - BEGIN_MS) / 400;
}

async function run(store: TestStore, fromMs: number, toMs: number, dtS = 1): Promise<void> {
  const origin = dtS > 1 ? 'backfilled' : 'recorded';
  for (let timeMs = fromMs; timeMs < toMs; timeMs += dtS * 1_000) {
    withJob(store, timeMs + dtS * 1_000);
    await store.seconds(timeMs, timeMs + dtS * 1_000, { dtS, origin });
  }
}

async function begin(root: string): Promise<TestStore> {
  const store = await openTestStore(root);
  await run(store, FROM_MS, MADE_MS, 10);
  await run(store, MADE_MS, STATE_MS);
  await store.store.keepOpen();
  return store;
}

async function rowsOf({ store, settle }: TestStore): Promise<Record<string, StoreRows>> {
  await settle(END_MS);
  const found: Record<string, StoreRows> = {};
  for (const tier of [...TIERS, 'jobMinute']) {
    const sql = `SELECT * FROM {${tier}} ORDER BY time, place`;
    found[tier] = await store.query({ sql, ...ALL });
  }
  return found;
}

let unbroken: Record<string, StoreRows>;
beforeAll(async () => {
  const undos: (() => void)[] = [];
  const opened = await begin(temporaryRoot((undo) => undos.push(undo)));
  await run(opened, STATE_MS, END_MS);
  unbroken = await rowsOf(opened);
  await opened.store.close();
  for (const undo of undos) undo();
}, 60_000);

/** But for the last digit of a Float32: sums are taken in another order. */
function expectUnbroken(rows: Record<string, StoreRows>): void {
  const apart: string[] = [];
  for (const [tier, { columns }] of Object.entries(unbroken)) {
    for (const [name, wanted] of Object.entries(columns) as [string, Float64Array][]) {
      const got = rows[tier]?.columns[name] as Float64Array;
      expect([tier, name, got.length]).toEqual([tier, name, wanted.length]);
      for (const [i, value] of wanted.entries()) {
        const by = Math.abs((got[i] as number) - value);
        const same = Number.isNaN(value) ? Number.isNaN(got[i]) : by <= 1e-6 * Math.abs(value);
        if (!same) apart.push(`${tier}.${name}[${i}] is ${got[i]}, not ${value}`);
      }
    }
  }
  expect(apart).toEqual([]);
}

describe('what was open', { timeout: 60_000 }, () => {
  it.each([
    ['within the first minute', STATE_MS + 20_000],
    ['in a later minute', STATE_MS + 80_000],
  ])('is all there after a kill %s, when the source goes on from its state', async (_, killMs) => {
    const [root, copy] = [temporaryRoot(onTestFinished), temporaryRoot(onTestFinished)];
    const first = await begin(root);
    await run(first, STATE_MS, killMs);
    await first.settle(killMs);
    // What a killed process leaves: nothing is written after it.
    cpSync(root, copy, { recursive: true });
    await first.store.close();
    const second = await openTestStore(copy);
    onTestFinished(() => second.store.close());
    await run(second, STATE_MS, END_MS);
    const rows = await rowsOf(second);
    expectUnbroken(rows);
  });

  it('is all there after a second kill, when the run between had caught up before it saved its state', async () => {
    const roots = [1, 2, 3].map(() => temporaryRoot(onTestFinished));
    const [root = '', copy = '', other = ''] = roots;
    const stateMs = STATE_MS + 177_000;
    const first = await begin(root);
    await run(first, STATE_MS, STATE_MS + 17_000);
    await first.settle(STATE_MS + 17_000);
    cpSync(root, copy, { recursive: true });
    await first.store.close();
    const second = await openTestStore(copy);
    // Everything is in the database at a whole minute, and may then wait for some more of them.
    await run(second, STATE_MS, WHOLE_MS);
    await second.settle(WHOLE_MS);
    await run(second, WHOLE_MS, stateMs);
    await second.store.keepOpen();
    await run(second, stateMs, stateMs + 10_000);
    await second.settle(stateMs + 10_000);
    cpSync(copy, other, { recursive: true });
    await second.store.close();
    const third = await openTestStore(other);
    onTestFinished(() => third.store.close());
    await run(third, stateMs, END_MS);
    expectUnbroken(await rowsOf(third));
  });

  it('is all there after a stop, when the source goes on from its last state', async () => {
    const root = temporaryRoot(onTestFinished);
    const stopMs = STATE_MS + 20_000;
    const first = await begin(root);
    await run(first, STATE_MS, stopMs);
    await first.store.keepOpen();
    await first.store.close();
    const second = await openTestStore(root);
    onTestFinished(() => second.store.close());
    await run(second, stopMs, END_MS);
    const rows = await rowsOf(second);
    expectUnbroken(rows);
  });
});
