// The cold loop: chilled water for the air handlers, cooled by outdoor air as far as it reaches and by chillers beyond.
import { codeOf, STATES } from '../contract/state.ts';
import {
  chillerCapacityW,
  chillerCop,
  coldFlowRatio,
  coldMoverPowerW,
  freeCoolerPowerW,
  freeCoolingW,
} from '../model/coldLoop.ts';
import { halfLoopJPerK, heldC, returnC, storedW } from '../model/heldLoop.ts';
import { relaxed } from '../model/relaxation.ts';
import { reportMode } from './plantMode.ts';
import type { Twin } from './twin.ts';
import type { PlantStep } from './warmWater.ts';

export interface ChilledWater {
  readonly supplyC: number;
  /** Takes the heat that the air of the halls brings; returns what everything on the loop draws. */
  step(at: PlantStep, airHeatW: number): number;
}

interface ColdMemory {
  supplyC: number;
  returnC: number;
  /** Heat that fans and pumps follow. */
  flowHeatW: number;
  /** How far the chillers are up after a loss of power, 0-1. */
  readyRatio: number;
  /** Code of the mode; -1 before the first step. */
  mode: number;
}

const FREE = codeOf('chilling', 'free');
const MIXED = codeOf('chilling', 'mixed');
const CHILLER = codeOf('chilling', 'chiller');
/** The mode changes only well past its border, so that it does not flutter. */
const MODE_MARGIN = 0.12;

export function createChilledWater(twin: Twin): ChilledWater {
  const { columns, hardware, site } = twin;
  const { cooling } = hardware;
  const memory: ColdMemory = {
    supplyC: cooling.coldSupplyC,
    returnC: cooling.coldReturnC,
    flowHeatW: 0.6 * site.ratings.chillerW,
    readyRatio: 1,
    mode: -1,
  };
  twin.memory.keep('chilledWater', memory);
  columns.plantFreeCoolingS[0] = 0;
  return {
    get supplyC() {
      return memory.supplyC;
    },
    step: (at, airHeatW) => step(twin, memory, at, airHeatW),
  };
}

function step(twin: Twin, m: ColdMemory, at: PlantStep, airHeatW: number): number {
  const { columns, hardware, site } = twin;
  const { cooling } = hardware;
  const { dtS, poweredRatio } = at;
  const ratedW = site.ratings.chillerW;
  const rangeK = cooling.coldReturnC - cooling.coldSupplyC;
  const jPerK = halfLoopJPerK(ratedW, rangeK, cooling.coldTimeS);
  m.flowHeatW = relaxed(m.flowHeatW, airHeatW, dtS, cooling.coldTimeS);
  const mover = (ratio: number): number =>
    poweredRatio * coldMoverPowerW(cooling, ratio, m.flowHeatW, ratedW);
  const fanW = mover(cooling.airHandlerFanRatio);
  const pumpW = mover(cooling.coldPumpRatio);
  const flowWPerK = (poweredRatio * ratedW * coldFlowRatio(cooling, m.flowHeatW, ratedW)) / rangeK;
  // What fans and pumps draw ends as heat in the air and the water that they move.
  const heatW = airHeatW + fanW + pumpW;
  const backC = returnC(m.returnC, m.supplyC, heatW, flowWPerK, dtS, jPerK);
  const arrivedW = heatW - storedW(m.returnC, backC, dtS, jPerK);
  m.returnC = backC;
  const coolingW = coolDown(twin, m, at, arrivedW, flowWPerK, jPerK);
  columns.plantColdSupplyC[0] = m.supplyC;
  columns.plantColdReturnC[0] = m.returnC;
  columns.plantColdHeatW[0] = heatW;
  columns.plantColdPumpPowerW[0] = pumpW;
  columns.plantAirHandlerPowerW[0] = fanW;
  return coolingW + fanW + pumpW;
}

/** Outdoor air takes what it can, chillers the rest up to their capacity; returns what both draw. */
function coolDown(
  twin: Twin,
  m: ColdMemory,
  at: PlantStep,
  heatW: number,
  flowWPerK: number,
  jPerK: number,
): number {
  const { columns, hardware, site } = twin;
  const { cooling } = hardware;
  const { dtS, poweredRatio } = at;
  const { dryC } = at.outdoor;
  const ratedW = site.ratings.chillerW;
  m.readyRatio = poweredRatio < 1 ? 0 : Math.min(1, m.readyRatio + dtS / cooling.chillerStartS);
  const freeMostW = freeCoolingW(cooling, m.returnC, flowWPerK, dryC);
  const mostW = freeMostW + m.readyRatio * chillerCapacityW(cooling, ratedW, dryC);
  const coldestC = m.supplyC + ((heatW - mostW) * dtS) / jPerK;
  const setC = cooling.coldSupplyC;
  const nextC = heldC(m.supplyC, setC, dtS, cooling.coldTimeS / 2, coldestC, heatW, jPerK);
  const takenW = heatW - storedW(m.supplyC, nextC, dtS, jPerK);
  m.supplyC = nextC;
  const freeW = Math.min(takenW, freeMostW);
  const freeCoolerW = poweredRatio * freeCoolerPowerW(cooling, freeW, ratedW, dryC);
  const chillerW = (takenW - freeW) / chillerCop(cooling, dryC);
  if (poweredRatio > 0) noteMode(twin, m, at.second, takenW > 0 ? freeMostW / takenW : 1);
  columns.plantFreeCoolerPowerW[0] = freeCoolerW;
  columns.plantChillerPowerW[0] = chillerW;
  columns.plantChillingState[0] = Math.max(FREE, m.mode);
  columns.plantFreeCoolingS[0] =
    (columns.plantFreeCoolingS[0] as number) + (chillerW === 0 ? poweredRatio * dtS : 0);
  return freeCoolerW + chillerW;
}

function noteMode(twin: Twin, m: ColdMemory, second: number, freeRatio: number): void {
  const mode = chillingMode(m.mode, freeRatio);
  if (mode !== m.mode && m.mode >= 0) {
    reportMode(twin, second, 'coldLoop.mode', STATES.chilling[mode] ?? '');
  }
  m.mode = mode;
}

function chillingMode(was: number, freeRatio: number): number {
  if (was === FREE && freeRatio > 1 - MODE_MARGIN) return FREE;
  if (was === CHILLER && freeRatio < MODE_MARGIN) return CHILLER;
  if (freeRatio >= 1) return FREE;
  return freeRatio <= 0 ? CHILLER : MIXED;
}
