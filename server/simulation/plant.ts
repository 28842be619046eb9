// The plant: warm loop with dry coolers and wet pads, cold loop with free cooling and chillers, and the house.
import { codeOf, STATES } from '../contract/state.ts';
import type { Outdoor } from '../model/climate.ts';
import {
  chillerCop,
  coldMoverPowerW,
  freeCoolerPowerW,
  freeCoolingRatio,
} from '../model/coldLoop.ts';
import { flowLpm, warmingK } from '../model/coolant.ts';
import { clamp, cubeLawW } from '../model/cubeLaw.ts';
import {
  coilAirC,
  dryCoolerPowerW,
  fanSpeedRatio,
  padsWet,
  padWaterLpm,
  warmTargetC,
} from '../model/dryCooler.ts';
import { relaxed } from '../model/relaxation.ts';
import type { Calendar } from './calendar.ts';
import type { RackPower } from './rackPower.ts';
import type { Rings } from './rings.ts';
import { report, type Twin } from './twin.ts';

export interface Plant {
  readonly warmSupplyC: number;
  /** Moves both loops through the step and returns the power of all cooling, CDU pumps included. */
  step(second: number, dtS: number, outdoor: Outdoor): { coolingW: number; houseW: number };
}

interface PlantState {
  warmSupplyC: number;
  warmHeatW: number;
  coldHeatW: number;
  wet: boolean;
  chilling: number;
}

const FREE = codeOf('chilling', 'free');
const MIXED = codeOf('chilling', 'mixed');
const CHILLER = codeOf('chilling', 'chiller');

export function createPlant(twin: Twin, racks: RackPower, rings: Rings, calendar: Calendar): Plant {
  const { columns, hardware, site } = twin;
  const { cooling } = hardware;
  const state: PlantState = {
    warmSupplyC: cooling.warmSupplyC,
    warmHeatW: 0.6 * site.ratings.dryCoolerW,
    coldHeatW: 0.6 * site.ratings.chillerW,
    wet: false,
    chilling: -1,
  };
  columns.plantWaterL[0] = 0;
  const result = { coolingW: 0, houseW: 0 };
  return {
    get warmSupplyC() {
      return state.warmSupplyC;
    },
    step(second, dtS, outdoor) {
      columns.outdoorDryBulbC[0] = outdoor.dryC;
      columns.outdoorWetBulbC[0] = outdoor.wetC;
      const warmW = stepWarmLoop(twin, state, rings.totals.heatW, second, dtS, outdoor);
      const airW = racks.totals.rackW * (1 - hardware.rack.liquidRatio) + racks.totals.networkW;
      const coldW = stepColdLoop(twin, state, airW, second, dtS, outdoor);
      result.coolingW = rings.totals.pumpW + warmW + coldW;
      result.houseW = houseW(twin, calendar.localS(second));
      return result;
    },
  };
}

/** Lighting, offices and security: a little more by day. */
function houseW({ site }: Twin, localS: number): number {
  const hour = (localS / 3_600) % 24;
  return site.ratings.houseW * (0.9 - 0.1 * Math.cos(((hour - 2) / 24) * 2 * Math.PI));
}

function stepWarmLoop(
  twin: Twin,
  s: PlantState,
  ringHeatW: number,
  second: number,
  dtS: number,
  { dryC, wetC }: Outdoor,
): number {
  const { columns, hardware, site } = twin;
  const { cooling } = hardware;
  const ratedW = site.ratings.dryCoolerW;
  s.warmHeatW = relaxed(s.warmHeatW, ringHeatW, dtS, cooling.ringTimeS);
  const wet = padsWet(cooling, dryC, s.wet);
  if (wet !== s.wet) reportMode(twin, second, 'adiabatic.mode', wet ? 'wet' : 'dry');
  s.wet = wet;
  const airC = coilAirC(cooling, dryC, wetC, wet);
  const speed = fanSpeedRatio(cooling, s.warmHeatW, ratedW, airC);
  s.warmSupplyC = relaxed(
    s.warmSupplyC,
    warmTargetC(cooling, s.warmHeatW, ratedW, airC),
    dtS,
    cooling.warmTimeS,
  );
  const flowRatio = clamp(s.warmHeatW / ratedW, cooling.flowMinRatio, 1);
  const flow = flowLpm(ratedW * flowRatio, cooling.warmRangeK, cooling.waterJPerLK);
  const pumpW = cubeLawW(cooling.warmPumpRatio * ratedW, cooling.pumpFixedRatio, flowRatio);
  const fanW = dryCoolerPowerW(cooling, ratedW, speed);
  const waterLpm = wet ? padWaterLpm(cooling, s.warmHeatW, dryC, airC) : 0;
  columns.plantWarmSupplyC[0] = s.warmSupplyC;
  columns.plantWarmReturnC[0] = s.warmSupplyC + warmingK(s.warmHeatW, flow, cooling.waterJPerLK);
  columns.plantWarmFlowLpm[0] = flow;
  columns.plantWarmPumpPowerW[0] = pumpW;
  columns.plantDryCoolerPowerW[0] = fanW;
  columns.plantDryCoolerSpeedRatio[0] = speed;
  columns.plantDryCoolerHeatW[0] = s.warmHeatW;
  columns.plantAdiabaticState[0] = codeOf('adiabatic', wet ? 'wet' : 'dry');
  columns.plantWaterLpm[0] = waterLpm;
  columns.plantWaterL[0] = (columns.plantWaterL[0] as number) + (waterLpm * dtS) / 60;
  return pumpW + fanW;
}

function stepColdLoop(
  twin: Twin,
  s: PlantState,
  airHeatW: number,
  second: number,
  dtS: number,
  { dryC }: Outdoor,
): number {
  const { columns, hardware, site } = twin;
  const { cooling } = hardware;
  const ratedW = site.ratings.chillerW;
  s.coldHeatW = relaxed(s.coldHeatW, airHeatW, dtS, cooling.coldTimeS);
  const free = freeCoolingRatio(cooling, dryC);
  const fanW = freeCoolerPowerW(cooling, free * s.coldHeatW, ratedW, dryC);
  const chillerW = ((1 - free) * s.coldHeatW) / chillerCop(cooling, dryC);
  const airW = coldMoverPowerW(cooling, cooling.airHandlerFanRatio, s.coldHeatW, ratedW);
  const pumpW = coldMoverPowerW(cooling, cooling.coldPumpRatio, s.coldHeatW, ratedW);
  const mode = chillingMode(s.chilling, free);
  if (mode !== s.chilling && s.chilling >= 0) {
    reportMode(twin, second, 'coldLoop.mode', STATES.chilling[mode] ?? '');
  }
  s.chilling = mode;
  const rangeK = cooling.coldReturnC - cooling.coldSupplyC;
  columns.plantColdSupplyC[0] = cooling.coldSupplyC;
  columns.plantColdReturnC[0] = cooling.coldSupplyC + rangeK;
  columns.plantColdHeatW[0] = s.coldHeatW;
  columns.plantColdPumpPowerW[0] = pumpW;
  columns.plantAirHandlerPowerW[0] = airW;
  columns.plantFreeCoolerPowerW[0] = fanW;
  columns.plantChillerPowerW[0] = chillerW;
  columns.plantChillingState[0] = mode;
  return fanW + chillerW + airW + pumpW;
}

/** The mode changes only well past its border, so that it does not flutter. */
function chillingMode(was: number, free: number): number {
  if (was === FREE && free > 1 - MODE_MARGIN) return FREE;
  if (was === CHILLER && free < MODE_MARGIN) return CHILLER;
  if (free >= 1) return FREE;
  return free <= 0 ? CHILLER : MIXED;
}
const MODE_MARGIN = 0.12;

function reportMode(
  twin: Twin,
  second: number,
  key: 'coldLoop.mode' | 'adiabatic.mode',
  mode: string,
): void {
  report(twin, second, {
    kind: 'plant',
    severity: 'info',
    place: ['plant', 0],
    key,
    params: { mode },
  });
}
