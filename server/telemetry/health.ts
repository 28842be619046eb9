// Health: what state, masks and the last error of each GPU mean, and the GPUs that heat holds back.

import { NO_CODE, NO_VALUE } from '../contract/noValue.ts';
import type { Places } from '../contract/place.ts';
import { CLOCK_EVENT, codeOf } from '../contract/state.ts';
import type { FrameColumns } from './columns.ts';

/** A power cap is no sign of trouble and is in none of these. */
const CRITICAL_BITS = CLOCK_EVENT.hwSlowdown | CLOCK_EVENT.hwThermal | CLOCK_EVENT.hwPowerBrake;
const THERMAL_BITS = CLOCK_EVENT.swThermal | CLOCK_EVENT.hwThermal;

const NORMAL = codeOf('health', 'normal');
const WARNING = codeOf('health', 'warning');
const CRITICAL = codeOf('health', 'critical');
const OUT = codeOf('health', 'out');
const GPU_OUT = codeOf('gpu', 'out');
const RACK_OUT = codeOf('rack', 'out');

/**
 * XIDs that speak of the program that ran or only inform: they stick in the gauge until a reset, and the GPU is well.
 * 13, 31, 43, 45, 137 application; 63 row remapped; 92 high single-bit rate; 147, 148 NVLink notes;
 * 162 to 165 power smoothing (NVIDIA XID catalogue).
 */
const HARMLESS_XIDS: readonly number[] = [
  13, 31, 43, 45, 63, 92, 137, 147, 148, 162, 163, 164, 165,
];
const XID_HEALTH = new Uint8Array(1 << 16).fill(WARNING);
for (const xid of [0, NO_CODE, ...HARMLESS_XIDS]) XID_HEALTH[xid] = NORMAL;

export function concludeGpuHealth(columns: FrameColumns): void {
  const { gpuState, gpuEventReasons, gpuXid, gpuHealth } = columns;
  let slowed = 0;
  let known = 0;
  for (let gpu = 0; gpu < gpuHealth.length; gpu++) {
    const mask = gpuEventReasons[gpu] as number;
    if (mask !== NO_CODE) {
      known++;
      if ((mask & THERMAL_BITS) !== 0) slowed++;
    }
    gpuHealth[gpu] = healthOf(gpuState[gpu] as number, mask, gpuXid[gpu] as number);
  }
  columns.siteGpusThermallySlowed[0] = known > 0 ? slowed : NO_VALUE;
}

function healthOf(state: number, mask: number, xid: number): number {
  if (state === GPU_OUT) return OUT;
  if (mask === NO_CODE) return NO_CODE;
  if ((mask & CRITICAL_BITS) !== 0) return CRITICAL;
  if ((mask & CLOCK_EVENT.swThermal) !== 0) return WARNING;
  return XID_HEALTH[xid] as number;
}

/** The worst of a rack's GPUs in service; "out" when the rack or all that stands in it is out. */
export function concludeRackHealth(columns: FrameColumns, places: Places): void {
  const { gpuHealth, rackState, rackHealth } = columns;
  const rackOfGpu = places.ancestors('gpu', 'rack');
  rackHealth.fill(NO_CODE);
  for (let gpu = 0; gpu < gpuHealth.length; gpu++) {
    const rack = rackOfGpu[gpu] as number;
    rackHealth[rack] = worse(rackHealth[rack] as number, gpuHealth[gpu] as number);
  }
  for (let rack = 0; rack < rackHealth.length; rack++) {
    if (rackState[rack] === RACK_OUT) rackHealth[rack] = OUT;
  }
}

/** Known beats unknown; in service beats out, because the others of the rack are at work. */
function worse(a: number, b: number): number {
  if (a === NO_CODE || b === NO_CODE) return a === NO_CODE ? b : a;
  if (a === OUT || b === OUT) return a === OUT ? b : a;
  return a > b ? a : b;
}
