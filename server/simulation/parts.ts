// Part-to-part spread: what makes one GPU differ from the next, drawn once from the seed and kept.
import { gaussian, streamOf } from './random.ts';
import type { Twin } from './twin.ts';

/** Numbers of one GPU lie together: index gpu * PART_FIELDS + field. */
export const PART_FIELDS = 8;
export const BASE_W = 0;
export const LEAKAGE_RATIO = 1;
export const DYNAMIC_RATIO = 2;
export const THERMAL_RATIO = 3;
export const SENSOR_GAIN = 4;
/** True watts at which the GPU's own sensor reads the power limit. */
export const LIMIT_W = 5;
/** Coolant at this GPU over the supply of its rack. */
export const COOLANT_K = 6;

export function createParts(twin: Twin): Float32Array {
  const { gpus, gpusPerTray, traysPerRack, hardware, seed } = twin;
  const { gpu, spread, limits } = hardware;
  const parts = new Float32Array(gpus * PART_FIELDS);
  const stream = streamOf(seed, 'parts');
  const spreads = [
    spread.baseRatio,
    spread.leakageRatio,
    spread.dynamicRatio,
    spread.thermalRatio,
    spread.sensorGainRatio,
  ];
  for (let g = 0; g < gpus; g++) {
    const at = g * PART_FIELDS;
    for (let field = 0; field < spreads.length; field++) {
      // Beyond three deviations a part would not have passed its test.
      const z = Math.max(-3, Math.min(3, gaussian(stream, g, field)));
      parts[at + field] = 1 + z * (spreads[field] as number);
    }
    parts[at + BASE_W] = (parts[at + BASE_W] as number) * gpu.baseW;
    parts[at + LIMIT_W] = limits.gpuPowerW / (parts[at + SENSOR_GAIN] as number);
    const height = (Math.floor(g / gpusPerTray) % traysPerRack) / Math.max(1, traysPerRack - 1);
    parts[at + COOLANT_K] = 2 * spread.rackPositionK * height;
  }
  return parts;
}
