// Health: what state and masks of each GPU mean, and what is wrong in each rack: its GPUs, its trays, its alarms.

import type { EventRecord } from '../contract/event.ts';
import type { PlaceIds } from '../contract/id.ts';
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
const DEGRADED = codeOf('health', 'degraded');
const GPU_OUT = codeOf('gpu', 'out');
const RACK_OUT = codeOf('rack', 'out');
/** The graver of two: what calls for somebody, then what is missing, then what is well, then what is not known. */
const GRAVITY = new Map([NO_CODE, NORMAL, DEGRADED, OUT, WARNING, CRITICAL].map((h, i) => [h, i]));

/** Of what is so now: an XID that sticks in its gauge is the past. */
export function concludeGpuHealth(columns: FrameColumns): void {
  const { gpuState, gpuEventReasons, gpuHealth } = columns;
  let slowed = 0;
  let known = 0;
  for (let gpu = 0; gpu < gpuHealth.length; gpu++) {
    const mask = gpuEventReasons[gpu] as number;
    if (mask !== NO_CODE) {
      known++;
      if ((mask & THERMAL_BITS) !== 0) slowed++;
    }
    gpuHealth[gpu] = healthOf(gpuState[gpu] as number, mask);
  }
  columns.siteGpusThermallySlowed[0] = known > 0 ? slowed : NO_VALUE;
}

function healthOf(state: number, mask: number): number {
  if (state === GPU_OUT) return OUT;
  if (mask === NO_CODE) return NO_CODE;
  if ((mask & CRITICAL_BITS) !== 0) return CRITICAL;
  return (mask & CLOCK_EVENT.swThermal) !== 0 ? WARNING : NORMAL;
}

/**
 * The worst of a rack's GPUs in service; degraded while some of them are out, "out" when all that stands in it is. The GPUs
 * of rack i are bounds[i] <= gpu < bounds[i + 1].
 */
export function concludeRackHealth(columns: FrameColumns, bounds: Int32Array): void {
  const { gpuHealth, rackState, rackHealth } = columns;
  for (let rack = 0; rack < rackHealth.length; rack++) {
    const to = bounds[rack + 1] as number;
    let health = NO_CODE;
    for (let gpu = bounds[rack] as number; gpu < to; gpu++) {
      const next = gpuHealth[gpu] as number;
      if (next !== health) health = together(health, next);
    }
    rackHealth[rack] = rackState[rack] === RACK_OUT ? OUT : health;
  }
}

/** Of two GPUs of a rack, or of those so far and the next. */
function together(a: number, b: number): number {
  if (a === b || b === NO_CODE) return a;
  if (a === NO_CODE) return b;
  // Some are out and some at work.
  if (a === OUT) return b === NORMAL ? DEGRADED : b;
  if (b === OUT) return a === NORMAL ? DEGRADED : a;
  return graver(a, b);
}

/** A rack is at least as bad as the alarms that stand at it or at what stands in it. */
export function markAlarms(
  columns: FrameColumns,
  places: Places,
  ids: PlaceIds,
  standing: readonly EventRecord[],
): void {
  const { rackHealth } = columns;
  for (const { place, severity } of standing) {
    const at = place === null ? undefined : ids.parse(place);
    if (!at || severity === 'info' || !places.path(at.kind, 'rack')) continue;
    const rack = places.ancestors(at.kind, 'rack')[at.index] as number;
    const alarm = severity === 'critical' ? CRITICAL : WARNING;
    rackHealth[rack] = graver(rackHealth[rack] as number, alarm);
  }
}

function graver(a: number, b: number): number {
  return (GRAVITY.get(a) ?? 0) >= (GRAVITY.get(b) ?? 0) ? a : b;
}
