// Laws of cooling: cube law, heat that goes where it must, free cooling when it is cold enough.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readFixture } from '../catalogue/fixtureFile.ts';
import { HardwareFile } from '../contract/hardware.ts';
import { cduPumpPowerW, cduRatedFlowLpm, ringTargetC } from './cdu.ts';
import { chillerCop, freeCoolerPowerW, freeCoolingRatio } from './coldLoop.ts';
import { flowLpm, warmingK } from './coolant.ts';
import { cubeLawW } from './cubeLaw.ts';
import { coilAirC, fanSpeedRatio, padsWet, padWaterLpm, warmTargetC } from './dryCooler.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const hardware = readFixture(join(FIXTURES, 'hardware'), 'gb200-nvl72', HardwareFile);
const { cooling, rack } = hardware;

describe('pumps and fans', () => {
  it('take an eighth of their variable power at half speed', () => {
    const variable = (speed: number) => cubeLawW(1_000, 0.1, speed) - cubeLawW(1_000, 0.1, 0);
    expect(variable(0.5) / variable(1)).toBeCloseTo(1 / 8, 12);
    expect(cubeLawW(1_000, 0.1, 1)).toBeCloseTo(1_000, 9);
  });

  it('of a CDU take 0.3-1.1 % of its heat between half and full load', () => {
    for (const load of [0.5, 0.75, 1]) {
      const share = cduPumpPowerW(cooling, 2.3e6, load) / (load * 2.3e6);
      expect(share).toBeGreaterThan(0.003);
      expect(share).toBeLessThan(0.011);
    }
  });
});

describe('coolant', () => {
  it('warms by what the heat asks for, and the flow for a range gives that range back', () => {
    const flow = flowLpm(1e6, 11, cooling.waterJPerLK);
    expect(warmingK(1e6, flow, cooling.waterJPerLK)).toBeCloseTo(11, 9);
    expect(warmingK(1e6, 0, cooling.waterJPerLK)).toBe(0);
  });

  it('warms by about 11 K at 1.35 L/min/kW', () => {
    const kelvin = warmingK(2.3e6, cduRatedFlowLpm(hardware, 2.3e6), rack.coolantJPerLK);
    expect(kelvin).toBeGreaterThan(10);
    expect(kelvin).toBeLessThan(12.5);
  });
});

describe('a ring', () => {
  it('holds its set point up to the rating of its CDUs, and rises above', () => {
    expect(ringTargetC(cooling, cooling.warmSupplyC, 1)).toBe(cooling.ringSupplyC);
    expect(ringTargetC(cooling, cooling.warmSupplyC, 1.5)).toBeGreaterThan(cooling.ringSupplyC);
    expect(ringTargetC(cooling, cooling.warmSupplyC + 5, 0.8)).toBeGreaterThan(cooling.ringSupplyC);
  });
});

describe('the dry coolers', () => {
  it('turn faster when it is warmer, and let the supply rise only at full speed', () => {
    for (let c = -10; c < 33; c++) {
      expect(fanSpeedRatio(cooling, 20e6, 36e6, c + 1)).toBeGreaterThanOrEqual(
        fanSpeedRatio(cooling, 20e6, 36e6, c),
      );
    }
    expect(fanSpeedRatio(cooling, 20e6, 36e6, 34)).toBe(1);
    expect(warmTargetC(cooling, 20e6, 36e6, 10)).toBe(cooling.warmSupplyC);
    expect(warmTargetC(cooling, 30e6, 36e6, 36)).toBeGreaterThan(36);
  });

  it('wet their pads by two temperatures, never cool air below its wet bulb, and use water only then', () => {
    expect(padsWet(cooling, 23.5, false)).toBe(false);
    expect(padsWet(cooling, 23.5, true)).toBe(true);
    expect(coilAirC(cooling, 35, 22, true)).toBeGreaterThan(22);
    expect(coilAirC(cooling, 35, 22, false)).toBe(35);
    expect(padWaterLpm(cooling, 20e6, 35, 35)).toBe(0);
    expect(padWaterLpm(cooling, 20e6, 35, 26)).toBeGreaterThan(0);
  });
});

describe('the cold loop', () => {
  it('is free up to 11 C and on chillers alone from 19 C', () => {
    expect(freeCoolingRatio(cooling, 11)).toBe(1);
    expect(freeCoolingRatio(cooling, 15)).toBeCloseTo(0.5, 9);
    expect(freeCoolingRatio(cooling, 19)).toBe(0);
    expect(freeCoolerPowerW(cooling, 0, 8e6, 25)).toBe(0);
  });

  it('has chillers that do worse when it is hotter: 6 at 15 C, 4.2 at 25 C, 3 at 35 C', () => {
    expect(chillerCop(cooling, 15)).toBeCloseTo(6, 1);
    expect(chillerCop(cooling, 25)).toBeCloseTo(4.2, 9);
    expect(chillerCop(cooling, 35)).toBeCloseTo(2.94, 1);
  });
});
