// Dry coolers of the warm loop: heat = UA x airflow x approach, fans by the cube law, wet pads on warm days.
import type { HardwareFile } from '../contract/hardware.ts';
import { clamp, cubeLawW } from './cubeLaw.ts';
import { relaxed } from './relaxation.ts';

type Cooling = HardwareFile['cooling'];

/** Air onto the coils: dry bulb, or cooled by the pads towards the wet bulb. */
export function coilAirC(cooling: Cooling, dryC: number, wetC: number, padsWet: boolean): number {
  return padsWet ? dryC - cooling.adiabaticEffectRatio * (dryC - wetC) : dryC;
}

/** Wet pads start and stop at two dry-bulb temperatures, so that they do not flutter. */
export function padsWet(cooling: Cooling, dryC: number, wasWet: boolean): boolean {
  return dryC >= (wasWet ? cooling.adiabaticOffC : cooling.adiabaticOnC);
}

/** Heat that the coolers take per kelvin over the air at full speed; still fans leave a little by draught. */
export function coolerWPerK(cooling: Cooling, ratedW: number, powered: number): number {
  const still = cooling.dryCoolerStillRatio;
  return (ratedW / cooling.dryCoolerApproachK) * (still + (1 - still) * powered);
}

/** Supply after dtS with the fans at full speed: towards air + heat / UA, with the time constant of water over UA. */
export function coldestWaterC(
  nowC: number,
  heatW: number,
  airC: number,
  wPerK: number,
  dtS: number,
  jPerK: number,
): number {
  return relaxed(nowC, airC + heatW / wPerK, dtS, jPerK / wPerK);
}

/** Fan speed that takes the heat at the approach at hand: rated heat at the rated approach and full speed. */
export function fanSpeedRatio(
  cooling: Cooling,
  heatW: number,
  ratedW: number,
  approachK: number,
): number {
  const needed = (heatW / ratedW) * (cooling.dryCoolerApproachK / Math.max(0.1, approachK));
  return clamp(needed, cooling.fanMinSpeedRatio, 1);
}

export function dryCoolerPowerW(cooling: Cooling, ratedW: number, speedRatio: number): number {
  return cubeLawW(cooling.dryCoolerFanRatio * ratedW, cooling.fanFixedRatio, speedRatio);
}

/** Water that the pads evaporate to cool the airflow: the air's sensible heat over the heat of evaporation. */
export function padWaterLpm(cooling: Cooling, heatW: number, dryC: number, airC: number): number {
  const airCoolingW = (heatW * (dryC - airC)) / cooling.adiabaticAirRiseK;
  return (airCoolingW / cooling.evaporationJPerL) * 60;
}

/** Water drained so that its salts stay below so many times those of fresh water: evaporation / (cycles - 1). */
export function blowDownLpm(cooling: Cooling, evaporationLpm: number): number {
  return evaporationLpm / (cooling.padCycles - 1);
}
