// A ring of CDUs: the running ones share its flow equally; the supply rises when they are too few.
import type { HardwareFile } from '../contract/hardware.ts';
import { clamp, cubeLawW } from './cubeLaw.ts';

type Cooling = HardwareFile['cooling'];

/** Flow of a CDU at full speed: what takes its rated heat at the racks' litres per kilowatt. */
export function cduRatedFlowLpm(hardware: HardwareFile, ratedW: number): number {
  return (hardware.rack.coolantLpmPerKW * ratedW) / 1_000;
}

/**
 * Supply temperature that a ring tends to: its set point, or the facility water plus the approach that its load
 * needs (approach grows with heat per running CDU, Q = UA dT).
 */
export function ringTargetC(cooling: Cooling, warmSupplyC: number, loadRatio: number): number {
  return Math.max(cooling.ringSupplyC, warmSupplyC + cooling.cduApproachK * loadRatio);
}

export function pumpSpeedRatio(flowLpm: number, ratedFlowLpm: number): number {
  return clamp(flowLpm / ratedFlowLpm, 0, 1);
}

export function cduPumpPowerW(cooling: Cooling, ratedW: number, speedRatio: number): number {
  return cubeLawW(cooling.cduPumpRatio * ratedW, cooling.pumpFixedRatio, speedRatio);
}
