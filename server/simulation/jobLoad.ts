// Turns a job and a step into the load of its slot: phase shares in closed form, or the rhythm of what it serves.
import { codeOf } from '../contract/state.ts';
import type { IterateProfile, PhaseLoad, ServeProfile } from '../contract/workload.ts';
import { dynamicW, memoryAndLinkW } from '../model/gpuPower.ts';
import { type Beat, type PhaseSeconds, phaseAt, phaseSeconds } from '../model/phase.ts';
import { type Calendar, rhythmAt } from './calendar.ts';
import type { JobRun } from './jobRun.ts';
import { smoothNoise, streamOf } from './random.ts';
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
  /** Fills the slot's load for the step (toS - dtS, toS]; returns tokens per GPU in the step. */
  load(run: JobRun, toS: number, dtS: number): number;
  /** Phase code at the end of the step that was loaded last. */
  readonly phase: number;
}

const IDLE_PHASE = codeOf('phase', 'idle');
const SERVE_PHASE = codeOf('phase', 'serve');

/** Adds a phase that cannot meet the power limit, for its share of the step. */
function addLight(
  twin: Twin,
  loads: SlotLoads,
  slot: number,
  load: PhaseLoad,
  share: number,
): void {
  if (share <= 0) return;
  const { gpu, limits } = twin.hardware;
  const row = slot * ROW_FIELDS;
  const clockMHz = load.utilPct > 0 ? limits.gpuClockMHz : gpu.clockIdleMHz;
  add(loads.rows, row + LIGHT_DYNAMIC, share * dynamicW(gpu, load));
  add(loads.rows, row + LIGHT_OTHER, share * memoryAndLinkW(gpu, load));
  add(loads.rows, row + LIGHT_CLOCK, share * clockMHz);
  addMeans(loads.rows, row, load, share);
}

/** Sets the phase that can meet the power limit: at full clock, and the share of the step it takes. */
function setHeavy(
  twin: Twin,
  loads: SlotLoads,
  slot: number,
  load: PhaseLoad,
  share: number,
): void {
  const { gpu } = twin.hardware;
  const row = slot * ROW_FIELDS;
  loads.rows[row + HEAVY_SHARE] = share;
  loads.rows[row + HEAVY_DYNAMIC] = dynamicW(gpu, load);
  loads.rows[row + HEAVY_OTHER] = memoryAndLinkW(gpu, load);
  addMeans(loads.rows, row, load, share);
}

function addMeans(rows: Float64Array, row: number, load: PhaseLoad, share: number): void {
  add(rows, row + HBM, share * load.hbm);
  add(rows, row + NVLINK, share * load.nvlink);
  add(rows, row + SM_ACTIVE, share * load.smActive);
  add(rows, row + TENSOR_ACTIVE, share * load.tensorActive);
  add(rows, row + UTIL, share * load.utilPct);
  add(rows, row + GRACE, share * load.grace);
  add(rows, row + TRAY, share * load.tray);
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

/** The rows of GPUs without a job, and of trays out of service: set once. */
export function loadIdle(twin: Twin, loads: SlotLoads): void {
  clearSlot(loads, loads.idle);
  addLight(twin, loads, loads.idle, twin.workload.idle, 1);
  clearSlot(loads, loads.out);
}

interface Context {
  readonly twin: Twin;
  readonly loads: SlotLoads;
  readonly calendar: Calendar;
  readonly burstStream: number;
  readonly seconds: PhaseSeconds;
}

export function createJobLoader(twin: Twin, loads: SlotLoads, calendar: Calendar): JobLoader {
  const context: Context = {
    twin,
    loads,
    calendar,
    burstStream: streamOf(twin.seed, 'bursts'),
    seconds: { compute: 0, communicate: 0, checkpoint: 0 },
  };
  let phase = IDLE_PHASE;
  return {
    load(run, toS, dtS) {
      clearSlot(loads, run.slot);
      phase = IDLE_PHASE;
      // The job works in the seconds that end at startS, startS + 1 ... endS - 1, but not from stopS to resumeS.
      const beganS = Math.max(toS - dtS, run.startS - 1);
      const endedS = Math.min(toS, run.endS - 1);
      const stoppedS = Math.min(endedS, run.resumeS) - Math.max(beganS, run.stopS - 1);
      const workedS = endedS - beganS - Math.max(0, stoppedS);
      addLight(twin, loads, run.slot, twin.workload.waiting, (dtS - Math.max(0, workedS)) / dtS);
      if (workedS <= 0) return 0;
      // Work before a stop counts as just before the clock starts again.
      const untilS = Math.max(endedS, run.resumeS);
      const fromS = untilS - workedS;
      const { profile, beat } = run;
      if (profile.pattern === 'serve') {
        phase = SERVE_PHASE;
        return loadServing(context, run, profile, fromS, untilS, dtS);
      }
      if (!beat) return 0;
      if (endedS > run.resumeS) phase = codeOf('phase', phaseAt(beat, untilS - run.clockZeroS));
      return loadIterating(context, run, profile, beat, fromS, untilS, dtS);
    },
    get phase() {
      return phase;
    },
  };
}

function loadIterating(
  c: Context,
  run: JobRun,
  profile: IterateProfile,
  beat: Beat,
  fromS: number,
  toS: number,
  dtS: number,
): number {
  const { twin, loads, seconds } = c;
  const { slot } = run;
  phaseSeconds(beat, fromS - run.clockZeroS, toS - run.clockZeroS, seconds);
  setHeavy(twin, loads, slot, profile.compute, seconds.compute / dtS);
  addLight(twin, loads, slot, profile.communicate, seconds.communicate / dtS);
  addLight(twin, loads, slot, profile.checkpoint, seconds.checkpoint / dtS);
  return profile.tokensPerGpuS * (seconds.compute + seconds.communicate);
}

/** The rhythm of the day, with bursts that the whole fleet sees; each tray's own wander is added later. */
function servingLoad(c: Context, run: JobRun, profile: ServeProfile, atS: number): number {
  const rhythm = c.twin.workload.rhythms[profile.rhythm];
  const base = run.level * (rhythm ? rhythmAt(rhythm, c.calendar.localS(atS)) : 1);
  const burst =
    SLOW_BURST * smoothNoise(c.burstStream, run.id, atS, 900) +
    FAST_BURST * smoothNoise(c.burstStream, run.id, atS, 45);
  return Math.max(0, Math.min(1, base * (1 + burst)));
}
const SLOW_BURST = 0.03;
const FAST_BURST = 0.015;

function loadServing(
  c: Context,
  run: JobRun,
  profile: ServeProfile,
  fromS: number,
  toS: number,
  dtS: number,
): number {
  const { twin, loads } = c;
  const { slot } = run;
  const { gpu } = twin.hardware;
  const { low, high } = profile;
  const load = servingLoad(c, run, profile, (fromS + toS) / 2);
  const share = (toS - fromS) / dtS;
  setHeavy(twin, loads, slot, low, share);
  // A row at load L is low + L (high - low).
  const row = slot * ROW_FIELDS;
  addMeans(loads.rise, row, high, share);
  addMeans(loads.rise, row, low, -share);
  loads.rise[row + HEAVY_DYNAMIC] = dynamicW(gpu, high) - dynamicW(gpu, low);
  loads.rise[row + HEAVY_OTHER] = memoryAndLinkW(gpu, high) - memoryAndLinkW(gpu, low);
  loads.load[slot] = load;
  loads.wander[slot] = profile.wander;
  loads.wanderS[slot] = profile.wanderS;
  return profile.tokensPerGpuS * load * (toS - fromS);
}
