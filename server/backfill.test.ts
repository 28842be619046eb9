// Law of a past that is made in the background: however often it is broken off, each of its rows is there once, and adds up.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { type Backfill, type Segment, segmentsOf, startBackfill } from './backfill.ts';
import { readSite } from './catalogue/siteFiles.ts';
import { createSimulatedSource } from './sources/simulated.ts';
import type { HistoryStore } from './telemetry/history/history.ts';
import { openHistory } from './telemetry/history/openHistory.ts';
import { numbers, texts } from './telemetry/history/rows.ts';

const HOUR_MS = 3_600_000;
const parts = readSite(fileURLToPath(new URL('../fixtures', import.meta.url)), 'one-rack');
const { past } = createSimulatedSource(parts, { seed: 42, speed: 1 });
const root = mkdtempSync(join(tmpdir(), 'carnot-backfill-'));
const DAY_FROM_MS = Date.UTC(2026, 4, 5, 9);
let store: HistoryStore;
afterAll(async () => {
  await store.close();
  rmSync(root, { recursive: true, force: true });
});

/** The month and the year of a start, of a few hours each. */
const [month, year] = segmentsOf({ dayFromMs: DAY_FROM_MS, further: true }) as [Segment, Segment];
const SEGMENTS: readonly Segment[] = [
  { ...month, fromMs: DAY_FROM_MS - 4 * HOUR_MS },
  { ...year, fromMs: DAY_FROM_MS - 16 * HOUR_MS, toMs: DAY_FROM_MS - 4 * HOUR_MS },
];

function begin(): Backfill {
  if (!past) throw new Error('the twin has a past');
  const failed = (error: unknown): never => {
    throw error;
  };
  const { site } = parts;
  return startBackfill({ segments: SEGMENTS, site, past, store, nowMs: Date.now, failed });
}

async function until(backfill: Backfill, part: string, doneRatio: number): Promise<void> {
  const there = (): boolean =>
    backfill.progress?.part === part && backfill.progress.doneRatio >= doneRatio;
  while (!there()) await new Promise((go) => setTimeout(go, 2));
}

it('is whole after a break at once and one in the middle', { timeout: 60_000 }, async () => {
  store = await openHistory({
    ...{ root, site: parts.site, seed: 42, nowMs: DAY_FROM_MS, reserveBytes: 0 },
    event: () => undefined,
  });
  for (const [part, share] of [
    ['month', 0],
    ['year', 0.3],
  ] as const) {
    const broken = begin();
    await until(broken, part, share);
    await broken.stop();
  }
  const last = begin();
  await until(last, 'done', 1);
  await last.stop();

  const [fromMs, toMs] = [DAY_FROM_MS - 16 * HOUR_MS, DAY_FROM_MS];
  const ask = (sql: string) => store.query({ sql, fromMs, toMs });
  const rows = await ask(`SELECT count(*)::DOUBLE AS rows, count(DISTINCT time)::DOUBLE AS times,
    sum(coverS)::DOUBLE AS coverS, sum(siteFacilityEnergyWh) AS wh,
    sum(siteFacilityPowerW * siteFacilityEnergyWh_knownS) / 3600 AS integral FROM {siteQuarter}`);
  const of = (name: string): number => numbers(rows, name)[0] as number;
  expect([of('rows'), of('times')]).toEqual([64, 64]);
  expect(of('coverS')).toBe((toMs - fromMs) / 1_000);
  expect(of('wh') / of('integral')).toBeCloseTo(1, 4);
  const racks = await ask('SELECT count(*)::DOUBLE AS rows FROM {rackQuarter}');
  expect(numbers(racks, 'rows')[0]).toBe(16);
  const lines = await ask(`SELECT count(*)::DOUBLE AS rows, count(jobId)::DOUBLE AS jobs,
    count(DISTINCT time)::DOUBLE AS times, sum(facilityWh) AS wh FROM {ledger}`);
  const meter = await ask(`SELECT sum(siteFacilityEnergyWh) AS wh FROM {siteQuarter}
    WHERE time IN (SELECT time FROM {ledger})`);
  const line = (name: string): number => numbers(lines, name)[0] as number;
  expect([line('rows'), line('jobs'), line('times')]).toEqual([64, 0, 16]);
  expect(line('wh') / (numbers(meter, 'wh')[0] as number)).toBeCloseTo(1, 6);
  const origins = await ask(`SELECT DISTINCT origin FROM {stretch}
    WHERE toMs > fromMs ORDER BY origin`);
  expect(texts(origins, 'origin')).toEqual(['backfilled', 'modelledYear']);
});
