// Power of a GPU: P = base + HBM + NVLink + dynamic(activity, f, V(f)) + leakage(T).
import type { HardwareFile } from '../contract/hardware.ts';
import type { PhaseLoad } from '../contract/workload.ts';

/** Leakage by die temperature, one entry every 1/8 K from 0 C. */
export const LEAKAGE_STEPS_PER_K = 8;
export const LEAKAGE_TABLE_SIZE = 128 * LEAKAGE_STEPS_PER_K;

type Gpu = HardwareFile['gpu'];

/** Leakage grows e-fold over leakageScaleK: P = P0 exp((T - T0) / scale). */
export function leakageW(gpu: Gpu, dieC: number): number {
  return gpu.leakageW * Math.exp((dieC - gpu.leakageReferenceC) / gpu.leakageScaleK);
}

export function createLeakageTable(gpu: Gpu): Float64Array {
  return Float64Array.from({ length: LEAKAGE_TABLE_SIZE }, (_, i) =>
    leakageW(gpu, (i + 0.5) / LEAKAGE_STEPS_PER_K),
  );
}

/** HBM and NVLink watts of a phase. */
export function memoryAndLinkW(gpu: Gpu, load: PhaseLoad): number {
  return gpu.hbmW * load.hbm + gpu.nvlinkW * load.nvlink;
}

/** Dynamic watts of a phase at the highest clock. */
export function dynamicW(gpu: Gpu, load: PhaseLoad): number {
  return gpu.dynamicW * load.activity;
}

/** Steady power of a mean GPU in a phase under the power limit, at a coolant temperature; two rounds settle leakage. */
export function steadyGpuW(hardware: HardwareFile, load: PhaseLoad, coolantC: number): number {
  const { gpu, limits } = hardware;
  const asked = gpu.baseW + memoryAndLinkW(gpu, load) + dynamicW(gpu, load);
  const kPerW = gpu.plateKPerW + gpu.dieKPerW;
  let powerW = asked + leakageW(gpu, coolantC);
  for (let round = 0; round < 2; round++) {
    powerW = Math.min(limits.gpuPowerW, asked + leakageW(gpu, coolantC + kPerW * powerW));
  }
  return powerW;
}
