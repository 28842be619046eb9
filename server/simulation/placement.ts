// Who holds which tray: whole racks (NVLink domains) first, then the fullest rack that a small job still fits in.
import { NO_ID } from '../contract/noValue.ts';
import { codeOf } from '../contract/state.ts';
import type { Twin } from './twin.ts';

export interface Placement {
  /** Slot of the job that holds each tray, or the idle or out row of the slot loads. */
  readonly slotOfTray: Int32Array;
  /** Trays for a job, sorted, and marked as its own; undefined when there are too few. */
  allocate(count: number, slot: number, jobId: number): number[] | undefined;
  /** One more tray for a job that lost one, as near to `rack` as there is. */
  replace(rack: number, slot: number, jobId: number): number | undefined;
  release(trays: readonly number[]): void;
  takeOut(tray: number): void;
  bringBack(tray: number): void;
}

interface TrayMap {
  readonly twin: Twin;
  readonly idle: number;
  readonly out: number;
  readonly slotOfTray: Int32Array;
  readonly idleInRack: Int32Array;
  readonly outInRack: Int32Array;
  idleTrays: number;
}

const WORK = codeOf('gpu', 'work');
const IDLE = codeOf('gpu', 'idle');
const OUT = codeOf('gpu', 'out');
/** A rack with at most this many trays out of service still counts as a whole NVLink domain. */
const MOST_OUT = 2;

export function createPlacement(twin: Twin, idle: number, out: number): Placement {
  const map: TrayMap = {
    twin,
    idle,
    out,
    slotOfTray: new Int32Array(twin.trays).fill(idle),
    idleInRack: new Int32Array(twin.racks).fill(twin.traysPerRack),
    outInRack: new Int32Array(twin.racks),
    idleTrays: twin.trays,
  };
  twin.columns.gpuState.fill(IDLE);
  twin.columns.gpuJob.fill(NO_ID);
  return {
    slotOfTray: map.slotOfTray,
    allocate(count, slot, jobId) {
      if (map.idleTrays < count) return undefined;
      const chosen = choose(map, count);
      for (const tray of chosen) set(map, tray, slot, WORK, jobId);
      return chosen;
    },
    replace(rack, slot, jobId) {
      const from = (map.idleInRack[rack] as number) > 0 ? rack : tightest(map, 1, rack);
      if (from < 0) return undefined;
      const chosen: number[] = [];
      pick(map, from, 1, chosen);
      const tray = chosen[0] as number;
      set(map, tray, slot, WORK, jobId);
      return tray;
    },
    release(trays) {
      for (const tray of trays) set(map, tray, idle, IDLE, NO_ID);
    },
    takeOut: (tray) => set(map, tray, out, OUT, NO_ID),
    bringBack: (tray) => set(map, tray, idle, IDLE, NO_ID),
  };
}

function set(map: TrayMap, tray: number, slot: number, state: number, jobId: number): void {
  const { twin, slotOfTray, idleInRack, outInRack, idle, out } = map;
  const rack = Math.floor(tray / twin.traysPerRack);
  const was = slotOfTray[tray];
  const idleChange = Number(slot === idle) - Number(was === idle);
  idleInRack[rack] = (idleInRack[rack] as number) + idleChange;
  outInRack[rack] = (outInRack[rack] as number) + Number(slot === out) - Number(was === out);
  map.idleTrays += idleChange;
  slotOfTray[tray] = slot;
  const from = tray * twin.gpusPerTray;
  twin.columns.gpuState.fill(state, from, from + twin.gpusPerTray);
  twin.columns.gpuJob.fill(jobId, from, from + twin.gpusPerTray);
}

function choose(map: TrayMap, count: number): number[] {
  const { racks, trays, traysPerRack } = map.twin;
  const chosen: number[] = [];
  const whole = traysPerRack - MOST_OUT;
  for (let rack = 0; rack < racks && count - chosen.length >= whole; rack++) {
    const free = map.idleInRack[rack] as number;
    if (free >= whole && free === traysPerRack - (map.outInRack[rack] as number)) {
      pick(map, rack, count, chosen);
    }
  }
  const taken = new Set(chosen);
  // The rest, or the whole of a small job, where it leaves the fewest trays over.
  const rest = count - chosen.length;
  const rack = rest > 0 && taken.size === 0 ? tightest(map, rest, 0) : -1;
  if (rack >= 0) pick(map, rack, count, chosen);
  for (let tray = 0; tray < trays && chosen.length < count; tray++) {
    if (map.slotOfTray[tray] === map.idle && !taken.has(tray)) chosen.push(tray);
  }
  return chosen.sort((a, b) => a - b);
}

/** Appends idle trays of a rack until `wanted` are chosen. */
function pick(map: TrayMap, rack: number, wanted: number, chosen: number[]): void {
  const { traysPerRack } = map.twin;
  for (let tray = rack * traysPerRack; tray < (rack + 1) * traysPerRack; tray++) {
    if (chosen.length >= wanted) return;
    if (map.slotOfTray[tray] === map.idle) chosen.push(tray);
  }
}

/** The rack with the fewest idle trays that still has `count`, nearest to `near` among equals; -1 for none. */
function tightest(map: TrayMap, count: number, near: number): number {
  const { racks } = map.twin;
  let best = -1;
  let bestScore = Number.POSITIVE_INFINITY;
  for (let rack = 0; rack < racks; rack++) {
    const free = map.idleInRack[rack] as number;
    if (free < count || free === 0) continue;
    const score = free * racks + Math.abs(rack - near);
    if (score < bestScore) {
      bestScore = score;
      best = rack;
    }
  }
  return best;
}
