// Laws of the thermal ladder and of long steps: three rungs, each at its temperature, the same whatever the step.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import { CLOCK_EVENT } from '../contract/state.ts';
import { bareKernel, COMPUTE } from './gpuTesting.ts';
import * as load from './slotLoad.ts';
import { sum } from './testing.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const oneRack = readSite(FIXTURES, 'one-rack');
const NONE_YET = CLOCK_EVENT.gpuIdle | CLOCK_EVENT.powerCap;
const HARD = CLOCK_EVENT.hwSlowdown | CLOCK_EVENT.hwThermal;

describe('the thermal ladder', () => {
  it('leaves a GPU alone at the supply of every day', () => {
    const rack = bareKernel(oneRack);
    rack.run(300, 1, 38);
    for (const mask of rack.columns.gpuEventReasons) expect(mask & ~NONE_YET).toBe(0);
    expect(rack.kernel.shutdowns).toEqual([]);
    expect(rack.kernel.sums.slotClockRatio[0]).toBe(1);
  });

  it('slows by software from the maximum operating temperature on, and holds most dies below slowdown', () => {
    const rack = bareKernel(oneRack);
    rack.run(600, 1, 58);
    const masks = [...rack.columns.gpuEventReasons];
    const slowed = masks.filter((mask) => (mask & CLOCK_EVENT.swThermal) !== 0);
    expect(slowed.length).toBeGreaterThan(20);
    for (const [gpu, mask] of masks.entries()) {
      if ((mask & CLOCK_EVENT.swThermal) === 0) continue;
      expect(rack.columns.gpuSmClockMHz[gpu]).toBeLessThan(rack.limits.gpuClockMHz);
      expect(rack.columns.gpuTempC[gpu]).toBeGreaterThan(rack.limits.gpuMaxOperatingC - 2);
    }
    expect(Math.max(...rack.columns.gpuTempC)).toBeLessThan(rack.limits.gpuShutdownC);
    expect(rack.kernel.sums.slotClockRatio[0]).toBeLessThan(1);
  });

  it('cuts in by hardware where software is not enough, to half the clock where that is needed', () => {
    const rack = bareKernel(oneRack);
    rack.run(600, 1, 71);
    const cut = [...rack.columns.gpuEventReasons].flatMap((mask, gpu) =>
      (mask & HARD) === HARD ? [rack.columns.gpuSmClockMHz[gpu] as number] : [],
    );
    expect(cut.length).toBeGreaterThan(36);
    expect(Math.max(...cut)).toBeLessThan(rack.limits.gpuClockMHz * 0.8);
    expect(Math.min(...cut)).toBeLessThan(rack.limits.gpuClockMHz / 2);
  });

  it('settles, and does not swing between its rungs', () => {
    const rack = bareKernel(oneRack);
    rack.run(600, 1, 66);
    const watts: number[] = [];
    rack.run(20, 1, 66, () => watts.push(rack.columns.gpuPowerW[7] as number));
    expect(Math.max(...watts) - Math.min(...watts)).toBeLessThan(0.06 * Math.max(...watts));
  });

  it('drops a GPU off at its shutdown temperature, at work and idle', () => {
    for (const share of [1, 0]) {
      const rack = bareKernel(oneRack, COMPUTE, share);
      const fell = new Set<number>();
      rack.run(300, 1, 90, () => {
        for (const gpu of rack.kernel.shutdowns) fell.add(gpu);
      });
      expect(fell.size).toBeGreaterThan(60);
    }
  });

  it('reaches no rung by a power cap', () => {
    const rack = bareKernel(oneRack, { ...COMPUTE, activity: 1.2 });
    rack.run(300, 1, 38);
    for (const mask of rack.columns.gpuEventReasons) {
      expect(mask & CLOCK_EVENT.powerCap).not.toBe(0);
      expect(mask & ~NONE_YET).toBe(0);
    }
  });
});

describe('the length of a step', () => {
  /** Energy of all GPUs over half an hour, once warm. */
  function energyWh(dtS: number, supplyC: number, limitW: number, share: number): number {
    const rack = bareKernel(oneRack, COMPUTE, share);
    for (let gpu = 0; gpu < rack.twin.gpus; gpu++) rack.parts.setLimit(gpu, limitW);
    rack.columns.gpuEnergyWh.fill(0);
    rack.run(1_800, 60, supplyC);
    const before = sum(rack.columns.gpuEnergyWh);
    rack.run(1_800, dtS, supplyC);
    return sum(rack.columns.gpuEnergyWh) - before;
  }

  it.each([
    ['free', 38, 1_200, 1],
    ['just under its mean power', 38, 1_060, 1],
    ['under a deep cap', 38, 500, 0.8],
    ['on the first rung', 58, 1_200, 1],
    ['on the second rung', 68, 1_200, 1],
  ] as const)('changes no energy of a GPU %s by more than 0.5 %%', (_, supplyC, limitW, share) => {
    const reference = energyWh(1, supplyC, limitW, share);
    for (const dtS of [10, 60, 300, 900]) {
      expect(Math.abs(energyWh(dtS, supplyC, limitW, share) / reference - 1)).toBeLessThan(0.005);
    }
  });

  it('counts the seconds in which a serving tray meets its cap, in the mean of a long step', () => {
    const served = (dtS: number): number => {
      const rack = bareKernel(oneRack);
      const { loads } = rack;
      // A load that wanders by 0.15 about 0.7, between 200 W and 1,000 W of dynamic power, 25 s a knot.
      loads.rows[load.HEAVY_DYNAMIC] = 200;
      loads.rise[load.HEAVY_DYNAMIC] = 800;
      loads.load[0] = 0.7;
      loads.wander[0] = 0.15;
      loads.wanderS[0] = 25;
      for (let gpu = 0; gpu < rack.twin.gpus; gpu++) rack.parts.setLimit(gpu, 1_000);
      rack.columns.gpuEnergyWh.fill(0);
      rack.run(7_200, dtS, 38);
      return sum(rack.columns.gpuEnergyWh);
    };
    const reference = served(1);
    for (const dtS of [10, 60, 300, 900]) {
      expect(Math.abs(served(dtS) / reference - 1)).toBeLessThan(0.005);
    }
  });
});
