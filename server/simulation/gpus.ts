// The GPUs of the site as one part: their caps, the hot loop, and the faults of single ones.
import { type Caps, createCaps } from './caps.ts';
import { createGpuFaults, type GpuFaults } from './gpuFaults.ts';
import { createGpuKernel, type GpuKernel } from './gpuKernel.ts';
import type { Parts } from './parts.ts';
import type { SlotLoads } from './slotLoad.ts';
import type { Twin } from './twin.ts';

export interface Gpus {
  readonly kernel: GpuKernel;
  readonly caps: Caps;
  readonly faults: GpuFaults;
  /** `coolantC` is the supply of every rack. */
  step(second: number, dtS: number, coolantC: Float64Array): void;
}

export function createGpus(
  twin: Twin,
  parts: Parts,
  loads: SlotLoads,
  slotOfTray: Int32Array,
): Gpus {
  const caps = createCaps(twin, parts);
  const kernel = createGpuKernel(twin, parts, loads, slotOfTray);
  const faults = createGpuFaults(twin, parts, kernel);
  const { siteFacilityPowerW } = twin.columns;
  return {
    kernel,
    caps,
    faults,
    step(second, dtS, coolantC) {
      // Still of the step before.
      caps.step(second, siteFacilityPowerW[0] as number);
      kernel.step(second, dtS, coolantC);
      faults.step(second, dtS);
    },
  };
}
