// The load of every tray in a step: its job's row, or for serving jobs a row of its own about the job's load.
import { bell, draw, smoothNoise, streamOf } from './random.ts';
import { ROW_FIELDS, type SlotLoads } from './slotLoad.ts';
import type { Twin } from './twin.ts';

/** Points every tray at its row for the step that ends at `second`. */
export function loadTrays(
  twin: Twin,
  loads: SlotLoads,
  slotOfTray: Int32Array,
  second: number,
  dtS: number,
): void {
  const stream = streamOf(twin.seed, 'serving');
  const { rowOfTray, wander, wanderS, load } = loads;
  const slots = loads.out + 1;
  for (let tray = 0; tray < slotOfTray.length; tray++) {
    const slot = slotOfTray[tray] as number;
    const wide = wander[slot] as number;
    if (wide === 0) {
      rowOfTray[tray] = slot * ROW_FIELDS;
      continue;
    }
    const own = wide * wanderOf(stream, tray, second, dtS, wanderS[slot] as number);
    const row = (slots + tray) * ROW_FIELDS;
    rowOfTray[tray] = row;
    fillRow(loads, slot, row, clampUnit((load[slot] as number) + own));
  }
}

function fillRow({ rows, rise }: SlotLoads, slot: number, row: number, load: number): void {
  const from = slot * ROW_FIELDS;
  for (let i = 0; i < ROW_FIELDS; i++) {
    rows[row + i] = (rows[from + i] as number) + load * (rise[from + i] as number);
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
