// Laws of steps: whatever their length, a day has the same jobs to the second and the same energy within 0.5 %.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import { openTwin, racksOf } from './testing.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const DAY_S = 86_400;
const small = readSite(FIXTURES, 'one-rack');
const middle = racksOf(small, 3);

function dayOf(parts: typeof small, dtS: number) {
  const twin = openTwin(parts);
  twin.run(900, 60);
  const { columns } = twin;
  const meters = () => ({
    facilityWh: columns.siteFacilityEnergyWh[0] as number,
    idleWh: columns.siteIdleEnergyWh[0] as number,
    jobsWh: [...twin.jobs.values()].reduce((all, { slot, totals }) => {
      return all + (totals?.energyWh ?? columns.jobEnergyWh[slot] ?? 0);
    }, 0),
  });
  const before = meters();
  twin.run(DAY_S, dtS);
  const after = meters();
  const lives = [...twin.jobs.values()].map((job) => {
    const { id, state, gpuRanges, startMs, endMs, endReason } = job;
    return { id, state, gpuRanges, startMs, endMs, endReason };
  });
  return {
    facilityWh: after.facilityWh - before.facilityWh,
    idleWh: after.idleWh - before.idleWh,
    jobsWh: after.jobsWh - before.jobsWh,
    lives: lives.sort((a, b) => a.id - b.id),
  };
}

describe.each([
  ['one rack', small, [1, 10, 60, 300, 900]],
  ['a site of three racks', middle, [10, 60, 300, 900]],
] as const)('a day of %s', (_, parts, steps) => {
  const [first, ...others] = steps.map((dtS) => ({ dtS, ...dayOf(parts, dtS) }));
  if (!first) throw new Error('no steps');

  it('has the same jobs, to the second, on the same GPUs', () => {
    expect(first.lives.filter(({ endMs }) => endMs !== null).length).toBeGreaterThan(20);
    for (const other of others) expect(other.lives).toEqual(first.lives);
  });

  it('has the same energy within 0.5 %: of the site, of all jobs, and of those GPUs that idle', () => {
    for (const other of others) {
      expect(Math.abs(other.facilityWh / first.facilityWh - 1)).toBeLessThan(0.005);
      expect(Math.abs(other.jobsWh / first.jobsWh - 1)).toBeLessThan(0.005);
      expect(Math.abs(other.idleWh / first.idleWh - 1)).toBeLessThan(0.05);
    }
  });
});
