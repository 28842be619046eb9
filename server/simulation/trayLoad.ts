// The load of every tray in a step: its job's row, or for serving jobs a row of its own about the job's load.
import { bell, draw, SMOOTH, smoothShare, streamOf } from './random.ts';
import * as load from './slotLoad.ts';
import { ownRow, type SlotLoads } from './slotLoad.ts';
import type { Twin } from './twin.ts';

// Copies for the hot loop: see trayKernel.ts.
const { ROW_FIELDS } = load;
const WIDTH = SMOOTH;

/** Points every tray at its row for the step of dtS that ends at `second`. */
export type LoadTrays = (second: number, dtS: number) => void;

export function createTrayLoads(twin: Twin, loads: SlotLoads, slotOfTray: Int32Array): LoadTrays {
  const { rowOfTray, rows, rise, wander, wanderS, load: loadOfSlot, split } = loads;
  const stream = streamOf(twin.seed, 'serving');
  const slots = loads.out + 1;
  const knots = createKnots(twin, stream);
  /** Of a slot's trays in this step: the knot of their noise, and the share of the next one; -1: no knots. */
  const knot = new Int32Array(slots);
  const next = new Float64Array(slots);

  function fillRow(slot: number, row: number, level: number): void {
    const from = Math.imul(slot, ROW_FIELDS);
    for (let i = 0; i < ROW_FIELDS; i++) {
      rows[(row + i) | 0] =
        (rows[(from + i) | 0] as number) + level * (rise[(from + i) | 0] as number);
    }
  }

  /** A short step takes the noise of its middle; a long one the mean of many independent knots. */
  function placeSlots(second: number, dtS: number): void {
    for (let slot = 0; slot < slots; slot++) {
      const everyS = wanderS[slot] as number;
      const x = (second - dtS / 2) / everyS;
      knot[slot] = dtS <= everyS ? Math.floor(x) : -1;
      next[slot] = dtS <= everyS ? smoothShare(x - Math.floor(x)) : Math.sqrt(everyS / dtS);
    }
  }

  return (second, dtS) => {
    placeSlots(second, dtS);
    for (let tray = 0; tray < slotOfTray.length; tray++) {
      const slot = slotOfTray[tray] as number;
      if (split[tray] === 1) {
        rowOfTray[tray] = ownRow(loads, tray);
        continue;
      }
      const wide = wander[slot] as number;
      if (wide === 0) {
        rowOfTray[tray] = Math.imul(slot, ROW_FIELDS);
        continue;
      }
      const at = knot[slot] as number;
      const share = next[slot] as number;
      const own = at < 0 ? share * bell(draw(stream, second, tray)) : knots(tray, at, share);
      const row = Math.imul(slots + tray, ROW_FIELDS);
      rowOfTray[tray] = row;
      fillRow(slot, row, clampUnit((loadOfSlot[slot] as number) + wide * own));
    }
  };
}

/** The noise of random.ts between two knots of each tray, which are drawn once and kept until the next knot. */
function createKnots({ trays }: Twin, stream: number) {
  const knotOf = new Int32Array(trays).fill(-1);
  const from = new Float64Array(trays);
  const step = new Float64Array(trays);
  return (tray: number, knot: number, share: number): number => {
    if (knotOf[tray] !== knot) {
      const here = bell(draw(stream, knot, tray));
      knotOf[tray] = knot;
      from[tray] = here * WIDTH;
      step[tray] = bell(draw(stream, knot + 1, tray)) - here;
    }
    return (from[tray] as number) + (step[tray] as number) * share;
  };
}

function clampUnit(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value;
}
