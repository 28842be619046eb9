// The ledger of a whole site: jobs, idle and broken trays, and network racks are every watt-hour of the meters.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readSite } from '../../catalogue/siteFiles.ts';
import { openTwin } from '../../simulation/testing.ts';
import { createTelemetry } from '../createTelemetry.ts';
import type { Quarter } from './ledgerBook.ts';

const FIXTURES = join(import.meta.dirname, '../../../fixtures');
const FIGURES = ['rackWh', 'facilityWh', 'costEur', 'co2G'] as const;
/** Seconds of steps of this length, as a start makes them: coarse first, then every second. */
const STRETCHES = [
  [3_600, 900],
  [3_600, 300],
  [7_200, 60],
  [1_800, 10],
  [960, 1],
] as const;

test.each(['one-rack', 'ile-de-france'])('of %s is its meters, at any step', (siteId) => {
  const parts = readSite(FIXTURES, siteId);
  const twin = openTwin(parts);
  const telemetry = createTelemetry({
    description: { kind: 'measured', site: parts.site, speed: 1, seed: null, provenance: {} },
    derive: undefined,
    rules: [],
  });
  const quarters: Quarter[] = [];
  telemetry.ledger.onQuarter((_, quarter) => quarters.push(quarter));
  const before: number[] = [];
  for (const [seconds, dtS] of siteId === 'one-rack' ? STRETCHES : STRETCHES.slice(1, 3)) {
    twin.run(seconds, dtS, () => {
      for (const job of twin.jobReports.splice(0)) telemetry.sinks.job(job);
      const { timeMs } = twin.simulation;
      telemetry.sinks.tick({
        timeMs,
        dtS,
        newest: false,
        lateMs: Number.NaN,
        columns: twin.columns,
      });
      if (before.length === 0) before.push(twin.columns.siteFacilityEnergyWh[0] as number);
    });
  }
  expect(quarters.length).toBeGreaterThan(10);
  for (const { rows, meter, unexplained, coverage, endMs } of quarters) {
    expect(coverage, String(endMs)).toBe(quarters[0]?.endMs === endMs ? coverage : 1);
    for (const figure of FIGURES) {
      const scale = Math.abs(meter[figure]);
      expect(scale).toBeGreaterThan(0);
      expect(Math.abs(unexplained[figure]), `${figure} ${endMs}`).toBeLessThan(1e-6 * scale);
    }
    expect(new Set(rows.map(({ line }) => line))).toEqual(
      new Set(['job', 'idle', 'out', 'network']),
    );
  }
  const open = telemetry.ledger.quarter()?.meter.facilityWh ?? 0;
  const booked = quarters.reduce((sum, { meter }) => sum + meter.facilityWh, open);
  const metered = (twin.columns.siteFacilityEnergyWh[0] as number) - (before[0] as number);
  expect(Math.abs(booked - metered)).toBeLessThan(1e-9 * metered);
});
