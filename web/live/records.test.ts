// Laws of the records that a page keeps: news replaces what it names, and the list stays bounded.
import { describe, expect, it } from 'vitest';
import type { JobView } from '../../server/contract/job.ts';
import { ENDED_JOBS_KEPT } from '../../server/contract/socket.ts';
import { mergeJobs } from './records.ts';

function job(number: number, change: Partial<JobView> = {}): JobView {
  return {
    id: `J${number}`,
    name: `job ${number}`,
    tenant: 'lab',
    kind: 'evaluation',
    state: 'running',
    gpuCount: 4,
    gpus: [],
    startMs: number,
    endMs: null,
    endReason: null,
    powerW: null,
    gpuPowerW: null,
    smActiveRatio: null,
    phase: null,
    paceRatio: null,
    prefillRatio: null,
    energyWh: null,
    gpuEnergyWh: null,
    tokens: null,
    lostTokens: null,
    steps: null,
    lostSteps: null,
    requests: null,
    prefillTokens: null,
    decodeTokens: null,
    restarts: null,
    ledgerWh: null,
    facilityWh: null,
    costEur: null,
    co2G: null,
    gpuJPerToken: null,
    siteJPerToken: null,
    gpuJPerStep: null,
    siteJPerStep: null,
    ...change,
  };
}

describe('the jobs of the page', () => {
  it('are those known with the new and changed ones in their place, newest start first, waiting ones before', () => {
    const known = [job(2), job(1)];
    const news = [
      job(1, { state: 'ended', endMs: 9 }),
      job(3),
      job(4, { state: 'queued', startMs: null }),
    ];
    const merged = mergeJobs(known, news);
    expect(merged.map(({ id }) => id)).toEqual(['J4', 'J3', 'J2', 'J1']);
    expect(merged.at(-1)?.state).toBe('ended');
  });

  it('keep every job that is not over, and of those that are only the latest', () => {
    const over = Array.from({ length: 100 }, (_, i) => job(i, { state: 'ended', endMs: i }));
    const merged = mergeJobs([job(1_000)], over);
    expect(merged.length).toBe(1 + ENDED_JOBS_KEPT);
    expect(merged.at(1)?.id).toBe('J99');
  });
});
