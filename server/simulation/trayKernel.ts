// The innermost loop: the GPUs of one tray through one step, in plain arithmetic over shared columns.

import type { HardwareFile } from '../contract/hardware.ts';
import { CLOCK_EVENT } from '../contract/state.ts';
import type { TickColumns } from '../contract/tick.ts';
import { CLOCK_TABLE_SIZE, type ClockTable } from '../model/gpuClock.ts';
import { LEAKAGE_STEPS_PER_K, LEAKAGE_TABLE_SIZE } from '../model/gpuPower.ts';
import { HBM_DIE_COUPLING, thermalRatio } from '../model/gpuThermal.ts';
import {
  DIE_K_PER_W,
  DIE_LEFT,
  DIE_MEAN_LEFT,
  HBM_K_PER_W,
  HBM_W,
  MAX_OPERATING_C,
  NVLINK_BYTES_PER_S,
  PLATE_K_PER_W,
  PLATE_LEFT,
  STEP_HOURS,
  STEP_S,
} from './kernelConstants.ts';
import {
  BASE_W,
  COOLANT_K,
  DYNAMIC_RATIO,
  LEAKAGE_RATIO,
  LIMIT_W,
  PART_FIELDS,
  SENSOR_GAIN,
  THERMAL_RATIO,
} from './parts.ts';
import { scramble } from './random.ts';
import {
  HBM,
  HEAVY_DYNAMIC,
  HEAVY_OTHER,
  HEAVY_SHARE,
  LIGHT_CLOCK,
  LIGHT_DYNAMIC,
  LIGHT_OTHER,
  NVLINK,
  type SlotLoads,
  SM_ACTIVE,
  TENSOR_ACTIVE,
  UTIL,
} from './slotLoad.ts';

export interface GpuState {
  /** parts.ts fields. */
  readonly parts: Float32Array;
  /** Die and cold plate of a GPU lie together: gpu * 2, gpu * 2 + 1. */
  readonly heat: Float32Array;
}

/** What the loop adds up for the levels above, in true watts. */
export interface GpuSums {
  readonly rackGpuW: Float64Array;
  readonly rackResidualW: Float64Array;
  readonly trayGpuW: Float64Array;
  readonly slotGpuW: Float64Array;
  readonly slotSmActive: Float64Array;
}

/** The columns of this loop as an object of fixed shape: a lookup by name in all columns costs more than a GPU. */
type GpuColumns = ReturnType<typeof gpuColumns>;

export function gpuColumns(columns: TickColumns) {
  return {
    gpuPowerW: columns.gpuPowerW,
    gpuTempC: columns.gpuTempC,
    gpuThermalMarginK: columns.gpuThermalMarginK,
    gpuMemTempC: columns.gpuMemTempC,
    gpuSmClockMHz: columns.gpuSmClockMHz,
    gpuEventReasons: columns.gpuEventReasons,
    gpuEnergyWh: columns.gpuEnergyWh,
    gpuSensorEnergyWh: columns.gpuSensorEnergyWh,
    gpuSmActiveRatio: columns.gpuSmActiveRatio,
    gpuTensorActiveRatio: columns.gpuTensorActiveRatio,
    gpuDramActiveRatio: columns.gpuDramActiveRatio,
    gpuUtilPct: columns.gpuUtilPct,
    gpuNvlinkBytes: columns.gpuNvlinkBytes,
  };
}

export interface TrayLoop {
  readonly columns: GpuColumns;
  readonly state: GpuState;
  readonly sums: GpuSums;
  readonly loads: SlotLoads;
  readonly gpusPerTray: number;
  readonly clock: ClockTable;
  readonly leakage: Float64Array;
  /** kernelConstants.ts fields. */
  readonly constants: Float64Array;
  readonly limits: HardwareFile['limits'];
  /** Of this step. */
  noiseKey: number;
  noiseScale: number;
}

/** Steps the GPUs of a tray in service; adds to the sums; returns what their sensors read above the truth. */
export function stepTray(k: TrayLoop, tray: number, slot: number, coolantC: number): number {
  const { state, columns, leakage, clock } = k;
  const { parts } = state;
  const { rows } = k.loads;
  const row = k.loads.rowOfTray[tray] as number;
  const heavyShare = rows[row + HEAVY_SHARE] as number;
  const heavyDynamicW = rows[row + HEAVY_DYNAMIC] as number;
  const heavyOtherW = rows[row + HEAVY_OTHER] as number;
  const lightDynamicW = rows[row + LIGHT_DYNAMIC] as number;
  const lightOtherW = rows[row + LIGHT_OTHER] as number;
  const lightClockMHz = rows[row + LIGHT_CLOCK] as number;
  const hbmW = (rows[row + HBM] as number) * (k.constants[HBM_W] as number);
  const quiet = (rows[row + UTIL] as number) < 1 ? CLOCK_EVENT.gpuIdle : 0;
  const hotC = k.constants[MAX_OPERATING_C] as number;
  let gpuW = 0;
  let readW = 0;
  const from = tray * k.gpusPerTray;
  for (let g = from; g < from + k.gpusPerTray; g++) {
    const p = g * PART_FIELDS;
    const dieC = state.heat[g * 2] as number;
    const noise = 1 + k.noiseScale * byteSum(scramble(k.noiseKey + Math.imul(g, GOLDEN)));
    const leak = dieC * LEAKAGE_STEPS_PER_K;
    const ownW =
      (parts[p + BASE_W] as number) * noise +
      (leakage[leak < LEAKAGE_TABLE_SIZE ? leak | 0 : LEAKAGE_TABLE_SIZE - 1] as number) *
        (parts[p + LEAKAGE_RATIO] as number);
    const dynamic = (parts[p + DYNAMIC_RATIO] as number) * noise;
    let powerW = ownW + lightOtherW + lightDynamicW * dynamic;
    let clockMHz = lightClockMHz;
    let reasons = quiet;
    if (heavyShare > 0) {
      // The power limit and the thermal ladder set the clock of the heavy phase; nothing else does.
      let heavyW = heavyDynamicW * dynamic;
      let heavyMHz = clock.maxMHz;
      const roomW = (parts[p + LIMIT_W] as number) - ownW - heavyOtherW;
      if (heavyW > roomW || dieC >= hotC) {
        if (heavyW > roomW) reasons |= CLOCK_EVENT.powerCap;
        if (dieC >= hotC) reasons |= thermalReasons(k.limits, dieC);
        const step = clockStep(k.limits, roomW / heavyW, dieC);
        heavyW *= clock.dynamicRatio[step] as number;
        heavyMHz = clock.clockMHz[step] as number;
      }
      powerW += heavyShare * (heavyOtherW + heavyW);
      clockMHz += heavyShare * heavyMHz;
    }
    readW += settle(k, g, powerW, hbmW, coolantC);
    gpuW += powerW;
    columns.gpuSmClockMHz[g] = clockMHz;
    columns.gpuEventReasons[g] = reasons;
  }
  k.sums.trayGpuW[tray] = gpuW;
  k.sums.slotGpuW[slot] = (k.sums.slotGpuW[slot] as number) + gpuW;
  return readW - gpuW;
}

const GOLDEN = 0x9e3779b1;

/** Four bytes less their mean: times BELL a bell of deviation 1. */
function byteSum(bits: number): number {
  return (bits & 255) + ((bits >>> 8) & 255) + ((bits >>> 16) & 255) + (bits >>> 24) - 510;
}

/** Row of the clock table for the share of full dynamic power that power limit and temperature leave. */
function clockStep(limits: TrayLoop['limits'], roomRatio: number, dieC: number): number {
  const ratio = Math.min(roomRatio, thermalRatio(limits, dieC));
  const step = ratio * CLOCK_TABLE_SIZE;
  return step < 0 ? 0 : step >= CLOCK_TABLE_SIZE ? CLOCK_TABLE_SIZE - 1 : step | 0;
}

function thermalReasons(limits: TrayLoop['limits'], dieC: number): number {
  return dieC >= limits.gpuSlowdownC
    ? CLOCK_EVENT.swThermal | CLOCK_EVENT.hwSlowdown | CLOCK_EVENT.hwThermal
    : CLOCK_EVENT.swThermal;
}

/** Temperatures, sensor and counters of one GPU at its true power; returns what its sensor reads. */
function settle(k: TrayLoop, g: number, powerW: number, hbmW: number, coolantC: number): number {
  const { columns, constants: c } = k;
  const { parts, heat } = k.state;
  const p = g * PART_FIELDS;
  const heatK = powerW * (parts[p + THERMAL_RATIO] as number);
  const plateToC =
    coolantC + (parts[p + COOLANT_K] as number) + (c[PLATE_K_PER_W] as number) * heatK;
  const plateC = plateToC + ((heat[g * 2 + 1] as number) - plateToC) * (c[PLATE_LEFT] as number);
  const dieToC = plateC + (c[DIE_K_PER_W] as number) * heatK;
  const gapK = (heat[g * 2] as number) - dieToC;
  const meanC = dieToC + gapK * (c[DIE_MEAN_LEFT] as number);
  heat[g * 2] = dieToC + gapK * (c[DIE_LEFT] as number);
  heat[g * 2 + 1] = plateC;
  // The sensor's reading, in eighths of a watt.
  const readW = ((powerW * (parts[p + SENSOR_GAIN] as number) * 8 + 0.5) | 0) / 8;
  const hours = c[STEP_HOURS] as number;
  columns.gpuPowerW[g] = readW;
  columns.gpuTempC[g] = meanC;
  columns.gpuThermalMarginK[g] = (c[MAX_OPERATING_C] as number) - meanC;
  columns.gpuMemTempC[g] =
    plateC + HBM_DIE_COUPLING * (meanC - plateC) + (c[HBM_K_PER_W] as number) * hbmW;
  columns.gpuEnergyWh[g] = (columns.gpuEnergyWh[g] as number) + powerW * hours;
  columns.gpuSensorEnergyWh[g] = (columns.gpuSensorEnergyWh[g] as number) + readW * hours;
  return readW;
}

/** Activity of the GPUs of a tray, which follows its load; adds SM activity to the sum of its slot. */
export function noteActivity(k: TrayLoop, tray: number, slot: number): void {
  const { columns, sums } = k;
  const { rows } = k.loads;
  const row = k.loads.rowOfTray[tray] as number;
  const smActive = rows[row + SM_ACTIVE] as number;
  const tensorActive = rows[row + TENSOR_ACTIVE] as number;
  const dramActive = rows[row + HBM] as number;
  const utilPct = rows[row + UTIL] as number;
  const bytes =
    (rows[row + NVLINK] as number) *
    (k.constants[NVLINK_BYTES_PER_S] as number) *
    (k.constants[STEP_S] as number);
  const from = tray * k.gpusPerTray;
  let total = 0;
  for (let g = from; g < from + k.gpusPerTray; g++) {
    // Of one step and GPU, +-1 %: no two GPUs read quite alike.
    const own = 0.99 + (Math.imul(g ^ k.noiseKey, GOLDEN) >>> 24) * OWN_STEP;
    const active = smActive * own;
    total += active;
    columns.gpuSmActiveRatio[g] = active;
    columns.gpuTensorActiveRatio[g] = tensorActive * own;
    columns.gpuDramActiveRatio[g] = dramActive * own;
    columns.gpuUtilPct[g] = utilPct;
    columns.gpuNvlinkBytes[g] = (columns.gpuNvlinkBytes[g] as number) + bytes * own;
  }
  sums.slotSmActive[slot] = (sums.slotSmActive[slot] as number) + total;
}
const OWN_STEP = 0.02 / 255;
