// Turns what a job did in a step into the row of its slot: means over the part of the step that it lived in.
import type { PhaseLoad, ServeProfile } from '../contract/workload.ts';
import { dynamicW, memoryAndLinkW } from '../model/gpuPower.ts';
import type { JobClock } from './jobClock.ts';
import type { JobRun } from './jobRun.ts';
import {
  GRACE,
  HBM,
  HEAVY_DYNAMIC,
  HEAVY_OTHER,
  HEAVY_SHARE,
  LIGHT_CLOCK,
  LIGHT_DYNAMIC,
  LIGHT_OTHER,
  NVLINK,
  ROW_FIELDS,
  type SlotLoads,
  SM_ACTIVE,
  TENSOR_ACTIVE,
  TRAY,
  UTIL,
} from './slotLoad.ts';
import type { Twin } from './twin.ts';

export interface JobLoader {
  /** Fills the slot's row from what the job has spent. */
  load(run: JobRun): void;
  /** The row of a tray that waits on its own, from a fresh replica's first second on. */
  readonly waiting: Float64Array;
}

export function createJobLoader(twin: Twin, loads: SlotLoads, clock: JobClock): JobLoader {
  const { workload } = twin;
  clearSlot(loads, loads.idle);
  addLight(twin, loads.rows, loads.idle * ROW_FIELDS, workload.idle, 1);
  clearSlot(loads, loads.out);
  const waiting = new Float64Array(ROW_FIELDS);
  addLight(twin, waiting, 0, workload.waiting, 1);
  return { waiting, load: (run) => load(twin, loads, clock, run) };
}

function load(twin: Twin, loads: SlotLoads, clock: JobClock, run: JobRun): void {
  const { workload } = twin;
  const { slot, spent, profile } = run;
  const { rows } = loads;
  const row = slot * ROW_FIELDS;
  clearSlot(loads, slot);
  const workedS = spent.compute + spent.communicate + spent.checkpoint + spent.serve;
  const lifeS = workedS + spent.restart + spent.stall;
  if (lifeS <= 0) return;
  addLight(twin, rows, row, workload.waiting, spent.restart / lifeS);
  addLight(twin, rows, row, workload.stalled, spent.stall / lifeS);
  add(rows, row + LIGHT_DYNAMIC, spent.burntJ / lifeS);
  if (profile.pattern === 'serve') {
    if (spent.serve > 0) loadServing(twin, loads, run, profile, spent.serve / lifeS);
    return;
  }
  if (spent.compute > 0) {
    setHeavy(twin, rows, row, profile.compute, spent.compute / lifeS);
    rows[row + HEAVY_DYNAMIC] =
      (rows[row + HEAVY_DYNAMIC] as number) * (1 - spent.lostS / spent.compute);
  }
  addBurning(profile.communicate, spent.communicate / lifeS);
  addBurning(profile.checkpoint, spent.checkpoint / lifeS);

  function addBurning(phase: PhaseLoad, share: number): void {
    addLight(twin, rows, row, phase, share);
    add(rows, row + LIGHT_DYNAMIC, share * clock.burnW(phase));
  }
}

/** A row at a load L is low + L (high - low), high being the mix of prefill and decode. */
function loadServing(
  twin: Twin,
  loads: SlotLoads,
  { slot, spent }: JobRun,
  { low, prefill, decode, wander, wanderS }: ServeProfile,
  share: number,
): void {
  const { gpu } = twin.hardware;
  const { rise } = loads;
  const row = slot * ROW_FIELDS;
  const prefillRatio = spent.busy > 0 ? spent.prefill / spent.busy : 0;
  setHeavy(twin, loads.rows, row, low, share);
  for (const [phase, part] of [
    [prefill, prefillRatio],
    [decode, 1 - prefillRatio],
    [low, -1],
  ] as const) {
    addMeans(rise, row, phase, share * part);
    add(rise, row + HEAVY_DYNAMIC, part * dynamicW(gpu, phase));
    add(rise, row + HEAVY_OTHER, part * memoryAndLinkW(gpu, phase));
  }
  loads.load[slot] = spent.busy / spent.serve;
  loads.wander[slot] = wander;
  loads.wanderS[slot] = wanderS;
}

/** Adds a phase that cannot meet the power limit, for its share of the time. */
function addLight(
  twin: Twin,
  rows: Float64Array,
  row: number,
  phase: PhaseLoad,
  share: number,
): void {
  if (share <= 0) return;
  const { gpu, limits } = twin.hardware;
  const clockMHz = phase.utilPct > 0 ? limits.gpuClockMHz : gpu.clockIdleMHz;
  add(rows, row + LIGHT_DYNAMIC, share * dynamicW(gpu, phase));
  add(rows, row + LIGHT_OTHER, share * memoryAndLinkW(gpu, phase));
  add(rows, row + LIGHT_CLOCK, share * clockMHz);
  addMeans(rows, row, phase, share);
}

/** Sets the phase that can meet the power limit: at full clock, and the share of the time it takes. */
function setHeavy(
  twin: Twin,
  rows: Float64Array,
  row: number,
  phase: PhaseLoad,
  share: number,
): void {
  const { gpu } = twin.hardware;
  rows[row + HEAVY_SHARE] = share;
  rows[row + HEAVY_DYNAMIC] = dynamicW(gpu, phase);
  rows[row + HEAVY_OTHER] = memoryAndLinkW(gpu, phase);
  addMeans(rows, row, phase, share);
}

function addMeans(rows: Float64Array, row: number, phase: PhaseLoad, share: number): void {
  add(rows, row + HBM, share * phase.hbm);
  add(rows, row + NVLINK, share * phase.nvlink);
  add(rows, row + SM_ACTIVE, share * phase.smActive);
  add(rows, row + TENSOR_ACTIVE, share * phase.tensorActive);
  add(rows, row + UTIL, share * phase.utilPct);
  add(rows, row + GRACE, share * phase.grace);
  add(rows, row + TRAY, share * phase.tray);
}

function add(rows: Float64Array, at: number, value: number): void {
  rows[at] = (rows[at] as number) + value;
}

function clearSlot(loads: SlotLoads, slot: number): void {
  loads.rows.fill(0, slot * ROW_FIELDS, (slot + 1) * ROW_FIELDS);
  loads.rise.fill(0, slot * ROW_FIELDS, (slot + 1) * ROW_FIELDS);
  loads.wander[slot] = 0;
  loads.load[slot] = 0;
}
