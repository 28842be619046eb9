// Dry coolers of the warm loop: heat = UA x airflow x approach, fans by the cube law, wet pads on warm days.
import type { HardwareFile } from '../contract/hardware.ts';
import { clamp, cubeLawW } from './cubeLaw.ts';

type Cooling = HardwareFile['cooling'];

/** Air onto the coils: dry bulb, or cooled by the pads towards the wet bulb. */
export function coilAirC(cooling: Cooling, dryC: number, wetC: number, padsWet: boolean): number {
  return padsWet ? dryC - cooling.adiabaticEffectRatio * (dryC - wetC) : dryC;
}

/** Wet pads start and stop at two dry-bulb temperatures, so that they do not flutter. */
export function padsWet(cooling: Cooling, dryC: number, wasWet: boolean): boolean {
  return dryC >= (wasWet ? cooling.adiabaticOffC : cooling.adiabaticOnC);
}

/** Fan speed that keeps the supply at its set point: rated heat at the rated approach and full speed. */
export function fanSpeedRatio(
  cooling: Cooling,
  heatW: number,
  ratedW: number,
  airC: number,
): number {
  const approachK = Math.max(0.1, cooling.warmSupplyC - airC);
  const needed = (heatW / ratedW) * (cooling.dryCoolerApproachK / approachK);
  return clamp(needed, cooling.fanMinSpeedRatio, 1);
}

/** Facility water that the coolers can make at full speed, never below the set point. */
export function warmTargetC(cooling: Cooling, heatW: number, ratedW: number, airC: number): number {
  return Math.max(cooling.warmSupplyC, airC + cooling.dryCoolerApproachK * (heatW / ratedW));
}

export function dryCoolerPowerW(cooling: Cooling, ratedW: number, speedRatio: number): number {
  return cubeLawW(cooling.dryCoolerFanRatio * ratedW, cooling.fanFixedRatio, speedRatio);
}

/** Water that the pads evaporate to cool the airflow: the air's sensible heat over the heat of evaporation. */
export function padWaterLpm(cooling: Cooling, heatW: number, dryC: number, airC: number): number {
  const airCoolingW = (heatW * (dryC - airC)) / cooling.adiabaticAirRiseK;
  return (airCoolingW / cooling.evaporationJPerL) * 60;
}
