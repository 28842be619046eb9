// Laws of the power chain: published efficiencies, losses that are never negative and grow with the load.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readFixture } from '../catalogue/fixtureFile.ts';
import { HardwareFile } from '../contract/hardware.ts';
import { networkRackPowerW, shelfLossW, switchTrayPowerW } from './rack.ts';
import { lineLossW, mainTransformerLossW, mvTransformerLossW } from './transformer.ts';
import { gracePowerW, trayStaticPowerW } from './tray.ts';
import { buswayLossW, upsLossW } from './ups.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const hardware = readFixture(join(FIXTURES, 'hardware'), 'gb200-nvl72', HardwareFile);
const { rack, tray, power } = hardware;
const efficiency = (outputW: number, lossW: number) => outputW / (outputW + lossW);

/** AC power of a rack whose 72 GPUs and 18 trays all do the same. */
function rackAcW(gpuW: number, graceLoad: number, trayLoad: number, nvlink: number): number {
  const trays = 18 * (4 * gpuW + gracePowerW(tray, graceLoad) + trayStaticPowerW(tray, trayLoad));
  const dcW = trays + 9 * switchTrayPowerW(rack, nvlink) + rack.managementSwitchesW;
  return dcW + 8 * shelfLossW(rack, dcW / 8);
}

describe('a rack', () => {
  it('draws 22-28 kW idle, 98-118 kW in training, 111-134 kW at every limit', () => {
    expect(rackAcW(169, 0, 0, 0)).toBeGreaterThan(22_000);
    expect(rackAcW(169, 0, 0, 0)).toBeLessThan(28_000);
    expect(rackAcW(1_080, 0.42, 0.75, 0.35)).toBeGreaterThan(98_000);
    expect(rackAcW(1_080, 0.42, 0.75, 0.35)).toBeLessThan(118_000);
    expect(rackAcW(1_200, 1, 1, 1)).toBeGreaterThan(111_000);
    expect(rackAcW(1_200, 1, 1, 1)).toBeLessThan(134_000);
  });

  it('gives network and storage racks their rating at full load', () => {
    expect(networkRackPowerW(rack, 46_000, 1)).toBeCloseTo(46_000, 6);
    expect(networkRackPowerW(rack, 46_000, 0)).toBeLessThan(46_000);
  });
});

describe('the losses', () => {
  it('leave a power shelf 97-98 % and a UPS 96.5-98 % efficient at half load', () => {
    const shelf = efficiency(rack.shelfRatedW / 2, shelfLossW(rack, rack.shelfRatedW / 2));
    expect(shelf).toBeGreaterThan(0.97);
    expect(shelf).toBeLessThan(0.98);
    const ups = efficiency(1.25e6, upsLossW(power, 1.25e6, 2.5e6));
    expect(ups).toBeGreaterThan(0.965);
    expect(ups).toBeLessThan(0.98);
  });

  it('follow the UPS curve of 97.0, 97.3, 97.0 and 96.4 % to half a per cent', () => {
    for (const [load, published] of [
      [0.25, 0.97],
      [0.5, 0.973],
      [0.75, 0.97],
      [1, 0.964],
    ] as const) {
      expect(
        Math.abs(efficiency(load * 2.5e6, upsLossW(power, load * 2.5e6, 2.5e6)) - published),
      ).toBeLessThan(0.005);
    }
  });

  it('are never negative and never fall as the load of wires and transformers grows', () => {
    const losses = [
      (w: number) => buswayLossW(power, w, 7.5e6),
      (w: number) => mainTransformerLossW(power, w, 63e6),
      (w: number) => mvTransformerLossW(power, w, 33e6),
      (w: number) => lineLossW(power, w, 40e6),
    ];
    for (const loss of losses) {
      for (let w = 0; w < 30e6; w += 1e6) {
        expect(loss(w)).toBeGreaterThanOrEqual(0);
        expect(loss(w + 1e6)).toBeGreaterThan(loss(w));
      }
    }
  });
});
