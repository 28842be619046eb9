// Laws of faults of single GPUs: absent is not zero, a stuck reading repeats, true watts go on, heat climbs the ladder.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import type { Command, FaultOf } from '../contract/command.ts';
import { CLOCK_EVENT } from '../contract/state.ts';
import { rackParts, workingRack } from './gpuTesting.ts';
import { openTwin, sum } from './testing.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const oneRack = readSite(FIXTURES, 'one-rack');
const GPU = 20;
const PLACE = 'R1-T06-G1';
type Opened = ReturnType<typeof workingRack>;
const inject = ({ simulation }: Opened, fault: FaultOf<'gpu'>, place = PLACE) =>
  simulation.command({ do: 'injectFault', place, fault }, 'test');
const clear = ({ simulation }: Opened) =>
  simulation.command({ do: 'clearFault', place: PLACE }, 'test');

/** A rack with the fault and its twin without, in step. */
function beside(fault: FaultOf<'gpu'>) {
  const [faulty, sound] = [workingRack(oneRack), workingRack(oneRack)];
  expect(inject(faulty, fault)).toMatchObject({ accepted: true });
  return { faulty, sound };
}

describe('a silent sensor', () => {
  const { faulty, sound } = beside('sensorMissing');
  for (const twin of [faulty, sound]) twin.run(60, 1);
  const [c, s] = [faulty.columns, sound.columns];

  it('reads nothing, not zero, and no neighbour is touched', () => {
    for (const id of ['gpuPowerW', 'gpuTempC', 'gpuThermalMarginK', 'gpuSensorEnergyWh'] as const) {
      expect(c[id][GPU]).toBeNaN();
      expect(c[id].filter(Number.isNaN)).toHaveLength(1);
    }
    expect(c.gpuSmClockMHz[GPU]).toBe(s.gpuSmClockMHz[GPU]);
  });

  it('leaves the true watts, their meters and the rack alone', () => {
    expect(c.gpuEnergyWh[GPU]).toBe(s.gpuEnergyWh[GPU]);
    expect(c.rackPowerW[0]).toBe(s.rackPowerW[0]);
  });

  it('shows as watts of the rack that no sensor reports', () => {
    const read = sum(c.gpuPowerW.filter((watts) => !Number.isNaN(watts)));
    expect(read).toBeCloseTo(
      (c.rackGpuPowerW[0] as number) + (c.rackSensorResidualW[0] as number),
      1,
    );
    const gone = (s.rackSensorResidualW[0] as number) - (c.rackSensorResidualW[0] as number);
    expect(gone).toBeCloseTo(s.gpuPowerW[GPU] as number, 2);
  });

  it('has counted on unseen when it comes back', () => {
    expect(clear(faulty)).toMatchObject({ accepted: true });
    for (const twin of [faulty, sound]) twin.run(1, 1);
    for (const id of ['gpuPowerW', 'gpuTempC', 'gpuSensorEnergyWh'] as const) {
      expect(c[id][GPU]).toBeCloseTo(s[id][GPU] as number, 6);
    }
    expect(clear(faulty)).toMatchObject({ accepted: false });
  });
});

describe('a stuck sensor', () => {
  it('repeats its last reading, and its energy follows that', () => {
    const { faulty, sound } = beside('sensorStuck');
    const { columns: c } = faulty;
    const lastW = c.gpuPowerW[GPU] as number;
    const beforeWh = c.gpuSensorEnergyWh[GPU] as number;
    for (const twin of [faulty, sound]) {
      twin.simulation.command({ do: 'setCap', place: 'SITE', watts: 600 }, 'test');
      twin.run(60, 1);
    }
    expect(c.gpuPowerW[GPU]).toBe(lastW);
    expect((c.gpuSensorEnergyWh[GPU] as number) - beforeWh).toBeCloseTo(lastW / 60, 6);
    expect(c.gpuEnergyWh[GPU]).toBe(sound.columns.gpuEnergyWh[GPU]);
    expect(sum(c.gpuPowerW)).toBeCloseTo(
      (c.rackGpuPowerW[0] as number) + (c.rackSensorResidualW[0] as number),
      1,
    );
  });
});

describe('an obstructed cold plate', () => {
  const hot = workingRack(oneRack);
  inject(hot, 'hot');
  let masks = 0;
  let hottestC = 0;
  hot.run(900, 1, () => {
    masks |= hot.columns.gpuEventReasons[GPU] as number;
    hottestC = Math.max(hottestC, hot.columns.gpuTempC[GPU] as number);
  });
  const { columns: c } = hot;

  it('slows its GPU by software and, where that is not enough, by hardware; no other', () => {
    expect(masks & CLOCK_EVENT.swThermal).not.toBe(0);
    expect(c.gpuSmClockMHz[GPU]).toBeLessThan(1_900);
    expect(hottestC).toBeGreaterThan(hot.parts.hardware.limits.gpuMaxOperatingC);
    expect(hottestC).toBeLessThan(hot.parts.hardware.limits.gpuShutdownC);
    expect(c.gpuSmClockMHz[GPU + 1]).toBe(hot.parts.hardware.limits.gpuClockMHz);
  });

  it('is as before when it is cleared', () => {
    clear(hot);
    hot.run(300, 1);
    expect(c.gpuSmClockMHz[GPU]).toBe(hot.parts.hardware.limits.gpuClockMHz);
    expect(c.gpuTempC[GPU]).toBeLessThan(80);
  });
});

describe('a twin that is saved in the midst of it all', () => {
  it('goes on to the same bytes', () => {
    const twin = workingRack(oneRack);
    const tell = (command: Command) =>
      expect(twin.simulation.command(command, 'test')).toMatchObject({ accepted: true });
    tell({ do: 'injectFault', place: 'R1-T01-G1', fault: 'hot' });
    tell({ do: 'injectFault', place: 'R1-T02-G2', fault: 'sensorMissing' });
    tell({ do: 'injectFault', place: 'R1-T03-G3', fault: 'sensorStuck' });
    tell({ do: 'setCap', place: 'R1', watts: 900 });
    tell({ do: 'setCap', job: `J${[...twin.jobs.keys()][0]}`, watts: 850 });
    tell({ do: 'shed', megawatts: 0.07, minutes: 2 });
    twin.run(45, 1);
    const again = openTwin(twin.parts, { restore: structuredClone(twin.simulation.save()) });
    for (const each of [twin, again]) {
      each.run(30, 1);
      each.simulation.command({ do: 'clearFault', place: 'R1-T02-G2' }, 'test');
      each.run(300, 1);
    }
    expect(Buffer.compare(twin.bytes, again.bytes)).toBe(0);
    expect(again.events).toEqual(twin.events.slice(-again.events.length));
    expect(again.events.map(({ code }) => code)).toContain('shed.ended');
  });
});

describe('the faults of a GPU', () => {
  it('are refused where one stands', () => {
    const twin = workingRack(oneRack);
    inject(twin, 'hot');
    expect(inject(twin, 'sensorStuck')).toMatchObject({ accepted: false, reason: 'conflict' });
  });

  it('of its sensors come by chance at their rate and go again', () => {
    const parts = rackParts(oneRack);
    const often = {
      ...parts.hardware.sensors,
      stuckPerMillionGpuHours: 2_000,
      missingPerMillionGpuHours: 1_000,
    };
    const twin = openTwin({ ...parts, hardware: { ...parts.hardware, sensors: often } });
    twin.run(20 * 86_400, 900);
    const begun = twin.events.filter(({ code }) => code === 'gpu.fault');
    const expected = 3_000e-6 * 72 * 480;
    expect(Math.abs(begun.length - expected)).toBeLessThan(4 * Math.sqrt(expected));
    const stuck = begun.filter(({ text }) => text.params.fault === 'sensorStuck').length;
    expect(stuck / begun.length).toBeGreaterThan(0.5);
    const over = twin.events.filter(({ code }) => code === 'gpu.mended').length;
    expect(over).toBeGreaterThan(begun.length - 6);
    expect(over).toBeLessThanOrEqual(begun.length);
  });
});
