// Law of a past's ledger: the jobs of a tenant are one line, and what none of them knows that line does not know either.
import { describe, expect, it } from 'vitest';
import { testJob } from '../testing.ts';
import type { LedgerRow } from './ledger/ledgerRow.ts';
import { byTenant } from './pastLedger.ts';

const TENANT = { 1: 'atelier', 2: 'atelier', 3: 'boreal' } as Readonly<Record<number, string>>;

function jobLine(jobId: number, rackWh: number): LedgerRow {
  const rest = { facilityWh: rackWh * 1.25, costEur: Number.NaN, co2G: 2 };
  return { endMs: 900_000, line: 'job', jobId, rackWh, ...rest };
}

describe('the jobs of a tenant', () => {
  it('are added up where they are known; energy that nobody knows is no zero', () => {
    const get = (id: number) => ({ ...testJob(id, 1, 1), tenant: TENANT[id] as string });
    const rows = [jobLine(1, 40), jobLine(2, 2), jobLine(3, Number.NaN)];
    const shared = { endMs: 900_000, line: 'job', jobId: null, costEur: Number.NaN };
    expect(byTenant(rows, { get })).toEqual([
      { ...shared, rackWh: 42, facilityWh: 52.5, co2G: 4, tenant: 'atelier' },
      { ...shared, rackWh: Number.NaN, facilityWh: Number.NaN, co2G: 2, tenant: 'boreal' },
    ]);
  });
});
