// Law of a past that is made in the background: however often it is broken off, each of its rows is there once, and adds up.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import {
  type Backfill,
  type PastNews,
  type Segment,
  segmentsOf,
  startBackfill,
} from './backfill.ts';
import { readSite } from './catalogue/siteFiles.ts';
import { createSimulatedSource } from './sources/simulated.ts';
import { askLineEnergy } from './telemetry/history/askEnergy.ts';
import { askSiteMeters } from './telemetry/history/askMeters.ts';
import { lineRows, totalOf } from './telemetry/history/energyRows.ts';
import type { HistoryStore } from './telemetry/history/history.ts';
import { openHistory } from './telemetry/history/openHistory.ts';
import { numbers, texts } from './telemetry/history/rows.ts';

const HOUR_MS = 3_600_000;
const OTHER_LINES = ['idle', 'out', 'network'];
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

const news: PastNews[] = [];

function begin(): Backfill {
  if (!past) throw new Error('the twin has a past');
  const failed = (error: unknown): never => {
    throw error;
  };
  const { site } = parts;
  const told = (one: PastNews): void => void news.push(one);
  return startBackfill({ segments: SEGMENTS, site, past, store, nowMs: Date.now, failed, told });
}

async function until(backfill: Backfill, part: string, doneRatio: number): Promise<void> {
  const there = (): boolean =>
    backfill.progress?.part === part && backfill.progress.doneRatio >= doneRatio;
  while (!there()) await new Promise((go) => setTimeout(go, 2));
}

/** Each quarter-hour's lines once, by tenants of the site and without numbers of jobs; their sum is the meter. */
async function expectLedger(span: { readonly fromMs: number; readonly toMs: number }) {
  const found = await store.query({
    ...span,
    sql: `SELECT count(*)::DOUBLE AS rows, count(jobId)::DOUBLE AS jobs,
      count(DISTINCT (time, line, tenant))::DOUBLE AS lines, count(DISTINCT time)::DOUBLE AS times,
      count(*) FILTER (line = 'job' AND tenant IS NULL)::DOUBLE AS nobodys FROM {ledger}`,
  });
  const of = (name: string): number => numbers(found, name)[0] as number;
  expect([of('jobs'), of('times'), of('nobodys')]).toEqual([0, 16, 0]);
  expect(of('lines')).toBe(of('rows'));
  const fold = { by: 'tenant', most: 1, alsoJobs: [] } as const;
  const rows = lineRows(await askLineEnergy(store, span, fold), 'tenant');
  const tenants = rows.map(({ id }) => id).filter((id) => !OTHER_LINES.includes(id));
  const { programmes, streams } = parts.workload;
  const known = [...programmes.map(({ tenant }) => tenant), ...streams.flatMap((s) => s.tenants)];
  expect(tenants.length).toBeGreaterThan(1);
  expect(known).toEqual(expect.arrayContaining(tenants));
  const { facilityWh } = await askSiteMeters(store, { ...span, step: 'quarter' });
  expect(totalOf(rows).facilityWh / facilityWh).toBeCloseTo(1, 6);
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
  const heard = news.map(({ part, tookS }) => (tookS === undefined ? part : `${part} made`));
  expect(heard).toEqual(['month', 'month', 'month made', 'year', 'year', 'year made']);

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
  await expectLedger({ fromMs: DAY_FROM_MS - 4 * HOUR_MS, toMs });
  const origins = await ask(`SELECT DISTINCT origin FROM {stretch}
    WHERE toMs > fromMs ORDER BY origin`);
  expect(texts(origins, 'origin')).toEqual(['backfilled', 'modelledYear']);
});
