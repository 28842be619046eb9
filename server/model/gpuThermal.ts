// Heat of a GPU: coolant > cold plate > die, two first-order stages; HBM sits on the plate beside the die.
import type { HardwareFile } from '../contract/hardware.ts';
import { meanRemaining, remaining } from './relaxation.ts';

/** What is left of the distance to the target at the end of a step, and on its mean. */
export interface ThermalStep {
  plateLeft: number;
  dieLeft: number;
  dieMeanLeft: number;
}

export function thermalStep(gpu: HardwareFile['gpu'], dtS: number): ThermalStep {
  return {
    plateLeft: remaining(dtS, gpu.plateTimeS),
    dieLeft: remaining(dtS, gpu.dieTimeS),
    dieMeanLeft: meanRemaining(dtS, gpu.dieTimeS),
  };
}

/** How much of the die's rise over the plate reaches the HBM stacks beside it: an estimate. */
export const HBM_DIE_COUPLING = 0.9;

/** Share of full dynamic power that the thermal ladder leaves: maximum operating, then hardware slowdown. */
export function thermalRatio(limits: HardwareFile['limits'], dieC: number): number {
  if (dieC < limits.gpuMaxOperatingC) return 1;
  if (dieC >= limits.gpuSlowdownC) return SLOWDOWN_RATIO;
  const over = (dieC - limits.gpuMaxOperatingC) / (limits.gpuSlowdownC - limits.gpuMaxOperatingC);
  return 1 - over * (1 - SOFT_RATIO);
}

/** Software slows by steps as far as this; hardware cuts the clock to half or less: shares of dynamic power. */
export const SOFT_RATIO = 0.6;
const SLOWDOWN_RATIO = 0.25;
