// Turns what a job did in a step into the row of its slot: means over the part of the step that it lived in.
import type { IterateProfile, Profile, ServeProfile } from '../contract/workload.ts';
import type { JobClock } from './jobClock.ts';
import type { JobRun } from './jobRun.ts';
import { heavyRow, lightRow } from './phaseRow.ts';
import {
  HEAVY_DYNAMIC,
  HEAVY_OTHER,
  HEAVY_SHARE,
  LIGHT_DYNAMIC,
  ROW_FIELDS,
  type SlotLoads,
} from './slotLoad.ts';
import type { Twin } from './twin.ts';

export interface JobLoader {
  /** Fills the slot's row from what the job has spent. */
  load(run: JobRun): void;
  /** The row of a tray that waits on its own, from a fresh replica's first second on. */
  readonly waiting: Float64Array;
}

/** Rows of the phases of a profile. */
interface IterateRows {
  readonly profile: IterateProfile;
  readonly compute: Float64Array;
  readonly communicate: Float64Array;
  readonly checkpoint: Float64Array;
}

interface ServeRows {
  readonly profile: ServeProfile;
  readonly low: Float64Array;
  readonly prefill: Float64Array;
  readonly decode: Float64Array;
}

interface Context {
  readonly loads: SlotLoads;
  readonly clock: JobClock;
  readonly waiting: Float64Array;
  readonly stalled: Float64Array;
  readonly rowsOf: ReadonlyMap<Profile, IterateRows | ServeRows>;
  /** Job and mix of prefill for which the row of a slot stands, if it served for all its life in the step; else NaN. */
  readonly servedBy: Float64Array;
  readonly servedMix: Float64Array;
}

export function createJobLoader(twin: Twin, loads: SlotLoads, clock: JobClock): JobLoader {
  const { workload } = twin;
  clearSlot(loads, loads.idle);
  addLight(loads.rows, loads.idle * ROW_FIELDS, lightRow(twin, workload.idle), 1);
  clearSlot(loads, loads.out);
  const context: Context = {
    loads,
    clock,
    servedBy: new Float64Array(loads.idle).fill(Number.NaN),
    servedMix: new Float64Array(loads.idle),
    waiting: lightRow(twin, workload.waiting),
    stalled: lightRow(twin, workload.stalled),
    rowsOf: new Map(
      Object.values(workload.profiles).map((profile) => [profile, rowsOf(twin, profile)]),
    ),
  };
  return { waiting: context.waiting, load: (run) => load(context, run) };
}

function rowsOf(twin: Twin, profile: Profile): IterateRows | ServeRows {
  return profile.pattern === 'serve'
    ? {
        profile,
        low: heavyRow(twin, profile.low),
        prefill: heavyRow(twin, profile.prefill),
        decode: heavyRow(twin, profile.decode),
      }
    : {
        profile,
        compute: heavyRow(twin, profile.compute),
        communicate: lightRow(twin, profile.communicate),
        checkpoint: lightRow(twin, profile.checkpoint),
      };
}

function load(c: Context, run: JobRun): void {
  const { slot, spent } = run;
  if (isServedAsBefore(c, run)) {
    c.loads.load[slot] = spent.busy / spent.serve;
    return;
  }
  const { rows } = c.loads;
  const row = slot * ROW_FIELDS;
  clearSlot(c.loads, slot);
  const workedS = spent.compute + spent.communicate + spent.checkpoint + spent.serve;
  const lifeS = workedS + spent.restart + spent.stall;
  if (lifeS <= 0) return;
  if (workedS < lifeS) {
    addLight(rows, row, c.waiting, spent.restart / lifeS);
    addLight(rows, row, c.stalled, spent.stall / lifeS);
    rows[row + LIGHT_DYNAMIC] = (rows[row + LIGHT_DYNAMIC] as number) + spent.burntJ / lifeS;
  }
  if (workedS <= 0) return;
  const phases = c.rowsOf.get(run.profile);
  if (!phases) throw new Error(`J${run.id}: no rows for profile ${run.profileName}`);
  if ('low' in phases) {
    loadServing(c.loads, run, phases, spent.serve / lifeS);
    if (spent.serve === lifeS) {
      c.servedBy[slot] = run.id;
      c.servedMix[slot] = mixOf(run);
    }
  } else loadIterating(c, run, phases, lifeS);
}

/** Most jobs serve for hours with the same mix: only their load changes. */
function isServedAsBefore(c: Context, run: JobRun): boolean {
  const { slot, spent } = run;
  const same =
    c.servedBy[slot] === run.id &&
    spent.restart === 0 &&
    spent.stall === 0 &&
    c.servedMix[slot] === mixOf(run);
  if (!same) c.servedBy[slot] = Number.NaN;
  return same;
}

/** Share of prefill in the busy time, to a thousandth: so much is enough for watts, and it seldom changes. */
function mixOf({ spent }: JobRun): number {
  return spent.busy > 0 ? Math.round((spent.prefill / spent.busy) * MIX_STEPS) / MIX_STEPS : 0;
}
const MIX_STEPS = 1_024;

function loadIterating(c: Context, { slot, spent }: JobRun, phases: IterateRows, lifeS: number) {
  const { rows } = c.loads;
  const { profile } = phases;
  const row = slot * ROW_FIELDS;
  if (spent.compute > 0) {
    setHeavy(rows, row, phases.compute, spent.compute / lifeS);
    rows[row + HEAVY_DYNAMIC] =
      (rows[row + HEAVY_DYNAMIC] as number) * (1 - spent.lostS / spent.compute);
  }
  const talk = spent.communicate / lifeS;
  const save = spent.checkpoint / lifeS;
  addLight(rows, row, phases.communicate, talk);
  addLight(rows, row, phases.checkpoint, save);
  rows[row + LIGHT_DYNAMIC] =
    (rows[row + LIGHT_DYNAMIC] as number) +
    talk * c.clock.burnW(profile.communicate) +
    save * c.clock.burnW(profile.checkpoint);
}

/** A row at a load L is low + L (high - low), high being the mix of prefill and decode. */
function loadServing(
  { rows, rise, load: loadOfSlot, wander, wanderS }: SlotLoads,
  run: JobRun,
  { profile, low, prefill, decode }: ServeRows,
  share: number,
): void {
  const { slot, spent } = run;
  const row = slot * ROW_FIELDS;
  const prefillRatio = mixOf(run);
  setHeavy(rows, row, low, share);
  for (let i = 0; i < ROW_FIELDS; i++) {
    const high = prefillRatio * (prefill[i] as number) + (1 - prefillRatio) * (decode[i] as number);
    const counts = i === HEAVY_DYNAMIC || i === HEAVY_OTHER ? 1 : share;
    rise[row + i] = counts * (high - (low[i] as number));
  }
  loadOfSlot[slot] = spent.busy / spent.serve;
  wander[slot] = profile.wander;
  wanderS[slot] = profile.wanderS;
}

/** Adds a phase for its share of the time. */
function addLight(rows: Float64Array, row: number, phase: Float64Array, share: number): void {
  if (share <= 0) return;
  for (let i = 0; i < ROW_FIELDS; i++) {
    rows[row + i] = (rows[row + i] as number) + share * (phase[i] as number);
  }
}

/** Adds the phase that can meet the power limit: the share of the time that it takes stands by itself. */
function setHeavy(rows: Float64Array, row: number, phase: Float64Array, share: number): void {
  addLight(rows, row, phase, share);
  rows[row + HEAVY_SHARE] = share;
  rows[row + HEAVY_DYNAMIC] = phase[HEAVY_DYNAMIC] as number;
  rows[row + HEAVY_OTHER] = phase[HEAVY_OTHER] as number;
}

function clearSlot(loads: SlotLoads, slot: number): void {
  const from = slot * ROW_FIELDS;
  for (let i = from; i < from + ROW_FIELDS; i++) {
    loads.rows[i] = 0;
    loads.rise[i] = 0;
  }
  loads.wander[slot] = 0;
  loads.load[slot] = 0;
}
