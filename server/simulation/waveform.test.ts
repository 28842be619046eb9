// Laws of the waveform: ten values a second that are the meter on the mean, and the beat of the jobs between.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import { openTwin, racksOf, sum } from './testing.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const parts = racksOf(readSite(FIXTURES, 'one-rack'), 2);
const empty = {
  ...parts,
  site: { ...parts.site, outOfServiceShare: 0 },
  workload: { ...parts.workload, programmes: [], streams: [] },
};

function listening(profile: string, smoothing = false) {
  const twin = openTwin(empty);
  if (smoothing) twin.simulation.command({ do: 'setSmoothing', on: true }, 'test');
  twin.simulation.command({ do: 'startJob', profile, gpus: 72, minutes: 600 }, 'test');
  twin.run(600, 60);
  const rackW: number[] = [];
  const siteW: number[] = [];
  twin.run(60, 1, () => {
    rackW.push(twin.columns.rackPowerW[0] as number);
    siteW.push(twin.columns.siteFacilityPowerW[0] as number);
  });
  return { twin, rackW, siteW };
}

const secondsOf = (values: Float32Array) =>
  Array.from({ length: values.length / 10 }, (_, i) => values.subarray(i * 10, i * 10 + 10));
const widest = (values: Float32Array) =>
  Math.max(...secondsOf(values).map((tenths) => Math.max(...tenths) - Math.min(...tenths)));

describe('the waveform', () => {
  const { twin, rackW, siteW } = listening('simulation');

  it.each([
    ['R1', rackW],
    ['SITE', siteW],
  ])('of %s has the meter of each second as its mean', (id, meter) => {
    const { timesMs, values } = twin.simulation.waveform(id, 60);
    expect(values).toHaveLength(600);
    expect(timesMs.at(-1)).toBe(twin.simulation.timeMs);
    for (let i = 1; i < timesMs.length; i++) {
      expect((timesMs[i] as number) - (timesMs[i - 1] as number)).toBe(100);
    }
    for (const [i, tenths] of secondsOf(values).entries()) {
      expect(sum(tenths) / 10 / (meter[i] as number)).toBeCloseTo(1, 5);
    }
  });

  it('shows iterations that are shorter than a second, and the valley between them', () => {
    // 0.5-1.5 s an iteration, a fifth of it waiting: kilowatts up and down within each second.
    const { values } = twin.simulation.waveform('R1', 60);
    expect(widest(values)).toBeGreaterThan(10_000);
    const middle = (Math.max(...values) + Math.min(...values)) / 2;
    const crossings = [...values].filter((value, i) => {
      return i > 0 && value > middle !== (values[i - 1] as number) > middle;
    }).length;
    expect(crossings / 2 / 60).toBeGreaterThan(1 / 1.6);
    expect(crossings / 2 / 60).toBeLessThan(2.1);
  });

  it('of a rack without a job is flat', () => {
    expect(widest(twin.simulation.waveform('R2', 60).values)).toBe(0);
  });

  it('gives fewer seconds when fewer are asked for, and names what has none', () => {
    const all = twin.simulation.waveform('R1', 60);
    const last = twin.simulation.waveform('R1', 7);
    expect([...last.values]).toEqual([...all.values.subarray(530)]);
    expect(() => twin.simulation.waveform('CDU1-1', 5)).toThrow(/CDU1-1/);
  });

  it('is not there while steps are longer than a second, and grows again after that', () => {
    const other = listening('simulation').twin;
    other.run(10, 10);
    expect(() => other.simulation.waveform('R1', 60)).toThrow(/longer than 1 s/);
    other.run(3, 1);
    expect(other.simulation.waveform('R1', 60).values).toHaveLength(30);
  });

  it('is flatter when power is smoothed', () => {
    const smooth = listening('simulation', true).twin.simulation.waveform('R1', 60).values;
    expect(widest(smooth)).toBeLessThan(0.7 * widest(twin.simulation.waveform('R1', 60).values));
  });
});
