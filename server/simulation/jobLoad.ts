// Turns a job and a step into the load of its slot: phase shares in closed form, or the rhythm of what it serves.
import { codeOf } from '../contract/state.ts';
import type { IterateProfile, PhaseLoad, ServeProfile } from '../contract/workload.ts';
import { dynamicW, memoryAndLinkW } from '../model/gpuPower.ts';
import { type Beat, type PhaseSeconds, phaseAt, phaseSeconds } from '../model/phase.ts';
import { type Calendar, rhythmAt } from './calendar.ts';
import type { JobRun } from './jobRun.ts';
import { smoothNoise, streamOf } from './random.ts';
import { SLOPES, type SlotLoads, sloped } from './slotLoad.ts';
import type { Twin } from './twin.ts';

export interface JobLoader {
  /** Fills the slot's load for the step (toS - dtS, toS]; returns tokens per GPU in the step. */
  load(run: JobRun, toS: number, dtS: number): number;
  /** Phase code at the end of the step that was loaded last. */
  readonly phase: number;
}

const IDLE_PHASE = codeOf('phase', 'idle');
const SERVE_PHASE = codeOf('phase', 'serve');

/** Clears a slot to the load of GPUs that wait, for the share of the step in which the job does not run. */
function addLight(
  twin: Twin,
  loads: SlotLoads,
  slot: number,
  load: PhaseLoad,
  share: number,
): void {
  if (share <= 0) return;
  const { gpu, limits } = twin.hardware;
  const add = (column: Float64Array, value: number): void => {
    column[slot] = (column[slot] as number) + share * value;
  };
  add(loads.lightDynamicW, dynamicW(gpu, load));
  add(loads.lightOtherW, memoryAndLinkW(gpu, load));
  add(loads.lightClockMHz, load.utilPct > 0 ? limits.gpuClockMHz : gpu.clockIdleMHz);
  addMeans(loads, slot, load, share);
}

function addMeans(loads: SlotLoads, slot: number, load: PhaseLoad, share: number): void {
  const add = (column: Float64Array, value: number): void => {
    column[slot] = (column[slot] as number) + share * value;
  };
  add(loads.hbmRatio, load.hbm);
  add(loads.nvlinkRatio, load.nvlink);
  add(loads.smActive, load.smActive);
  add(loads.tensorActive, load.tensorActive);
  add(loads.utilPct, load.utilPct);
  add(loads.graceRatio, load.grace);
  add(loads.trayRatio, load.tray);
}

function clearSlot(loads: SlotLoads, slot: number): void {
  for (const column of sloped(loads)) column[slot] = 0;
  for (const column of loads.slope) column[slot] = 0;
  loads.heavyShare[slot] = 0;
  loads.lightDynamicW[slot] = 0;
  loads.lightOtherW[slot] = 0;
  loads.lightClockMHz[slot] = 0;
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
      // The job works in the seconds that end at startS, startS + 1 ... endS - 1, but not before resumeS.
      const fromS = Math.max(toS - dtS, run.startS - 1, run.resumeS);
      const untilS = Math.min(toS, run.endS - 1);
      const waitingS = dtS - Math.max(0, untilS - fromS);
      addLight(twin, loads, run.slot, twin.workload.waiting, waitingS / dtS);
      if (untilS <= fromS) return 0;
      const { profile, beat } = run;
      if (profile.pattern === 'serve') {
        phase = SERVE_PHASE;
        return loadServing(context, run, profile, fromS, untilS, dtS);
      }
      if (!beat) return 0;
      phase = codeOf('phase', phaseAt(beat, untilS - run.clockZeroS));
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
  const { gpu } = twin.hardware;
  phaseSeconds(beat, fromS - run.clockZeroS, toS - run.clockZeroS, seconds);
  const share = seconds.compute / dtS;
  loads.heavyShare[slot] = share;
  loads.heavyDynamicW[slot] = dynamicW(gpu, profile.compute);
  loads.heavyOtherW[slot] = memoryAndLinkW(gpu, profile.compute);
  addMeans(loads, slot, profile.compute, share);
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
  const { loads } = c;
  const { slot } = run;
  const { gpu } = c.twin.hardware;
  const { low, high } = profile;
  const load = servingLoad(c, run, profile, (fromS + toS) / 2);
  const share = (toS - fromS) / dtS;
  loads.heavyShare[slot] = share;
  loads.heavyDynamicW[slot] = dynamicW(gpu, low);
  loads.heavyOtherW[slot] = memoryAndLinkW(gpu, low);
  addMeans(loads, slot, low, share);
  const rise = [
    dynamicW(gpu, high) - dynamicW(gpu, low),
    memoryAndLinkW(gpu, high) - memoryAndLinkW(gpu, low),
    share * (high.hbm - low.hbm),
    share * (high.nvlink - low.nvlink),
    share * (high.smActive - low.smActive),
    share * (high.tensorActive - low.tensorActive),
    share * (high.utilPct - low.utilPct),
    share * (high.grace - low.grace),
    share * (high.tray - low.tray),
  ];
  for (let i = 0; i < SLOPES; i++) (loads.slope[i] as Float64Array)[slot] = rise[i] as number;
  loads.load[slot] = load;
  loads.wander[slot] = profile.wander;
  loads.wanderS[slot] = profile.wanderS;
  return profile.tokensPerGpuS * load * (toS - fromS);
}
