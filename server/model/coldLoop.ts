// The cold loop of the air handlers: free cooling by outdoor air as far as it reaches, chillers for the rest.
import type { HardwareFile } from '../contract/hardware.ts';
import { clamp, cubeLawW } from './cubeLaw.ts';

type Cooling = HardwareFile['cooling'];

/** Share of the heat that outdoor air can take: all up to supply - approach, none from return - approach on. */
export function freeCoolingRatio(cooling: Cooling, dryC: number): number {
  const { coldSupplyC, coldReturnC, freeApproachK } = cooling;
  return clamp((coldReturnC - freeApproachK - dryC) / (coldReturnC - coldSupplyC), 0, 1);
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

/** Fans of the air handlers and pumps of the loop follow the heat they move. */
export function coldMoverPowerW(
  cooling: Cooling,
  ratio: number,
  heatW: number,
  ratedW: number,
): number {
  const speed = clamp(heatW / ratedW, cooling.flowMinRatio, 1);
  return cubeLawW(ratio * ratedW, cooling.pumpFixedRatio, speed);
}

const REFERENCE_C = 25;
/** Part load and oil return keep a real compressor below this. */
const HIGHEST_COP = 7;
