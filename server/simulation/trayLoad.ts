// The load of every tray in a step: its job's, and for serving jobs its own place about it.
import { bell, draw, smoothNoise, streamOf } from './random.ts';
import { SLOPES, type SlotLoads, sloped } from './slotLoad.ts';
import type { Twin } from './twin.ts';

/** Fields of one tray lie together, in the order of slotLoad.ts: index tray * TRAY_FIELDS + field. */
export const TRAY_FIELDS = SLOPES;

export function loadTrays(
  twin: Twin,
  loads: SlotLoads,
  slotOfTray: Int32Array,
  out: Float64Array,
  second: number,
  dtS: number,
): void {
  const stream = streamOf(twin.seed, 'serving');
  const columns = sloped(loads);
  for (let tray = 0; tray < twin.trays; tray++) {
    const slot = slotOfTray[tray] as number;
    const at = tray * TRAY_FIELDS;
    const wander = loads.wander[slot] as number;
    if (wander === 0) {
      for (let i = 0; i < SLOPES; i++) out[at + i] = (columns[i] as Float64Array)[slot] as number;
      continue;
    }
    const everyS = loads.wanderS[slot] as number;
    const mean = loads.load[slot] as number;
    const load = clampUnit(mean + wander * wanderOf(stream, tray, second, dtS, everyS));
    for (let i = 0; i < SLOPES; i++) {
      const low = (columns[i] as Float64Array)[slot] as number;
      out[at + i] = low + load * ((loads.slope[i] as Float64Array)[slot] as number);
    }
  }
}

/** Deviation about 1 on short steps; the mean of many independent knots on long ones. */
function wanderOf(
  stream: number,
  tray: number,
  second: number,
  dtS: number,
  everyS: number,
): number {
  return dtS <= everyS
    ? smoothNoise(stream, tray, second - dtS / 2, everyS)
    : bell(draw(stream, second, tray)) * Math.sqrt(everyS / dtS);
}

function clampUnit(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}
