// The warm loop: facility water from the CDUs through the heat-reuse exchanger to the dry coolers, with wet pads on warm days.
import { codeOf } from '../contract/state.ts';
import type { Outdoor } from '../model/climate.ts';
import { flowLpm } from '../model/coolant.ts';
import { clamp, cubeLawW } from '../model/cubeLaw.ts';
import {
  blowDownLpm,
  coilAirC,
  coldestWaterC,
  coolerWPerK,
  dryCoolerPowerW,
  fanSpeedRatio,
  padsWet,
  padWaterLpm,
} from '../model/dryCooler.ts';
import { halfLoopJPerK, heldC, returnC, storedW } from '../model/heldLoop.ts';
import { relaxed } from '../model/relaxation.ts';
import { reportMode } from './plantMode.ts';
import { type Refused, refused } from './refused.ts';
import type { SetPoints } from './setPoints.ts';
import type { Twin } from './twin.ts';

export interface WarmWater {
  readonly supplyC: number;
  /** Takes the heat of the CDUs; returns what pumps and fans draw. */
  step(at: PlantStep, heatW: number): { pumpW: number; fanW: number };
  /** Share of the loop's heat that a neighbour takes. */
  setHeatReuse(share: number): Refused;
}

/** What both loops meet in a step. */
export interface PlantStep {
  readonly second: number;
  readonly dtS: number;
  readonly outdoor: Outdoor;
  /** Share of the step in which fans, chillers and air handlers had power. */
  readonly poweredRatio: number;
  /** The same for the pumps of the warm loop, which ride on the UPS. */
  readonly pumpRatio: number;
}

interface WarmMemory {
  supplyC: number;
  returnC: number;
  /** Heat that the flow follows. */
  flowHeatW: number;
  wet: boolean;
  reuseShare: number;
}

/** A neighbour cannot take more: the coolers must keep some flow against frost and for the swings of load. */
const MOST_REUSE = 0.9;

export function createWarmWater(twin: Twin, setPoints: SetPoints): WarmWater {
  const { columns, hardware, site } = twin;
  const { cooling } = hardware;
  const memory: WarmMemory = {
    supplyC: cooling.warmSupplyC,
    returnC: cooling.warmSupplyC + cooling.warmRangeK,
    flowHeatW: 0.6 * site.ratings.dryCoolerW,
    wet: false,
    reuseShare: cooling.heatReuseShare,
  };
  twin.memory.keep('warmWater', memory);
  columns.plantWaterL[0] = 0;
  columns.plantHeatReusedWh[0] = 0;
  return {
    get supplyC() {
      return memory.supplyC;
    },
    step: (at, heatW) => step(twin, setPoints, memory, at, heatW),
    setHeatReuse(share) {
      if (!(share >= 0 && share <= MOST_REUSE)) {
        return refused('range', `share must be from 0 to ${MOST_REUSE} (found ${share})`, 'share');
      }
      memory.reuseShare = share;
      return null;
    },
  };
}

function step(
  twin: Twin,
  setPoints: SetPoints,
  m: WarmMemory,
  at: PlantStep,
  cduHeatW: number,
): { pumpW: number; fanW: number } {
  const { columns, hardware, site } = twin;
  const { cooling } = hardware;
  const { dtS } = at;
  const ratedW = site.ratings.dryCoolerW;
  const jPerK = halfLoopJPerK(ratedW, cooling.warmRangeK, cooling.warmTimeS);
  m.flowHeatW = relaxed(m.flowHeatW, cduHeatW, dtS, cooling.ringTimeS);
  const flowRatio = clamp(m.flowHeatW / ratedW, cooling.flowMinRatio, 1);
  const flowWPerK = (at.pumpRatio * ratedW * flowRatio) / cooling.warmRangeK;
  const pumpW =
    at.pumpRatio * cubeLawW(cooling.warmPumpRatio * ratedW, cooling.pumpFixedRatio, flowRatio);
  // What the pumps draw ends as heat in the water.
  const heatW = cduHeatW + pumpW;
  const backC = returnC(m.returnC, m.supplyC, heatW, flowWPerK, dtS, jPerK);
  const arrivedW = heatW - storedW(m.returnC, backC, dtS, jPerK);
  m.returnC = backC;
  const reuseW = m.reuseShare * Math.max(0, arrivedW);
  const fanW = coolDown(twin, setPoints.warmC, m, at, arrivedW - reuseW, jPerK);
  columns.plantWarmSupplyC[0] = m.supplyC;
  columns.plantWarmReturnC[0] = m.returnC;
  columns.plantWarmFlowLpm[0] = flowLpm(
    ratedW * flowRatio,
    cooling.warmRangeK,
    cooling.waterJPerLK,
  );
  columns.plantWarmPumpPowerW[0] = pumpW;
  columns.plantHeatReuseW[0] = reuseW;
  columns.plantHeatReusedWh[0] = (columns.plantHeatReusedWh[0] as number) + (reuseW * dtS) / 3_600;
  return { pumpW, fanW };
}

/** The dry coolers hold the supply at its set-point as far as outdoor air allows; returns what their fans draw. */
function coolDown(
  twin: Twin,
  setC: number,
  m: WarmMemory,
  at: PlantStep,
  heatW: number,
  jPerK: number,
): number {
  const { columns, hardware, site } = twin;
  const { cooling } = hardware;
  const { dtS, poweredRatio } = at;
  const { dryC, wetC } = at.outdoor;
  const ratedW = site.ratings.dryCoolerW;
  const wet = padsWet(cooling, dryC, m.wet);
  if (wet !== m.wet) reportMode(twin, at.second, 'adiabatic.mode', wet ? 'wet' : 'dry');
  m.wet = wet;
  const airC = coilAirC(cooling, dryC, wetC, wet && poweredRatio > 0);
  const wPerK = coolerWPerK(cooling, ratedW, poweredRatio);
  const coldestC = coldestWaterC(m.supplyC, heatW, airC, wPerK, dtS, jPerK);
  const nextC = heldC(m.supplyC, setC, dtS, cooling.warmTimeS / 2, coldestC, heatW, jPerK);
  const takenW = heatW - storedW(m.supplyC, nextC, dtS, jPerK);
  const approachK = (m.supplyC + nextC) / 2 - airC;
  m.supplyC = nextC;
  const speed = poweredRatio > 0 ? fanSpeedRatio(cooling, takenW, ratedW, approachK) : 0;
  const fanW = poweredRatio * dryCoolerPowerW(cooling, ratedW, speed);
  const evaporationLpm = wet ? poweredRatio * padWaterLpm(cooling, takenW, dryC, airC) : 0;
  const drainedLpm = blowDownLpm(cooling, evaporationLpm);
  columns.plantDryCoolerPowerW[0] = fanW;
  columns.plantDryCoolerSpeedRatio[0] = speed;
  columns.plantDryCoolerHeatW[0] = takenW;
  columns.plantDryCoolerApproachK[0] = nextC - airC;
  columns.plantAdiabaticState[0] = codeOf('adiabatic', wet ? 'wet' : 'dry');
  columns.plantWaterLpm[0] = evaporationLpm + drainedLpm;
  columns.plantBlowDownLpm[0] = drainedLpm;
  columns.plantWaterL[0] =
    (columns.plantWaterL[0] as number) + ((evaporationLpm + drainedLpm) * dtS) / 60;
  return fanW;
}
