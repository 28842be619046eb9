// Laws of a compute tray beside its GPUs: named parts that add up, fans by the cube, a superchip's Grace.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readFixture } from '../catalogue/fixtureFile.ts';
import { HardwareFile } from '../contract/hardware.ts';
import { createTrayStatic, graceCpuW, gracePowerW } from './tray.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const { tray, limits } = readFixture(join(FIXTURES, 'hardware'), 'gb200-nvl72', HardwareFile);
const staticW = createTrayStatic(tray);

describe('a tray beside its GPUs', () => {
  it('draws 0.29 kW idle and 0.9 kW busy, and more with every load', () => {
    expect(staticW(0)).toBeCloseTo(288, 0);
    expect(staticW(1)).toBe(900);
    for (let i = 1; i <= 20; i++) expect(staticW(i / 20)).toBeGreaterThan(staticW((i - 1) / 20));
  });

  it('is its cards, processors, drives, fans and board', () => {
    const busyW =
      tray.networkCards * tray.networkCardBusyW +
      tray.dataProcessors * tray.dataProcessorBusyW +
      tray.drives * tray.driveBusyW +
      tray.fanW +
      tray.boardW;
    expect(staticW(1)).toBeCloseTo(busyW, 9);
    const fanless = createTrayStatic({ ...tray, fanW: 0 });
    const half = (1 + tray.fanMinSpeedRatio) / 2;
    expect(staticW(0.5) - fanless(0.5)).toBeCloseTo(tray.fanW * half ** 3, 9);
  });

  it('leaves two GPUs less than both may draw, when their Grace works', () => {
    expect(gracePowerW(tray, 1)).toBe(tray.gracePerTray * tray.graceMaxW);
    expect(limits.superchipPowerW - graceCpuW(tray, 1)).toBeLessThan(2 * limits.gpuPowerW);
    expect(limits.superchipPowerW - graceCpuW(tray, 0)).toBeGreaterThan(2 * limits.gpuPowerW);
  });
});
