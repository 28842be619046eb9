// Laws of cooling: cube law, heat that goes where it must, free cooling when it is cold enough.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readFixture } from '../catalogue/fixtureFile.ts';
import { HardwareFile } from '../contract/hardware.ts';
import {
  cduPumpPowerW,
  cduRatedFlowLpm,
  coldestSupplyC,
  pumpFlowRatio,
  pumpSpeedRatio,
} from './cdu.ts';
import { chillerCapacityW, chillerCop, freeCoolerPowerW, freeCoolingW } from './coldLoop.ts';
import { flowLpm, warmingK } from './coolant.ts';
import { cubeLawW } from './cubeLaw.ts';
import {
  blowDownLpm,
  coilAirC,
  coldestWaterC,
  coolerWPerK,
  fanSpeedRatio,
  padsWet,
  padWaterLpm,
} from './dryCooler.ts';
import { heldC, returnC, storedW } from './heldLoop.ts';

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
      const share = cduPumpPowerW(cooling, 2.3e6, 2, load) / (load * 2.3e6);
      expect(share).toBeGreaterThan(0.003);
      expect(share).toBeLessThan(0.011);
    }
  });
});

describe('the pumps of a CDU', () => {
  it('move less when one is out, and that one turns faster for the same flow', () => {
    const both = pumpSpeedRatio(0.6, pumpFlowRatio(cooling, 2));
    const lone = pumpSpeedRatio(0.6, pumpFlowRatio(cooling, 1));
    expect(both).toBeCloseTo(0.6, 12);
    expect(lone).toBeGreaterThan(both);
    expect(pumpFlowRatio(cooling, 1)).toBeLessThan(pumpFlowRatio(cooling, 2));
    expect(pumpSpeedRatio(0.6, pumpFlowRatio(cooling, 0))).toBe(0);
  });

  it('follow the cube of their speed: twice the flow of one pump is eight times its variable power', () => {
    const watts = (flow: number) =>
      cduPumpPowerW(cooling, 2.3e6, 1, pumpSpeedRatio(flow, pumpFlowRatio(cooling, 1)));
    const fixedW = watts(0);
    expect((watts(0.6) - fixedW) / (watts(0.3) - fixedW)).toBeCloseTo(8, 9);
  });
});

describe('a loop that is held', () => {
  const held = (nowC: number, coldestC: number, dtS: number) =>
    heldC(nowC, 38, dtS, 120, coldestC, 1e6, 1e7);

  it('stays at its set-point, comes back to it, and rises where its cooler ends', () => {
    expect(held(38, 30, 60)).toBe(38);
    expect(held(40, 30, 1e6)).toBeCloseTo(38, 9);
    expect(held(38, 38.4, 60)).toBe(38.4);
  });

  it('never warms faster than the heat that comes in', () => {
    expect(held(30, 20, 1e-3)).toBeCloseTo(30 + (38 - 30) * (1e-3 / 120), 6);
    expect(heldC(30, 60, 10, 1, 20, 1e6, 1e7)).toBeCloseTo(31, 9);
    expect(held(38, Number.POSITIVE_INFINITY, 10)).toBeCloseTo(39, 9);
    expect(storedW(38, held(38, Number.POSITIVE_INFINITY, 10), 10, 1e7)).toBeCloseTo(1e6, 3);
  });

  it('sends back water that follows heat and flow, and stands still without flow', () => {
    expect(returnC(45, 34, 22e6, 2e6, 1e6, 1e9)).toBeCloseTo(45, 9);
    expect(returnC(45, 34, 22e6, 4e6, 1e6, 1e9)).toBeCloseTo(39.5, 9);
    expect(returnC(45, 34, 22e6, 2e6, 10, 1e9)).toBe(45);
    expect(returnC(45, 34, 22e6, 0, 10, 1e9)).toBeCloseTo(45.22, 9);
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
  it('can be held up to the rating of its CDUs, and not above', () => {
    const { warmSupplyC, ringSupplyC } = cooling;
    expect(coldestSupplyC(cooling, warmSupplyC, 1)).toBeLessThanOrEqual(ringSupplyC);
    expect(coldestSupplyC(cooling, warmSupplyC, 1.5)).toBeGreaterThan(ringSupplyC);
    expect(coldestSupplyC(cooling, warmSupplyC + 5, 0.8)).toBeGreaterThan(ringSupplyC);
  });
});

describe('the dry coolers', () => {
  it('turn faster when it is warmer, at full speed at the rated heat and approach', () => {
    const speed = (airC: number) => fanSpeedRatio(cooling, 20e6, 36e6, 34 - airC);
    for (let c = -10; c < 33; c++) expect(speed(c + 1)).toBeGreaterThanOrEqual(speed(c));
    expect(fanSpeedRatio(cooling, 36e6, 36e6, cooling.dryCoolerApproachK)).toBe(1);
    expect(fanSpeedRatio(cooling, 18e6, 36e6, cooling.dryCoolerApproachK)).toBeCloseTo(0.5, 9);
  });

  it('end at air + approach at full speed, and far above it when the fans stand still', () => {
    const settle = (poweredRatio: number) =>
      coldestWaterC(34, 36e6, 20, coolerWPerK(cooling, 36e6, poweredRatio), 1e9, 1e9);
    expect(settle(1)).toBeCloseTo(20 + cooling.dryCoolerApproachK, 6);
    expect(settle(0)).toBeGreaterThan(100);
  });

  it('wet their pads by two temperatures, never cool air below its wet bulb, and use water only then', () => {
    expect(padsWet(cooling, 23.5, false)).toBe(false);
    expect(padsWet(cooling, 23.5, true)).toBe(true);
    expect(coilAirC(cooling, 35, 22, true)).toBeGreaterThan(22);
    expect(coilAirC(cooling, 35, 22, false)).toBe(35);
    expect(padWaterLpm(cooling, 20e6, 35, 35)).toBe(0);
    expect(padWaterLpm(cooling, 20e6, 35, 26)).toBeGreaterThan(0);
    // Three cycles of concentration: one litre drained for two that evaporate.
    expect(blowDownLpm(cooling, 200)).toBeCloseTo(100, 9);
  });
});

describe('the cold loop', () => {
  it('is free up to 11 C and on chillers alone from 19 C', () => {
    const { coldSupplyC, coldReturnC } = cooling;
    const flowWPerK = 8e6 / (coldReturnC - coldSupplyC);
    expect(freeCoolingW(cooling, coldReturnC, flowWPerK, 11)).toBeCloseTo(8e6, 3);
    expect(freeCoolingW(cooling, coldReturnC, flowWPerK, 15)).toBeCloseTo(4e6, 3);
    expect(freeCoolingW(cooling, coldReturnC, flowWPerK, 19)).toBe(0);
    expect(freeCoolerPowerW(cooling, 0, 8e6, 25)).toBe(0);
  });

  it('has chillers that do worse when it is hotter: 6 at 15 C, 4.2 at 25 C, 3 at 35 C', () => {
    expect(chillerCop(cooling, 15)).toBeCloseTo(6, 1);
    expect(chillerCop(cooling, 25)).toBeCloseTo(4.2, 9);
    expect(chillerCop(cooling, 35)).toBeCloseTo(2.94, 1);
  });

  it('has chillers that lose capacity only beyond the temperature of their rating', () => {
    expect(chillerCapacityW(cooling, 8e6, 30)).toBe(8e6);
    expect(chillerCapacityW(cooling, 8e6, 40)).toBeLessThan(8e6);
    expect(chillerCapacityW(cooling, 8e6, 200)).toBe(0);
  });
});
