// Constants of the hot loop in one typed array: a plain load each, where an object would cost a check.
import type { HardwareFile } from '../contract/hardware.ts';
import { thermalStep } from '../model/gpuThermal.ts';

export const PLATE_K_PER_W = 0;
export const DIE_K_PER_W = 1;
export const HBM_K_PER_W = 2;
export const MAX_OPERATING_C = 3;
export const HBM_W = 4;
export const NVLINK_BYTES_PER_S = 5;
/** Of the step. */
export const PLATE_LEFT = 6;
export const DIE_LEFT = 7;
export const DIE_MEAN_LEFT = 8;
export const STEP_S = 9;
export const STEP_HOURS = 10;

export function createConstants({ gpu, limits }: HardwareFile): Float64Array {
  const constants = new Float64Array(11);
  constants[PLATE_K_PER_W] = gpu.plateKPerW;
  constants[DIE_K_PER_W] = gpu.dieKPerW;
  constants[HBM_K_PER_W] = gpu.hbmKPerW;
  constants[MAX_OPERATING_C] = limits.gpuMaxOperatingC;
  constants[HBM_W] = gpu.hbmW;
  constants[NVLINK_BYTES_PER_S] = gpu.nvlinkBytesPerS;
  return constants;
}

/** Sets what depends on the length of the step. */
export function setStep(constants: Float64Array, gpu: HardwareFile['gpu'], dtS: number): void {
  const { plateLeft, dieLeft, dieMeanLeft } = thermalStep(gpu, dtS);
  constants[PLATE_LEFT] = plateLeft;
  constants[DIE_LEFT] = dieLeft;
  constants[DIE_MEAN_LEFT] = dieMeanLeft;
  constants[STEP_S] = dtS;
  constants[STEP_HOURS] = dtS / 3_600;
}
