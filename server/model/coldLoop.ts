// The cold loop of the air handlers: free cooling by outdoor air as far as it reaches, chillers for the rest.
import type { HardwareFile } from '../contract/hardware.ts';
import { clamp, cubeLawW } from './cubeLaw.ts';

type Cooling = HardwareFile['cooling'];

/** Watts that outdoor air can take out of the return water: down to its own temperature plus the approach at most. */
export function freeCoolingW(
  cooling: Cooling,
  returnC: number,
  flowWPerK: number,
  dryC: number,
): number {
  return Math.max(0, (returnC - dryC - cooling.freeApproachK) * flowWPerK);
}

export function freeCoolerPowerW(
  cooling: Cooling,
  heatW: number,
  ratedW: number,
  dryC: number,
): number {
  if (heatW <= 0) return 0;
  const approachK = Math.max(cooling.freeApproachK, cooling.coldSupplyC - dryC);
  const needed = (heatW / ratedW) * (cooling.freeApproachK / approachK);
  const speed = clamp(needed, cooling.fanMinSpeedRatio, 1);
  return cubeLawW(cooling.freeFanRatio * ratedW, cooling.fanFixedRatio, speed);
}

/** Heat moved per watt of compressor: chillerCop25 at 25 C outdoors, falling e-fold with outdoor temperature. */
export function chillerCop(cooling: Cooling, dryC: number): number {
  const cop = cooling.chillerCop25 * Math.exp(-cooling.chillerCopPerK * (dryC - REFERENCE_C));
  return clamp(cop, 1, HIGHEST_COP);
}

/** Watts that the chillers can take: their rating up to the outdoor temperature it is given for, less above. */
export function chillerCapacityW(cooling: Cooling, ratedW: number, dryC: number): number {
  const aboveK = Math.max(0, dryC - cooling.chillerRatedC);
  return ratedW * Math.max(0, 1 - cooling.chillerCapacityPerK * aboveK);
}

/** Fans of the air handlers and pumps of the loop follow the heat they move. */
export function coldMoverPowerW(
  cooling: Cooling,
  ratio: number,
  heatW: number,
  ratedW: number,
): number {
  const speed = coldFlowRatio(cooling, heatW, ratedW);
  return cubeLawW(ratio * ratedW, cooling.pumpFixedRatio, speed);
}

export function coldFlowRatio(cooling: Cooling, heatW: number, ratedW: number): number {
  return clamp(heatW / ratedW, cooling.flowMinRatio, 1);
}

/** Air that the handlers blow to the racks: chilled water plus an approach that grows with the load. */
export function supplyAirC(cooling: Cooling, coldSupplyC: number, loadRatio: number): number {
  return coldSupplyC + cooling.airApproachK * loadRatio;
}

const REFERENCE_C = 25;
/** Part load and oil return keep a real compressor below this. */
const HIGHEST_COP = 7;
