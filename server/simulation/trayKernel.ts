// The innermost loop: the GPUs of one tray through one step, in plain arithmetic over shared columns.

import type { HardwareFile } from '../contract/hardware.ts';
import { CLOCK_EVENT } from '../contract/state.ts';
import type { TickColumns } from '../contract/tick.ts';
import { CLOCK_TABLE_SIZE, type ClockTable } from '../model/gpuClock.ts';
import { LEAKAGE_STEPS_PER_K, LEAKAGE_TABLE_SIZE } from '../model/gpuPower.ts';
import { HBM_DIE_COUPLING, type ThermalStep, thermalRatio } from '../model/gpuThermal.ts';
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
  NVLINK,
  type SlotLoads,
  SM_ACTIVE,
  TENSOR_ACTIVE,
  UTIL,
} from './slotLoad.ts';
import { TRAY_FIELDS } from './trayLoad.ts';

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

export interface TrayLoop {
  readonly columns: TickColumns;
  readonly state: GpuState;
  readonly sums: GpuSums;
  readonly loads: SlotLoads;
  readonly trayLoads: Float64Array;
  readonly gpusPerTray: number;
  readonly clock: ClockTable;
  readonly leakage: Float64Array;
  readonly gpu: HardwareFile['gpu'];
  readonly limits: HardwareFile['limits'];
  /** Of this step. */
  noiseKey: number;
  noiseScale: number;
  dtS: number;
  thermal: ThermalStep;
}

/** Steps the GPUs of a tray in service; adds to the sums; returns what their sensors read above the truth. */
export function stepTray(k: TrayLoop, tray: number, slot: number, coolantC: number): number {
  const { loads, trayLoads, state, columns, leakage, clock } = k;
  const { parts } = state;
  const at = tray * TRAY_FIELDS;
  const heavyShare = loads.heavyShare[slot] as number;
  const heavyDynamicW = trayLoads[at + HEAVY_DYNAMIC] as number;
  const heavyOtherW = trayLoads[at + HEAVY_OTHER] as number;
  const lightDynamicW = loads.lightDynamicW[slot] as number;
  const lightOtherW = loads.lightOtherW[slot] as number;
  const lightClockMHz = loads.lightClockMHz[slot] as number;
  const hbmW = (trayLoads[at + HBM] as number) * k.gpu.hbmW;
  const quiet = (trayLoads[at + UTIL] as number) < 1 ? CLOCK_EVENT.gpuIdle : 0;
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
      if (heavyW > roomW || dieC >= k.limits.gpuMaxOperatingC) {
        if (heavyW > roomW) reasons |= CLOCK_EVENT.powerCap;
        if (dieC >= k.limits.gpuMaxOperatingC) reasons |= thermalReasons(k.limits, dieC);
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
  const { columns, gpu, thermal } = k;
  const { parts, heat } = k.state;
  const p = g * PART_FIELDS;
  const heatK = powerW * (parts[p + THERMAL_RATIO] as number);
  const plateToC = coolantC + (parts[p + COOLANT_K] as number) + gpu.plateKPerW * heatK;
  const plateC = plateToC + ((heat[g * 2 + 1] as number) - plateToC) * thermal.plateLeft;
  const dieToC = plateC + gpu.dieKPerW * heatK;
  const gapK = (heat[g * 2] as number) - dieToC;
  const meanC = dieToC + gapK * thermal.dieMeanLeft;
  heat[g * 2] = dieToC + gapK * thermal.dieLeft;
  heat[g * 2 + 1] = plateC;
  // The sensor's reading, in eighths of a watt.
  const readW = ((powerW * (parts[p + SENSOR_GAIN] as number) * 8 + 0.5) | 0) / 8;
  const hours = k.dtS / 3_600;
  columns.gpuPowerW[g] = readW;
  columns.gpuTempC[g] = meanC;
  columns.gpuThermalMarginK[g] = k.limits.gpuMaxOperatingC - meanC;
  columns.gpuMemTempC[g] = plateC + HBM_DIE_COUPLING * (meanC - plateC) + gpu.hbmKPerW * hbmW;
  columns.gpuEnergyWh[g] = (columns.gpuEnergyWh[g] as number) + powerW * hours;
  columns.gpuSensorEnergyWh[g] = (columns.gpuSensorEnergyWh[g] as number) + readW * hours;
  return readW;
}

/** Activity of the GPUs of a tray, which follows its load; adds SM activity to the sum of its slot. */
export function noteActivity(k: TrayLoop, tray: number, slot: number): void {
  const { columns, trayLoads, sums } = k;
  const at = tray * TRAY_FIELDS;
  const smActive = trayLoads[at + SM_ACTIVE] as number;
  const tensorActive = trayLoads[at + TENSOR_ACTIVE] as number;
  const dramActive = trayLoads[at + HBM] as number;
  const utilPct = trayLoads[at + UTIL] as number;
  const bytes = (trayLoads[at + NVLINK] as number) * k.gpu.nvlinkBytesPerS * k.dtS;
  const from = tray * k.gpusPerTray;
  let total = 0;
  for (let g = from; g < from + k.gpusPerTray; g++) {
    // Of one step and GPU, +-1 %: no two GPUs read quite alike.
    const own = 0.99 + (scramble(k.noiseKey - Math.imul(g, GOLDEN)) & 255) * OWN_STEP;
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
