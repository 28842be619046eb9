// Laws of the swing: one job that hangs moves the site by megawatts in seconds, and smoothing trades swing for energy.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import type { Job } from '../contract/job.ts';
import { codeOf } from '../contract/state.ts';
import { openTwin } from './testing.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const parts = readSite(FIXTURES, 'ile-de-france');
const MW = 1e6;

function opened() {
  const twin = openTwin(parts);
  twin.run(1_800, 60);
  twin.run(60, 1);
  const largest = [...twin.jobs.values()]
    .filter(({ state }) => state === 'running')
    .reduce((most, job) => (job.gpuCount > most.gpuCount ? job : most));
  return { twin, largest };
}

/** Facility power of the last second, and then second by second. */
function listen(twin: ReturnType<typeof openTwin>, seconds: number): number[] {
  const watts = [twin.columns.siteFacilityPowerW[0] as number];
  twin.run(seconds, 1, () => watts.push(twin.columns.siteFacilityPowerW[0] as number));
  return watts;
}

/** Until the job has computed for the whole of a second. */
function untilComputing(twin: ReturnType<typeof openTwin>, { slot }: Job): void {
  const computing = () => twin.columns.jobPhase[slot] === codeOf('phase', 'compute');
  for (let calm = 0; calm < 2; calm = computing() ? calm + 1 : 0) twin.run(1, 1);
}

describe('the largest job', () => {
  it('takes more than a megawatt with it within 5 s when it hangs, and brings it back', () => {
    const { twin, largest } = opened();
    untilComputing(twin, largest);
    twin.simulation.command({ do: 'stallJob', job: `J${largest.id}`, seconds: 30 }, 'test');
    const [before = 0, ...watts] = listen(twin, 60);
    for (const second of [1, 2, 3, 4])
      expect(before - (watts[second] ?? 0)).toBeGreaterThan(1 * MW);
    expect(before - (watts[4] ?? 0)).toBeLessThan(12 * MW);
    expect(Math.max(...watts.slice(32, 45))).toBeGreaterThan(before - MW);
  });
});

describe('power smoothing', () => {
  /** Ten minutes with a hang of the largest job in them. */
  function tenMinutes(on: boolean) {
    const { twin, largest } = opened();
    untilComputing(twin, largest);
    if (on) twin.simulation.command({ do: 'setSmoothing', on }, 'test');
    const { columns } = twin;
    const energyWh = columns.siteFacilityEnergyWh[0] as number;
    const watts = listen(twin, 240);
    twin.simulation.command({ do: 'stallJob', job: `J${largest.id}`, seconds: 150 }, 'test');
    const hang = listen(twin, 360);
    const steps = (series: readonly number[]) =>
      series.slice(1).map((value, i) => value - (series[i] as number));
    const spread = (series: readonly number[]) => {
      const sorted = [...series].sort((a, b) => a - b);
      const at = (share: number) => sorted[Math.floor(share * sorted.length)] as number;
      return at(0.98) - at(0.02);
    };
    return {
      energyWh: (columns.siteFacilityEnergyWh[0] as number) - energyWh,
      swingW: spread(watts),
      fallW: Math.min(...steps(hang)),
      riseW: Math.max(...steps(hang.slice(100))),
      state: columns.siteSmoothingState[0],
      tokens: columns.jobTokens[largest.slot] as number,
    };
  }
  const [off, on] = [tenMinutes(false), tenMinutes(true)];

  it('is off until it is asked for', () => {
    expect(off.state).toBe(codeOf('smoothing', 'off'));
    expect(on.state).toBe(codeOf('smoothing', 'on'));
  });

  it('makes the swing of everyday work smaller', () => {
    expect(on.swingW).toBeLessThan(0.8 * off.swingW);
  });

  it('halves the fall of a hang, and the rise after it', () => {
    expect(Math.abs(on.fallW)).toBeLessThan(0.6 * Math.abs(off.fallW));
    expect(on.riseW).toBeLessThan(0.5 * off.riseW);
  });

  it('costs energy, and a little work', () => {
    expect(on.energyWh).toBeGreaterThan(1.003 * off.energyWh);
    expect(on.tokens).toBeLessThan(off.tokens);
    expect(on.tokens).toBeGreaterThan(0.999 * off.tokens);
  });
});
