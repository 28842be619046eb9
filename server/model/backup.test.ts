// Laws of what stands behind the grid: batteries, gensets, overload, and the currents of it all.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readFixture } from '../catalogue/fixtureFile.ts';
import { HardwareFile } from '../contract/hardware.ts';
import { batteryCapacityWh, chargedWh, dischargedWh, rechargeWh } from './battery.ts';
import { threePhaseA } from './current.ts';
import { burntRatio, loadStepRatio } from './genset.ts';
import { overloadBearableS, upsBypassLossW, upsLossW } from './ups.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const { power } = readFixture(join(FIXTURES, 'hardware'), 'gb200-nvl72', HardwareFile);
const UPS_W = 2.5e6;

describe('a battery', () => {
  it('feeds its UPS at the rating for the autonomy of the site', () => {
    const capacityWh = batteryCapacityWh(power, UPS_W, 300);
    const drawnWh = ((UPS_W + upsLossW(power, UPS_W, UPS_W)) * 300) / 3_600;
    expect(dischargedWh(power, drawnWh)).toBeCloseTo(capacityWh, 6);
  });

  it('takes no more than its charger gives and its room holds', () => {
    const mostWh = (power.batteryRechargeRatio * UPS_W * 60) / 3_600;
    expect(rechargeWh(power, UPS_W, 1e9, 60)).toBeCloseTo(mostWh, 6);
    expect(chargedWh(power, rechargeWh(power, UPS_W, 500, 3_600))).toBeCloseTo(500, 9);
    expect(rechargeWh(power, UPS_W, -1, 60)).toBe(0);
  });

  it('loses about 5 % there and back', () => {
    const there = chargedWh(power, 100) / dischargedWh(power, 100);
    expect(there).toBeGreaterThan(0.93);
    expect(there).toBeLessThan(0.97);
  });
});

describe('gensets', () => {
  it('carry everything five seconds after the first breaker', () => {
    expect([0, 1, 2, 3, 4, 9].map((s) => loadStepRatio(power, s))).toEqual([
      expect.closeTo(0.2, 9),
      expect.closeTo(0.4, 9),
      expect.closeTo(0.6, 9),
      expect.closeTo(0.8, 9),
      1,
      1,
    ]);
  });

  it('empty their tanks in 48 h at the rating, and in ten times that without load', () => {
    const hours = power.gensetTankS / 3_600;
    expect(burntRatio(power, 3e6, 3e6 * hours, power.gensetTankS)).toBeCloseTo(1, 9);
    expect(burntRatio(power, 3e6, 0, power.gensetTankS)).toBeCloseTo(0.1, 9);
  });

  it('are on the busbar early enough for the load steps to end 15 s after the loss', () => {
    const [, slowest] = power.gensetRunUpS;
    const steps = 1 / power.gensetLoadStepRatio - 1;
    expect(power.gensetCrankS + Math.ceil(slowest) + steps).toBeLessThanOrEqual(15);
  });
});

describe('a UPS', () => {
  it('bears less the more it is overloaded, its rating for ever', () => {
    const bearable = [0.9, 1, 1.05, 1.2, 1.4, 1.6].map((x) => overloadBearableS(power, x));
    expect(bearable).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 600, 60, 10, 0]);
  });

  it('loses less on bypass than in double conversion', () => {
    for (const load of [0.25, 0.5, 1]) {
      const outW = load * UPS_W;
      expect(upsBypassLossW(power, outW)).toBeLessThan(upsLossW(power, outW, UPS_W));
    }
  });
});

describe('current', () => {
  it('is P / (√3 U cos phi): 1.4 GW at 400 kV are 2.06 kA', () => {
    expect(threePhaseA(1.4e9, 400e3, 0.98)).toBeCloseTo(2_062, 0);
    expect(threePhaseA(0, 0, 0.98)).toBe(0);
  });
});

describe('a main transformer', () => {
  it('meets the peak efficiency index of EU 548/2014, tier 2', () => {
    const { transformerNoLoadRatio: p0, transformerLoadRatio: pk } = power;
    expect(1 - 2 * Math.sqrt(p0 * pk)).toBeGreaterThanOrEqual(0.9977);
  });
});
