// Laws of the records: a page that follows knows how every job stands, and is told no more than it shows.
import { expect, test } from 'vitest';
import type { Job, JobView } from '../contract/job.ts';
import { ENDED_JOBS_KEPT, type JobsRecords } from '../contract/socket.ts';
import { handMade } from '../telemetry/testing.ts';
import { testJob } from '../testing.ts';
import { createJobRecords } from './records.ts';

const TOTALS: Job['totals'] = {
  energyWh: 10,
  gpuEnergyWh: 7,
  tokens: null,
  lostTokens: null,
  steps: null,
  lostSteps: null,
  requests: null,
  prefillTokens: null,
  decodeTokens: null,
  restarts: 0,
};

function told(bytes: Uint8Array | undefined): readonly JobView[] {
  return bytes ? (JSON.parse(Buffer.from(bytes).toString()) as JobsRecords).jobs : [];
}

test('the end of a job is told though many that began later have ended; its account only while it is shown', () => {
  const site = handMade({ startMs: Date.UTC(2026, 2, 2, 9, 44, 50) });
  const { sinks } = site.telemetry;
  const records = createJobRecords(site.telemetry);
  for (const metric of ['siteFacilityEnergyWh', 'siteItAtRacksEnergyWh'] as const) {
    site.fill(metric, 1e9);
  }
  const oldest = { ...testJob(1, 4, 0), startMs: site.timeMs - 1e7 };
  const others = Array.from({ length: 100 }, (_, i) => testJob(i + 2, 4, 0));
  for (const job of [oldest, ...others]) sinks.job({ ...job, startMs: site.timeMs });
  sinks.job(oldest);
  site.step();
  expect(told(records.changed(true))).toHaveLength(ENDED_JOBS_KEPT > 101 ? 0 : 101);
  const end = (job: Job): void =>
    sinks.job({ ...job, slot: -1, state: 'ended', endMs: site.timeMs, totals: TOTALS });
  for (const job of others) end({ ...job, startMs: site.timeMs });
  site.step();
  expect(told(records.changed(true))).toHaveLength(100);
  end(oldest);
  site.step();
  expect(told(records.changed(true)).map(({ id, state }) => [id, state])).toEqual([
    ['J1', 'ended'],
  ]);
  // The quarter-hour is over: a hundred and one accounts are settled.
  site.seconds(10);
  expect(site.telemetry.jobs.list().every(({ account }) => account !== undefined)).toBe(true);
  expect(told(records.changed(true))).toHaveLength(ENDED_JOBS_KEPT);
  expect(records.changed(true)).toBeUndefined();
});
