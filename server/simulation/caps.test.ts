// Laws of power caps: the lowest holds, in every phase, follows its job, costs throughput, and is no thermal matter.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import type { Command } from '../contract/command.ts';
import { CLOCK_EVENT } from '../contract/state.ts';
import { COMPUTE, firstHalls, workingRack } from './gpuTesting.ts';
import { openTwin, sum } from './testing.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const oneRack = readSite(FIXTURES, 'one-rack');
const site = firstHalls(readSite(FIXTURES, 'ile-de-france'), 1);

type Opened = ReturnType<typeof workingRack>;
const tell = ({ simulation }: Pick<Opened, 'simulation'>, command: Command): void => {
  expect(simulation.command(command, 'test')).toMatchObject({ accepted: true });
};
const jobOf = ({ jobs }: Pick<Opened, 'jobs'>): string => `J${[...jobs.keys()][0]}`;

describe('a cap', () => {
  it('is the lowest of GPU, rack, job and site, and lifting one leaves the others', () => {
    const twin = workingRack(oneRack);
    const limits = () => {
      twin.run(1, 1);
      return [twin.columns.gpuPowerLimitW[0], twin.columns.gpuPowerLimitW[71]];
    };
    expect(limits()).toEqual([1_200, 1_200]);
    tell(twin, { do: 'setCap', place: 'SITE', watts: 1_100 });
    expect(limits()).toEqual([1_100, 1_100]);
    tell(twin, { do: 'setCap', job: jobOf(twin), watts: 900 });
    expect(limits()).toEqual([900, 900]);
    tell(twin, { do: 'setCap', place: 'R1-T01-G1', watts: 700 });
    expect(limits()).toEqual([700, 900]);
    tell(twin, { do: 'setCap', place: 'R1', watts: 650 });
    expect(limits()).toEqual([650, 650]);
    tell(twin, { do: 'setCap', place: 'R1', watts: null });
    expect(limits()).toEqual([700, 900]);
    tell(twin, { do: 'setCap', job: jobOf(twin), watts: null });
    expect(limits()).toEqual([700, 1_100]);
    tell(twin, { do: 'setCap', place: 'R1-T01-G1', watts: null });
    tell(twin, { do: 'setCap', place: 'SITE', watts: null });
    expect(limits()).toEqual([1_200, 1_200]);
  });

  it('is refused outside 200-1,200 W, and then changes nothing', () => {
    const twin = workingRack(oneRack);
    for (const watts of [199, 1_201, Number.NaN]) {
      const result = twin.simulation.command({ do: 'setCap', place: 'SITE', watts }, 'test');
      expect(result).toMatchObject({ accepted: false, reason: 'range', field: 'watts' });
    }
    twin.run(1, 1);
    expect([...twin.columns.gpuPowerLimitW]).toEqual(Array(72).fill(1_200));
  });

  it('of a job ends with the job, and leaves nothing behind', () => {
    const twin = workingRack(oneRack);
    const job = jobOf(twin);
    tell(twin, { do: 'setCap', job, watts: 600 });
    twin.run(1, 1);
    expect(twin.simulation.save().parts.caps).toMatchObject({
      jobs: new Map([[Number(job.slice(1)), { watts: 600 }]]),
    });
    tell(twin, { do: 'stopJob', job });
    twin.run(1, 1);
    expect([...twin.columns.gpuPowerLimitW]).toEqual(Array(72).fill(1_200));
    expect(twin.simulation.save().parts.caps).toMatchObject({ jobs: new Map() });
  });

  it('that does not stand cannot be lifted', () => {
    const twin = workingRack(oneRack);
    tell(twin, { do: 'setCap', place: 'R1', watts: 900 });
    const lift = (target: { place: string } | { job: string }) =>
      twin.simulation.command({ do: 'setCap', ...target, watts: null }, 'test');
    for (const place of ['SITE', 'R1-T01-G1']) {
      expect(lift({ place })).toMatchObject({ reason: 'conflict', field: 'place' });
    }
    expect(lift({ job: jobOf(twin) })).toMatchObject({ reason: 'conflict', field: 'job' });
    expect(lift({ place: 'R1' })).toMatchObject({ accepted: true });
    expect(lift({ place: 'R1' })).toMatchObject({ reason: 'conflict' });
  });

  it.each([200, 500, 900])('of %d W holds in every phase, and is no alarm', (watts) => {
    const twin = openTwin(site);
    twin.run(1_800, 60);
    tell(twin, { do: 'setCap', place: 'SITE', watts });
    // Dies cool down, and their leakage with them.
    twin.run(60, 1);
    let highest = 0;
    let masks = 0;
    twin.run(30, 1, () => {
      highest = Math.max(highest, ...known(twin.columns.gpuPowerW));
      for (const mask of twin.columns.gpuEventReasons) if (mask !== 65_535) masks |= mask;
    });
    expect(highest).toBeLessThanOrEqual(Math.max(watts, FLOOR_W));
    expect(masks & CLOCK_EVENT.powerCap).toBe(CLOCK_EVENT.powerCap);
    expect(masks & ~(CLOCK_EVENT.powerCap | CLOCK_EVENT.gpuIdle)).toBe(0);
  });

  it('comes back with a tray, and is not known while the tray is out of service', () => {
    const twin = workingRack(oneRack);
    tell(twin, { do: 'setCap', place: 'SITE', watts: 800 });
    tell(twin, { do: 'injectFault', place: 'R1-T01', fault: 'out' });
    twin.run(1, 1);
    expect([...twin.columns.gpuPowerLimitW.subarray(0, 5)]).toEqual([NaN, NaN, NaN, NaN, 800]);
    tell(twin, { do: 'clearFault', place: 'R1-T01' });
    twin.run(2, 1);
    expect([...twin.columns.gpuPowerLimitW.subarray(0, 5)]).toEqual([800, 800, 800, 800, 800]);
  });

  it('makes each job slower by less than the power it saves', () => {
    const [free, capped] = [workingRack(oneRack), workingRack(oneRack)];
    tell(capped, { do: 'setCap', place: 'SITE', watts: 840 });
    for (const twin of [free, capped]) twin.run(60, 1);
    const kept = {
      watts: sum(capped.columns.gpuPowerW) / sum(free.columns.gpuPowerW),
      clock: sum(capped.columns.gpuSmClockMHz) / sum(free.columns.gpuSmClockMHz),
    };
    expect(kept.watts).toBeGreaterThan(0.7);
    expect(kept.watts).toBeLessThan(0.85);
    expect(kept.clock).toBeGreaterThan(kept.watts);
    expect(kept.clock).toBeLessThan(0.97);
  });
});

/** What does not obey the clock: base and leakage of the worst part, and the rest of HBM and dynamic power at 120 MHz. */
const FLOOR_W = 235;
const known = (values: Float32Array): number[] => [...values].filter((value) => value > 0);

describe('the superchip', () => {
  const everything = { ...COMPUTE, activity: 1.2, hbm: 1, nvlink: 1, grace: 1 };
  const superchipW = ({ columns, parts }: Opened, chip: number): number =>
    (columns.gpuPowerW[chip * 2] as number) +
    (columns.gpuPowerW[chip * 2 + 1] as number) +
    parts.hardware.tray.graceMaxW;

  it('holds one Grace and two GPUs to 2,500 W, within the gain of their sensors', () => {
    const twin = workingRack(oneRack, everything);
    const watts = Array.from({ length: 36 }, (_, chip) => superchipW(twin, chip));
    for (const each of watts) expect(each).toBeLessThan(2_500 * 1.05);
    expect(sum(watts) / 36).toBeGreaterThan(2_450);
    expect(sum(watts) / 36).toBeLessThanOrEqual(2_510);
    expect((twin.columns.gpuEventReasons[0] as number) & CLOCK_EVENT.powerCap).not.toBe(0);
  });

  it('leaves a GPU what its capped neighbour does not take', () => {
    const twin = workingRack(oneRack, everything);
    const before = twin.columns.gpuPowerW[1] as number;
    tell(twin, { do: 'setCap', place: 'R1-T01-G1', watts: 600 });
    twin.run(60, 1);
    expect(twin.columns.gpuPowerW[1]).toBeGreaterThan(before + 100);
    expect(twin.columns.gpuPowerW[1]).toBeLessThanOrEqual(1_200);
  });

  it('lets everyday pretraining be', () => {
    const twin = workingRack(oneRack);
    for (const mask of twin.columns.gpuEventReasons) expect(mask & CLOCK_EVENT.powerCap).toBe(0);
  });
});
