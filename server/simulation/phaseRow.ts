// The load of a phase as the row of a slot: watts and means of a GPU that stays in it, made once for each phase.
import type { PhaseLoad } from '../contract/workload.ts';
import { dynamicW, memoryAndLinkW } from '../model/gpuPower.ts';
import {
  GRACE,
  HBM,
  HEAVY_DYNAMIC,
  HEAVY_OTHER,
  LIGHT_CLOCK,
  LIGHT_DYNAMIC,
  LIGHT_OTHER,
  NVLINK,
  ROW_FIELDS,
  SM_ACTIVE,
  TENSOR_ACTIVE,
  TRAY,
  UTIL,
} from './slotLoad.ts';
import type { Twin } from './twin.ts';

/** A phase that cannot meet the power limit, and counts by its share of the time. */
export function lightRow(twin: Twin, phase: PhaseLoad): Float64Array {
  const { gpu, limits } = twin.hardware;
  const row = meansRow(phase);
  row[LIGHT_DYNAMIC] = dynamicW(gpu, phase);
  row[LIGHT_OTHER] = memoryAndLinkW(gpu, phase);
  row[LIGHT_CLOCK] = phase.utilPct > 0 ? limits.gpuClockMHz : gpu.clockIdleMHz;
  return row;
}

/** The phase that can: its watts are those at the highest clock, and do not count by its share. */
export function heavyRow(twin: Twin, phase: PhaseLoad): Float64Array {
  const { gpu } = twin.hardware;
  const row = meansRow(phase);
  row[HEAVY_DYNAMIC] = dynamicW(gpu, phase);
  row[HEAVY_OTHER] = memoryAndLinkW(gpu, phase);
  return row;
}

function meansRow(phase: PhaseLoad): Float64Array {
  const row = new Float64Array(ROW_FIELDS);
  row[HBM] = phase.hbm;
  row[NVLINK] = phase.nvlink;
  row[SM_ACTIVE] = phase.smActive;
  row[TENSOR_ACTIVE] = phase.tensorActive;
  row[UTIL] = phase.utilPct;
  row[GRACE] = phase.grace;
  row[TRAY] = phase.tray;
  return row;
}
