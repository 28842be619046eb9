// Law of the GPUs of a first day: made after the site has gone live, and broken off meanwhile, they are what they would have been.
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { type Backfill, planBackfill, segmentsOf, startBackfill } from './backfill.ts';
import { readSite } from './catalogue/siteFiles.ts';
import type { PastTicks } from './contract/source.ts';
import { holdBack } from './holdBack.ts';
import { createSimulatedSource } from './sources/simulated.ts';
import { createTelemetry } from './telemetry/createTelemetry.ts';
import type { HistoryStore } from './telemetry/history/history.ts';
import { knownTime } from './telemetry/history/knownTime.ts';
import { openHistory } from './telemetry/history/openHistory.ts';
import { temporaryRoot } from './telemetry/history/testing.ts';
import { keepHistory } from './telemetry/keepHistory.ts';

const HOUR_MS = 3_600_000;
const given = readSite(fileURLToPath(new URL('../fixtures', import.meta.url)), 'one-rack');
const preRoll = { ...given.site.preRoll, dayGpus: 'after', dayStepS: 10, fineS: 60 } as const;
const parts = { ...given, site: { ...given.site, preRoll } };
const { site } = parts;
const nowMs = Date.now();
const planned = planBackfill(nowMs, false, preRoll);
/** END of the last quarter-hour that is whole before the site goes live. */
const wholeToMs = planned.gpus?.toMs ?? Number.NaN;
/** A day of two hours, whose last quarter-hour comes with its GPUs. */
const gpusToMs = wholeToMs - 900_000;
const dayFromMs = Math.floor(nowMs / HOUR_MS) * HOUR_MS - 2 * HOUR_MS;
const plan = { ...planned, dayFromMs, gpus: { toMs: gpusToMs, stepS: preRoll.dayStepS } };
const undos: (() => unknown)[] = [];
afterAll(async () => {
  for (const undo of undos.reverse()) await undo();
});

/** A site that begins, up to its first second, and what it can make of its past. */
async function firstDay(gpusFromMs: number | undefined) {
  const root = temporaryRoot((undo) => undos.push(undo));
  const event = (): void => undefined;
  const store = await openHistory({ root, site, seed: 42, nowMs, reserveBytes: 0, event });
  undos.push(() => store.close());
  const day = { fromMs: dayFromMs, stepS: preRoll.dayStepS };
  const source = createSimulatedSource(parts, { seed: 42, speed: 1, preRoll: day });
  const description = source.describe();
  const telemetry = createTelemetry({ description, derive: source.derive, rules: [] });
  const stopKeeping = keepHistory(telemetry, store, false, gpusFromMs);
  let stop = async (): Promise<void> => undefined;
  await new Promise<void>((live, failed) => {
    telemetry.onFrame(live);
    stop = source.start({
      ...telemetry.sinks,
      failed,
      tick: holdBack(telemetry.sinks.tick, store),
    });
  });
  await stop();
  stopKeeping();
  return { store, past: source.past };
}

async function rowsOfGpus(
  store: HistoryStore,
): Promise<Readonly<Record<string, readonly unknown[]>>> {
  const sql = `SELECT * FROM {gpuQuarter} WHERE time <= epoch_ms(${wholeToMs}) ORDER BY time, place`;
  const { columns } = await store.query({ sql, fromMs: dayFromMs, toMs: wholeToMs });
  return Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, [...values]]));
}

it('is the same rows, and no other time is known', { timeout: 120_000 }, async () => {
  const together = await firstDay(undefined);
  const apart = await firstDay(gpusToMs);
  const { store, past } = apart;
  if (!past) throw new Error('the twin has a past');
  expect((await rowsOfGpus(store)).time?.length).toBe(72);

  const failed = (error: unknown): never => {
    throw error;
  };
  const begin = () =>
    startBackfill({
      segments: segmentsOf(plan),
      ...{ site, past, store, nowMs: Date.now, failed, told: () => undefined },
    });
  const there = ({ progress }: Backfill, share: number): boolean =>
    progress?.part === 'done' || (progress?.doneRatio ?? 0) >= share;
  for (const share of [0.3, Number.POSITIVE_INFINITY]) {
    const backfill = begin();
    while (!there(backfill, share)) await new Promise((go) => setTimeout(go, 2));
    await backfill.stop();
  }

  const rows = await rowsOfGpus(store);
  expect(rows.time?.length).toBe((72 * (wholeToMs - dayFromMs)) / 900_000);
  expect(rows).toEqual(await rowsOfGpus(together.store));
  const { stretches } = knownTime(store, dayFromMs, wholeToMs);
  expect(stretches).toEqual([{ fromMs: dayFromMs, toMs: wholeToMs, origin: 'backfilled' }]);
});

it('is begun again however often it fails, and a stop does not wait for what it only lives through', {
  timeout: 120_000,
}, async () => {
  const { store } = await firstDay(gpusToMs);
  const segments = segmentsOf(plan);
  const failures: unknown[] = [];
  let ended = 0;
  /** A twin whose past breaks off at once, or never comes to its first step. */
  const broken = (breaksOff: boolean) => (): PastTicks => {
    let fail = (_: Error): void => undefined;
    const never = new Promise<never>((_, reject) => {
      fail = reject;
    });
    never.catch(() => undefined);
    if (breaksOff) fail(new Error('no more'));
    return {
      [Symbol.asyncIterator]: () => ({ next: () => never }),
      end() {
        ended++;
        fail(new Error('ended'));
      },
    };
  };
  const begin = (breaksOff: boolean) =>
    startBackfill({
      segments,
      ...{ site, past: broken(breaksOff), store, nowMs: Date.now, told: () => undefined },
      failed: (error) => failures.push(error),
    });
  for (const breaksOff of [true, true, false]) {
    const count = failures.length;
    const backfill = begin(breaksOff);
    while (breaksOff && failures.length === count) await new Promise((go) => setTimeout(go, 2));
    if (!breaksOff) await new Promise((go) => setTimeout(go, 50));
    await backfill.stop();
  }
  expect([failures.length, ended]).toEqual([2, 1]);
});
