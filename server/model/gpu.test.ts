// Laws of a GPU: the clock follows the limits, leakage the temperature, heat the power.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readFixture } from '../catalogue/fixtureFile.ts';
import { HardwareFile } from '../contract/hardware.ts';
import { createClockTable, dynamicRatioAt, FULL_CLOCK } from './gpuClock.ts';
import { leakageW, steadyGpuW } from './gpuPower.ts';
import { thermalRatio, thermalStep } from './gpuThermal.ts';
import { limitedW } from './limitedPower.ts';
import { relaxed } from './relaxation.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const hardware = readFixture(join(FIXTURES, 'hardware'), 'gb200-nvl72', HardwareFile);
const { gpu, limits } = hardware;
const busy = {
  activity: 1,
  hbm: 0.6,
  nvlink: 0.3,
  smActive: 1,
  tensorActive: 1,
  utilPct: 100,
  grace: 1,
  tray: 1,
};
const idle = {
  activity: 0,
  hbm: 0,
  nvlink: 0,
  smActive: 0,
  tensorActive: 0,
  utilPct: 0,
  grace: 0,
  tray: 0,
};

describe('the clock', () => {
  const table = createClockTable(hardware);

  it('moves in steps of 7.5 MHz between idle and the highest', () => {
    for (const clockMHz of table.clockMHz) {
      expect((clockMHz - gpu.clockIdleMHz) % gpu.clockStepMHz).toBe(0);
      expect(clockMHz).toBeLessThanOrEqual(limits.gpuClockMHz);
    }
  });

  it('never takes more power than fits, and more room never slows it', () => {
    for (let i = 1; i < FULL_CLOCK; i++) {
      const ratio = table.dynamicRatio[i] as number;
      const lowest = dynamicRatioAt(gpu.clockIdleMHz / limits.gpuClockMHz, gpu.voltageFloorRatio);
      expect(ratio).toBeLessThanOrEqual(Math.max(lowest, i / FULL_CLOCK));
      expect(ratio).toBeGreaterThanOrEqual(table.dynamicRatio[i - 1] as number);
    }
  });
});

describe('the clock under a limit', () => {
  const table = createClockTable(hardware);
  const powerW = (row: number, dynamicW: number, trafficW: number): number =>
    dynamicW * (table.dynamicRatio[row] as number) + trafficW * (table.clockRatio[row] as number);

  it('takes what fits with the traffic of its clock, and hardly less', () => {
    for (const dynamicW of [50, 300, 800, 1_150]) {
      for (const trafficW of [0, 20, 76, 155]) {
        const lowestW = powerW(0, dynamicW, trafficW);
        for (let share = 0.05; share < 1; share += 0.03) {
          const roomW = share * (dynamicW + trafficW);
          const takenW = powerW(table.fittingRow(dynamicW, trafficW, roomW), dynamicW, trafficW);
          expect(takenW).toBeLessThanOrEqual(Math.max(lowestW, roomW));
          expect(takenW).toBeGreaterThan(roomW - 0.03 * (dynamicW + trafficW) - lowestW);
        }
      }
    }
  });

  it('stands at its lowest where nothing fits', () => {
    expect(table.fittingRow(800, 76, -100)).toBe(0);
    expect(table.fittingRow(0, 0, -5)).toBe(0);
  });
});

describe('the mean of a power under a limit', () => {
  it('is the smaller of both when nothing varies', () => {
    expect(limitedW(900, 1_000, 0)).toBe(900);
    expect(limitedW(1_100, 1_000, 0)).toBe(1_000);
  });

  it('is that of a normal law cut off at the limit', () => {
    for (const limitW of [700, 850, 900, 950, 1_100]) {
      let mean = 0;
      let weight = 0;
      for (let z = -6; z <= 6; z += 0.001) {
        const density = Math.exp((-z * z) / 2);
        mean += density * Math.min(900 + 80 * z, limitW);
        weight += density;
      }
      expect(limitedW(900, limitW, 80)).toBeCloseTo(mean / weight, 2);
    }
  });
});

describe('the power', () => {
  it('idles at 155-180 W at a supply of 38 C', () => {
    const watts = steadyGpuW(hardware, idle, 38);
    expect(watts).toBeGreaterThan(155);
    expect(watts).toBeLessThan(180);
  });

  it('meets its limit at full activity, by about 5 % at the highest clock', () => {
    expect(steadyGpuW(hardware, busy, 38)).toBe(limits.gpuPowerW);
    const asked = gpu.baseW + 0.6 * gpu.hbmW + 0.3 * gpu.nvlinkW + gpu.dynamicW + leakageW(gpu, 70);
    expect(asked / limits.gpuPowerW).toBeGreaterThan(1.02);
    expect(asked / limits.gpuPowerW).toBeLessThan(1.08);
  });

  it('leaks more when it is hotter', () => {
    for (let c = 20; c < 90; c++) expect(leakageW(gpu, c + 1)).toBeGreaterThan(leakageW(gpu, c));
  });
});

describe('the heat', () => {
  it('raises the die 0.024-0.035 K a watt over the coolant', () => {
    expect(gpu.plateKPerW + gpu.dieKPerW).toBeGreaterThan(0.024);
    expect(gpu.plateKPerW + gpu.dieKPerW).toBeLessThan(0.035);
  });

  it('settles the same in one long step as in many short ones', () => {
    let c = 38;
    for (let i = 0; i < 60; i++) c = relaxed(c, 70, 1, gpu.plateTimeS);
    expect(c).toBeCloseTo(relaxed(38, 70, 60, gpu.plateTimeS), 9);
    expect(thermalStep(gpu, 60).plateLeft).toBeCloseTo(thermalStep(gpu, 1).plateLeft ** 60, 12);
  });

  it('cuts the clock from the maximum operating temperature on, hard from the slowdown one', () => {
    expect(thermalRatio(limits, limits.gpuMaxOperatingC - 0.1)).toBe(1);
    expect(thermalRatio(limits, limits.gpuSlowdownC)).toBeLessThanOrEqual(0.5);
    expect(thermalRatio(limits, limits.gpuMaxOperatingC + 1)).toBeLessThan(1);
  });
});
