// A ring of CDUs: the running ones share its flow; the supply rises when they are too few.
import type { HardwareFile } from '../contract/hardware.ts';
import { clamp } from './cubeLaw.ts';

type Cooling = HardwareFile['cooling'];

/** Flow of a CDU with both pumps at full speed: what takes its rated heat at the racks' litres per kilowatt. */
export function cduRatedFlowLpm(hardware: HardwareFile, ratedW: number): number {
  return (hardware.rack.coolantLpmPerKW * ratedW) / 1_000;
}

/** Share of the rated flow that so many of the two pumps can move at full speed. */
export function pumpFlowRatio(cooling: Cooling, pumps: number): number {
  return pumps >= 2 ? 1 : pumps === 1 ? cooling.cduLonePumpFlowRatio : 0;
}

/** Affinity law: flow goes with speed, so that one pump turns faster for the flow of two. */
export function pumpSpeedRatio(flowRatio: number, mostFlowRatio: number): number {
  return mostFlowRatio > 0 ? clamp(flowRatio / mostFlowRatio, 0, 1) : 0;
}

/** Drives and controls, and the cube of the speed for each of two pumps that runs. */
export function cduPumpPowerW(
  cooling: Cooling,
  ratedW: number,
  pumps: number,
  speedRatio: number,
): number {
  const cube = (pumps / 2) * speedRatio * speedRatio * speedRatio;
  const { pumpFixedRatio } = cooling;
  return cooling.cduPumpRatio * ratedW * (pumpFixedRatio + (1 - pumpFixedRatio) * cube);
}

/**
 * Coldest supply that a ring can reach: the facility water plus the approach that its load needs (approach grows
 * with heat per running CDU, Q = UA dT).
 */
export function coldestSupplyC(cooling: Cooling, warmSupplyC: number, loadRatio: number): number {
  return warmSupplyC + cooling.cduApproachK * loadRatio;
}
