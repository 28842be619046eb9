// Second stage of the hot loop: temperatures, sensor and energy of GPUs whose true power is known.
import * as thermal from '../model/gpuThermal.ts';
import type { KernelStep, KernelWork } from './kernelWork.ts';
import * as part from './parts.ts';
import type { Twin } from './twin.ts';

// Copies for the hot loop: see trayKernel.ts.
const { PART_FIELDS, PLATE_K_PER_W, DIE_K_PER_W, SENSOR_GAIN, COOLANT_K, DIE_C, PLATE_C } = part;
const { HBM_DIE_COUPLING } = thermal;

/** GPUs from <= i < to of the rack whose first GPU is `first`; returns the sum of what their sensors read. */
type GpuHeat = (first: number, from: number, to: number, coolantC: number) => number;

export function createGpuHeat(
  { hardware, columns }: Twin,
  parts: part.Parts,
  work: KernelWork,
  now: KernelStep,
): GpuHeat {
  const { gpuPowerW, gpuTempC, gpuThermalMarginK, gpuMemTempC } = columns;
  const { gpuEnergyWh, gpuSensorEnergyWh } = columns;
  const { values } = parts;
  const { powerW, hbmK } = work;
  const hotC = hardware.limits.gpuMaxOperatingC;
  return (first, from, to, coolantC) => {
    const { plateLeft, dieLeft, dieMeanLeft } = now;
    const hours = now.dtS / 3_600;
    let readW = 0;
    for (let i = from; i < to; i++) {
      const gpu = (first + i) | 0;
      const p = Math.imul(gpu, PART_FIELDS);
      const trueW = powerW[i] as number;
      const plateToC =
        coolantC +
        (values[(p + COOLANT_K) | 0] as number) +
        (values[(p + PLATE_K_PER_W) | 0] as number) * trueW;
      const plateC = plateToC + ((values[(p + PLATE_C) | 0] as number) - plateToC) * plateLeft;
      const dieToC = plateC + (values[(p + DIE_K_PER_W) | 0] as number) * trueW;
      const gapK = (values[(p + DIE_C) | 0] as number) - dieToC;
      const meanC = dieToC + gapK * dieMeanLeft;
      values[(p + DIE_C) | 0] = dieToC + gapK * dieLeft;
      values[(p + PLATE_C) | 0] = plateC;
      // The sensor's reading, in eighths of a watt.
      const read = ((trueW * (values[(p + SENSOR_GAIN) | 0] as number) * 8 + 0.5) | 0) / 8;
      gpuPowerW[gpu] = read;
      gpuTempC[gpu] = meanC;
      gpuThermalMarginK[gpu] = hotC - meanC;
      gpuMemTempC[gpu] = plateC + HBM_DIE_COUPLING * (meanC - plateC) + (hbmK[i] as number);
      gpuEnergyWh[gpu] = (gpuEnergyWh[gpu] as number) + trueW * hours;
      gpuSensorEnergyWh[gpu] = (gpuSensorEnergyWh[gpu] as number) + read * hours;
      readW += read;
    }
    return readW;
  };
}
