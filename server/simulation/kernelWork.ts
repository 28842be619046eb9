// What the stages of the hot loop share: the step at hand, and what one hands to the next for the GPUs of a rack.
import type { ThermalStep } from '../model/gpuThermal.ts';
import type { Twin } from './twin.ts';

/** Set before each step. */
export interface KernelStep extends ThermalStep {
  dtS: number;
  noiseKey: number;
  /** Times the sum of four random bytes less their mean: relative noise of the mean of dtS seconds. */
  noiseScale: number;
  /** Dies from here on are looked at one by one. */
  watchC: number;
}

/** Index: GPU within its rack. Nothing of it outlives the rack. */
export interface KernelWork {
  /** True watts of the step. */
  readonly powerW: Float64Array;
  /** Random bits of the GPU in this step. */
  readonly bits: Int32Array;
  /** HBM stacks over what lies around them. */
  readonly hbmK: Float64Array;
}

export function createKernelWork({ gpusPerRack }: Twin): KernelWork {
  return {
    powerW: new Float64Array(gpusPerRack),
    bits: new Int32Array(gpusPerRack),
    hbmK: new Float64Array(gpusPerRack),
  };
}
