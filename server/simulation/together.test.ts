// Laws of jobs: the GPUs of one move together, different ones do not, and each part keeps its own ways.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import type { Job } from '../contract/job.ts';
import { correlation, openTwin } from './testing.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const parts = readSite(FIXTURES, 'ile-de-france');

/** A quarter of an hour at 1 s, with the power of a few GPUs. */
function listen() {
  const twin = openTwin(parts);
  twin.run(1_800, 60);
  const largest = [...twin.jobs.values()]
    .filter(({ state }) => state === 'running')
    .sort((a, b) => b.gpuCount - a.gpuCount) as [Job, Job, Job, Job];
  const first = (job: Job) => job.gpuRanges[0]?.[0] ?? 0;
  const last = (job: Job) => (job.gpuRanges.at(-1)?.[1] ?? 1) - 1;
  const watched = [
    first(largest[0]),
    last(largest[0]),
    first(largest[1]),
    first(largest[2]),
    first(largest[3]),
  ];
  const powerW = watched.map((): number[] => []);
  const halves = [new Float64Array(400), new Float64Array(400)] as const;
  let tick = 0;
  twin.run(900, 1, () => {
    for (const [i, gpu] of watched.entries()) {
      powerW[i]?.push(twin.columns.gpuPowerW[gpu] as number);
    }
    const half = halves[tick++ < 450 ? 0 : 1];
    for (let i = 0; i < half.length; i++) {
      half[i] = (half[i] as number) + (twin.columns.gpuPowerW[first(largest[0]) + i] as number);
    }
  });
  return { powerW, halves };
}

const { powerW, halves } = listen();
const [mine, mate, ...others] = powerW as [number[], number[], ...number[][]];
const steps = (series: readonly number[]) =>
  series.slice(1).map((value, i) => value - (series[i] as number));

describe('jobs', () => {
  it('moves the GPUs of one training job together: r of at least 0.95', () => {
    expect(correlation(mine, mate)).toBeGreaterThanOrEqual(0.95);
  });

  it('moves different jobs apart: steps correlate by 0.2 at most', () => {
    for (const other of others) {
      expect(Math.abs(correlation(steps(mine), steps(other)))).toBeLessThanOrEqual(0.2);
    }
  });

  it('keeps the ways of each part: who draws more in one half draws more in the other', () => {
    // A GPU that is out of service reports nothing.
    const there = [...halves[0].keys()].filter((i) => !Number.isNaN(halves[0][i] ?? Number.NaN));
    const half = (which: 0 | 1) => there.map((i) => halves[which][i] as number);
    expect(there.length).toBeGreaterThan(300);
    expect(correlation(half(0), half(1))).toBeGreaterThan(0.95);
  });
});
