// What makes one GPU differ from the next, drawn from the seed and kept with the part, and how warm it is.
import { NO_VALUE } from '../contract/noValue.ts';
import { draw, gaussian, streamOf } from './random.ts';
import type { Twin } from './twin.ts';

/** Numbers of one GPU lie together: index gpu * PART_FIELDS + field. */
export const PART_FIELDS = 10;
export const BASE_W = 0;
export const LEAKAGE_RATIO = 1;
export const DYNAMIC_RATIO = 2;
/** From coolant to cold plate, and from there to the die. */
export const PLATE_K_PER_W = 3;
export const DIE_K_PER_W = 4;
export const SENSOR_GAIN = 5;
/** True watts at which the GPU's own sensor reads its limit. */
export const LIMIT_W = 6;
/** Coolant at this GPU over the supply of its rack. */
export const COOLANT_K = 7;
/** Temperatures at the end of the last step. */
export const DIE_C = 8;
export const PLATE_C = 9;

export interface Parts {
  readonly values: Float32Array;
  /** Limit of each GPU as its sensor would read it: the lowest of all that hold. */
  readonly limitW: Float32Array;
  /** Watts as the sensor reads them. */
  setLimit(gpu: number, watts: number): void;
  /** The resistance of its cold plate is so many times that of the sound part; 1 is sound. */
  obstruct(gpu: number, times: number): void;
  /** A new part in the place of this one: its own spread, its own serial, its counters from 0. */
  swap(gpu: number): void;
  /** All GPUs of a tray. */
  swapTray(tray: number): void;
  /** The GPUs of a tray report their limits again, or, out of service, none. */
  showLimits(tray: number, inService: boolean): void;
}

interface State {
  readonly values: Float32Array;
  readonly limitW: Float32Array;
  /** The column of the tick: parts that have stood in the place of each GPU, the present one included. */
  readonly count: Float64Array;
}

export function createParts(twin: Twin): Parts {
  const { gpus, gpusPerTray, hardware, columns } = twin;
  const state: State = {
    values: new Float32Array(gpus * PART_FIELDS),
    limitW: new Float32Array(gpus).fill(hardware.limits.gpuPowerW),
    count: columns.gpuPartCount.fill(1),
  };
  for (let gpu = 0; gpu < gpus; gpu++) place(twin, state, gpu);
  twin.memory.keep('gpuParts', { values: state.values, limitW: state.limitW });
  const swap = (gpu: number): void => {
    state.count[gpu] = (state.count[gpu] as number) + 1;
    place(twin, state, gpu);
  };
  return {
    values: state.values,
    limitW: state.limitW,
    setLimit(gpu, watts) {
      state.limitW[gpu] = watts;
      limit(state, gpu);
      if (!Number.isNaN(columns.gpuPowerLimitW[gpu])) columns.gpuPowerLimitW[gpu] = watts;
    },
    obstruct(gpu, times) {
      const sound = hardware.gpu.plateKPerW * thermalRatio(twin, state, gpu);
      state.values[gpu * PART_FIELDS + PLATE_K_PER_W] = times * sound;
    },
    swap,
    swapTray(tray) {
      for (let g = tray * gpusPerTray; g < (tray + 1) * gpusPerTray; g++) swap(g);
    },
    showLimits(tray, inService) {
      for (let g = tray * gpusPerTray; g < (tray + 1) * gpusPerTray; g++) {
        columns.gpuPowerLimitW[g] = inService ? (state.limitW[g] as number) : NO_VALUE;
      }
    },
  };
}

/** Before the first step every die is as warm over the coolant as the mean one at work; each then finds its own. */
const WARM_START_K = 26;

/** Draws the part that now stands in a place: a pure function of seed, GPU and how many stood there before. */
function place(twin: Twin, state: State, gpu: number): void {
  const { gpusPerTray, traysPerRack, hardware } = twin;
  const { gpu: mean, spread, cooling } = hardware;
  const at = gpu * PART_FIELDS;
  const { values } = state;
  values[at + BASE_W] = mean.baseW * ratio(twin, state, gpu, 0, spread.baseRatio);
  values[at + LEAKAGE_RATIO] = ratio(twin, state, gpu, 1, spread.leakageRatio);
  values[at + DYNAMIC_RATIO] = ratio(twin, state, gpu, 2, spread.dynamicRatio);
  values[at + PLATE_K_PER_W] = mean.plateKPerW * thermalRatio(twin, state, gpu);
  values[at + DIE_K_PER_W] = mean.dieKPerW * thermalRatio(twin, state, gpu);
  values[at + SENSOR_GAIN] = ratio(twin, state, gpu, 4, spread.sensorGainRatio);
  const height = (Math.floor(gpu / gpusPerTray) % traysPerRack) / Math.max(1, traysPerRack - 1);
  values[at + COOLANT_K] = 2 * spread.rackPositionK * height;
  values[at + DIE_C] = cooling.ringSupplyC + WARM_START_K;
  values[at + PLATE_C] = cooling.ringSupplyC + WARM_START_K;
  limit(state, gpu);
}

function limit({ values, limitW }: State, gpu: number): void {
  const at = gpu * PART_FIELDS;
  values[at + LIMIT_W] = (limitW[gpu] as number) / (values[at + SENSOR_GAIN] as number);
}

function thermalRatio(twin: Twin, state: State, gpu: number): number {
  return ratio(twin, state, gpu, 3, twin.hardware.spread.thermalRatio);
}

/** One quality of a part over that of the mean part. */
function ratio(twin: Twin, state: State, gpu: number, quality: number, deviation: number): number {
  const first = streamOf(twin.seed, 'parts');
  const before = (state.count[gpu] as number) - 1;
  const stream = before === 0 ? first : draw(first, before, 1);
  // Beyond three deviations a part would not have passed its test.
  return 1 + deviation * Math.max(-3, Math.min(3, gaussian(stream, gpu, quality)));
}
