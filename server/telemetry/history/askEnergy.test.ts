// Law of the ledger's lines: however many jobs a span had, the answer is short and adds up to all of them.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testJob } from '../../testing.ts';
import type { LedgerRow } from '../ledger/ledgerRow.ts';
import { askLineEnergy, type LineEnergy, type LineFold } from './askEnergy.ts';
import { foldOthers, lineRows, totalOf } from './energyRows.ts';
import { BEGIN_MS, openTestStore, type TestStore, temporaryRoot } from './testing.ts';

const JOBS = 2_000;
const QUARTER_MS = 900_000;
const SPAN = { fromMs: BEGIN_MS, toMs: BEGIN_MS + 2 * QUARTER_MS };
const TENANTS = ['atelier', 'boreal', 'cirrus'];

let made: TestStore;
const undos: (() => void)[] = [];

/** Job 1 used most of those that have a number, and nobody kept a record of the last one; one tenant has jobs of no number. */
function ledgerOf(endMs: number): LedgerRow[] {
  const figures = (rackWh: number) => ({
    rackWh,
    facilityWh: rackWh * 1.25,
    costEur: Number.NaN,
    co2G: 2,
  });
  return [
    { endMs, line: 'idle', jobId: null, ...figures(50) },
    { endMs, line: 'network', jobId: null, ...figures(5_000) },
    { endMs, line: 'job', jobId: null, ...figures(600_000) },
    { endMs, line: 'job', jobId: null, tenant: 'boreal', ...figures(300_000) },
    ...Array.from({ length: JOBS }, (_, i) => ({
      ...{ endMs, line: 'job' as const, jobId: i + 1 },
      ...figures(JOBS + 100 - i),
    })),
  ];
}

beforeAll(async () => {
  const root = temporaryRoot((undo) => undos.push(undo));
  made = await openTestStore(root);
  const { store } = made;
  const ids = Array.from({ length: JOBS - 1 }, (_, i) => i + 1);
  store.jobs(ids.map((id) => ({ ...testJob(id, 1, 1), tenant: TENANTS[id % 3] as string })));
  for (const quarter of [1, 2]) store.ledger(ledgerOf(BEGIN_MS + quarter * QUARTER_MS));
  await made.seconds(BEGIN_MS, BEGIN_MS + 1_000);
  await made.settle(BEGIN_MS + 1_000);
});
afterAll(async () => {
  await made.store.close();
  for (const undo of undos) undo();
});

const WHOLE = totalOf([1, 2].flatMap(() => ledgerOf(0)));
const ask = (fold: Partial<LineFold>): Promise<readonly LineEnergy[]> =>
  askLineEnergy(made.store, SPAN, { by: 'job', most: 10, alsoJobs: [], ...fold });

function expectWhole(lines: readonly LineEnergy[]): void {
  const total = totalOf(lines);
  expect(total.rackWh).toBeCloseTo(WHOLE.rackWh, 6);
  expect(total.facilityWh).toBeCloseTo(WHOLE.facilityWh, 6);
  expect(total.costEur).toBeNaN();
  expect(total.co2G).toBeCloseTo(WHOLE.co2G, 6);
  expect(lines.reduce((sum, { jobs }) => sum + jobs, 0)).toBe(JOBS);
}

describe('lines of the ledger', () => {
  it('by job are those that used most, those that were asked for, and all others as one', async () => {
    const lines = await ask({ alsoJobs: [1_500, JOBS + 7] });
    expectWhole(lines);
    const told = lines.flatMap(({ jobId }) => jobId ?? []);
    expect(told).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 1_500]);
    expect(lines.find(({ jobId }) => jobId === 2)).toMatchObject({
      ...{ jobName: 'train-2', tenant: 'cirrus', rackWh: 2 * (JOBS + 99) },
    });
    const unnumbered = lines.filter(({ line, jobId }) => line === 'job' && jobId === null);
    expect(unnumbered.map(({ jobs }) => jobs)).toEqual([1_990, 0]);
    const rows = foldOthers(lineRows(lines, 'job'), 5);
    expect(rows.map(({ id }) => id)).toEqual(['jobsNotKept', 'network', 'J1', 'J2', 'others']);
    expect(rows[0]?.rackWh).toBe(1_800_000);
    expect(rows.at(-1)?.name).toBe(`${JOBS - 2 + 1} others`);
    expect(totalOf(rows).rackWh).toBeCloseTo(WHOLE.rackWh, 6);
  });

  it('by job are all of them where there are no more than asked for', async () => {
    const lines = await ask({ most: 5_000 });
    expectWhole(lines);
    expect(lines).toHaveLength(JOBS + 3);
    expect(lines.at(-1)).toMatchObject({ line: 'idle', jobs: 0 });
    expect(foldOthers(lineRows(lines, 'job'), 5_000)).toHaveLength(JOBS + 3);
  });

  it('by tenant are one a tenant, with the job that nobody knows apart, and those of no number too', async () => {
    const lines = await ask({ by: 'tenant' });
    expectWhole(lines);
    const rows = lineRows(lines, 'tenant');
    const ids = rows.map(({ id }) => id).sort();
    expect(ids).toEqual(['idle', 'jobsNotKept', 'network', ...TENANTS, 'unknown'].sort());
    expect(rows.find(({ id }) => id === 'unknown')?.rackWh).toBe(2 * 101);
    expect(rows.find(({ id }) => id === 'jobsNotKept')?.rackWh).toBe(2 * 600_000);
    const boreals = ledgerOf(0).filter(({ jobId }) => jobId !== null && jobId % 3 === 1);
    const boreal = rows.find(({ id }) => id === 'boreal')?.rackWh;
    expect(boreal).toBeCloseTo(2 * (300_000 + totalOf(boreals).rackWh), 6);
  });

  it('by line are one a line', async () => {
    const lines = await ask({ by: 'line' });
    expectWhole(lines);
    expect(lines.map(({ line }) => line)).toEqual(['job', 'network', 'idle']);
  });
});
