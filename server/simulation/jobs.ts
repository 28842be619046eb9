// The life of jobs: queued, started where there is room, restarted after a fault, ended; and their columns by slot.
import { NO_CODE, NO_ID, NO_VALUE } from '../contract/noValue.ts';
import { type Arrivals, createArrivals } from './arrivals.ts';
import type { Calendar } from './calendar.ts';
import { giveAge } from './jobAge.ts';
import { createJobLoader, type JobLoader, loadIdle } from './jobLoad.ts';
import { type JobRun, jobOf } from './jobRun.ts';
import type { Placement } from './placement.ts';
import { between, draw, streamOf } from './random.ts';
import type { SlotLoads } from './slotLoad.ts';
import { report, type Twin } from './twin.ts';

export interface Jobs {
  /** Ends, starts and loads jobs for the step (toS - dtS, toS]. */
  step(toS: number, dtS: number): void;
  /** Writes the columns of the step from the sums over each slot. */
  conclude(dtS: number, sums: SlotSums): void;
  /** A fault hit the job in a slot: it starts again from its last checkpoint. `event` is the one that told of the fault. */
  restart(slot: number, second: number, cause: string, event?: number): void;
  /** A tray of a job goes out of service: another takes its place if there is one. */
  loseTray(tray: number): void;
}

/** All-in watts, true GPU watts and the sum of SM activity of the GPUs, by slot. */
interface SlotSums {
  readonly powerW: Float64Array;
  readonly gpuPowerW: Float64Array;
  readonly smActive: Float64Array;
}

/** How many jobs that wait for more room a smaller one may pass. */
const BACKFILL = 64;

interface State {
  readonly twin: Twin;
  readonly placement: Placement;
  readonly arrivals: Arrivals;
  readonly running: (JobRun | undefined)[];
  readonly freeSlots: number[];
  /** Waiting, in order; `startS` is the second from which it may start. */
  queue: JobRun[];
  /** Phase of each slot at the end of the step. */
  readonly phase: Uint16Array;
  readonly restartStream: number;
}

export function createJobs(
  twin: Twin,
  loads: SlotLoads,
  placement: Placement,
  calendar: Calendar,
): Jobs {
  const { jobSlots } = twin.site;
  const state: State = {
    twin,
    placement,
    arrivals: createArrivals(twin),
    running: new Array<JobRun | undefined>(jobSlots).fill(undefined),
    freeSlots: Array.from({ length: jobSlots }, (_, i) => jobSlots - 1 - i),
    queue: [],
    phase: new Uint16Array(jobSlots).fill(NO_CODE),
    restartStream: streamOf(twin.seed, 'restarts'),
  };
  const loader = createJobLoader(twin, loads, calendar);
  loadIdle(twin, loads);
  const startS = twin.startMs / 1_000;
  for (const run of state.arrivals.population(startS)) startOld(state, run, startS);
  return {
    restart: (slot, second, cause, event) => restart(state, slot, second, cause, event),
    loseTray: (tray) => loseTray(state, tray),
    step: (toS, dtS) => step(state, loader, toS, dtS),
    conclude: (dtS, sums) => conclude(state, dtS, sums),
  };
}

function step(s: State, loader: JobLoader, toS: number, dtS: number): void {
  const { columns, gpusPerTray } = s.twin;
  for (const run of s.running) {
    if (run && (run.endS <= toS - dtS + 1 || run.trays.length === 0)) end(s, run, toS);
  }
  for (const run of s.arrivals.until(toS)) enqueue(s, run);
  startQueued(s, toS, dtS);
  for (const run of s.running) {
    if (!run) continue;
    const tokensPerGpu = loader.load(run, toS, dtS);
    s.phase[run.slot] = loader.phase;
    columns.jobTokens[run.slot] =
      (columns.jobTokens[run.slot] as number) + tokensPerGpu * run.trays.length * gpusPerTray;
  }
}

function conclude(s: State, dtS: number, { powerW, gpuPowerW, smActive }: SlotSums): void {
  const { columns, gpusPerTray } = s.twin;
  const hours = dtS / 3_600;
  for (const run of s.running) {
    if (!run) continue;
    const { slot } = run;
    const watts = powerW[slot] as number;
    const gpuWatts = gpuPowerW[slot] as number;
    columns.jobPowerW[slot] = watts;
    columns.jobGpuPowerW[slot] = gpuWatts;
    columns.jobSmActiveRatio[slot] = (smActive[slot] as number) / (run.trays.length * gpusPerTray);
    columns.jobPhase[slot] = s.phase[slot] as number;
    columns.jobEnergyWh[slot] = (columns.jobEnergyWh[slot] as number) + watts * hours;
    columns.jobGpuEnergyWh[slot] = (columns.jobGpuEnergyWh[slot] as number) + gpuWatts * hours;
  }
}

function restart(
  s: State,
  slot: number,
  second: number,
  cause: string,
  event: number | undefined,
): void {
  const run = s.running[slot];
  if (!run) return;
  const { faults } = s.twin.hardware;
  const waitS = between(faults.restartS, draw(s.restartStream, run.id, second));
  run.stopS = second;
  run.resumeS = second + Math.floor(waitS);
  run.clockZeroS = run.resumeS;
  if (!isNews(s.twin, run)) return;
  report(s.twin, second, {
    kind: 'job',
    severity: 'warning',
    place: null,
    key: 'job.restarted',
    params: { job: `J${run.id}`, name: run.name, cause },
    cause: event,
  });
}

function loseTray(s: State, tray: number): void {
  const { placement, twin } = s;
  const slot = placement.slotOfTray[tray] as number;
  const run = s.running[slot];
  placement.takeOut(tray);
  if (!run) return;
  const spare = placement.replace(Math.floor(tray / twin.traysPerRack), slot, run.id);
  const kept = run.trays.filter((held) => held !== tray);
  run.trays = spare === undefined ? kept : [...kept, spare].sort((a, b) => a - b);
  twin.sinks.job(jobOf(run, twin.gpusPerTray));
}

function enqueue(state: State, run: JobRun): void {
  run.state = 'queued';
  state.queue.push(run);
  state.twin.sinks.job(jobOf(run, state.twin.gpusPerTray));
}

/** Starts what fits, in order; a small job may pass a large one that waits. */
function startQueued(state: State, toS: number, dtS: number): void {
  const first = toS - dtS + 1;
  let waiting = 0;
  let started = false;
  for (const run of state.queue) {
    if (waiting === BACKFILL || state.freeSlots.length === 0) break;
    if (run.startS > toS || !take(state, run)) {
      waiting++;
      continue;
    }
    started = true;
    begin(state, run, Math.max(first, run.startS));
    announce(state, run, run.startS, 'job.started');
  }
  if (started) state.queue = state.queue.filter((run) => run.state === 'queued');
}

/** Gives the job a slot and trays, or leaves it as it is. */
function take(state: State, run: JobRun): boolean {
  const slot = state.freeSlots.at(-1);
  if (slot === undefined) return false;
  const trays = state.placement.allocate(run.traysAsked, slot, run.id);
  if (!trays) return false;
  state.freeSlots.pop();
  run.trays = trays;
  run.slot = slot;
  state.running[slot] = run;
  return true;
}

function begin(state: State, run: JobRun, startS: number): void {
  const { columns } = state.twin;
  run.state = 'running';
  run.startS = startS;
  run.endS = startS + run.durationS;
  run.clockZeroS = startS - 1;
  columns.jobId[run.slot] = run.id;
  columns.jobEnergyWh[run.slot] = 0;
  columns.jobGpuEnergyWh[run.slot] = 0;
  columns.jobTokens[run.slot] = 0;
  state.twin.sinks.job(jobOf(run, state.twin.gpusPerTray));
}

function end(state: State, run: JobRun, toS: number): void {
  const { twin, placement } = state;
  const { columns } = twin;
  const { slot } = run;
  placement.release(run.trays.filter((tray) => placement.slotOfTray[tray] === slot));
  run.state = 'ended';
  run.endReason = run.trays.length === 0 ? 'failed' : 'completed';
  run.totals = {
    energyWh: columns.jobEnergyWh[slot] as number,
    gpuEnergyWh: columns.jobGpuEnergyWh[slot] as number,
    tokens: columns.jobTokens[slot] as number,
  };
  twin.sinks.job(jobOf(run, twin.gpusPerTray));
  announce(state, run, Math.min(run.endS, toS), 'job.ended');
  state.running[slot] = undefined;
  state.freeSlots.push(slot);
  columns.jobId[slot] = NO_ID;
  columns.jobPhase[slot] = NO_CODE;
  for (const column of [columns.jobPowerW, columns.jobGpuPowerW, columns.jobSmActiveRatio]) {
    column[slot] = NO_VALUE;
  }
  for (const column of [columns.jobEnergyWh, columns.jobGpuEnergyWh, columns.jobTokens]) {
    column[slot] = NO_VALUE;
  }
  if (run.programme >= 0) {
    const next = state.arrivals.nextRun(run.programme);
    // The team looks at the result and starts the next run a few minutes later.
    next.startS = run.endS + 120 + (next.id % 480);
    enqueue(state, next);
  }
}

/** Only jobs of a whole rack, and of 1/250 of the site, are news: small ones come and go by the thousand a day. */
function isNews({ traysPerRack, trays }: Twin, run: JobRun): boolean {
  return run.trays.length >= Math.max(traysPerRack, trays / 250);
}

function announce(
  state: State,
  run: JobRun,
  second: number,
  key: 'job.started' | 'job.ended',
): void {
  const { twin } = state;
  if (!isNews(twin, run)) return;
  const about = { job: `J${run.id}`, name: run.name };
  const common = { kind: 'job', severity: 'info', place: null } as const;
  if (key === 'job.started') {
    const params = { ...about, gpus: run.trays.length * twin.gpusPerTray };
    report(twin, second, { ...common, key, params });
  } else {
    report(twin, second, { ...common, key, params: { ...about, reason: run.endReason ?? '' } });
  }
}

/** A job that was running before the first second: with the energy and tokens of its age. */
function startOld(state: State, run: JobRun, startS: number): void {
  const began = run.startS;
  if (!take(state, run)) return;
  begin(state, run, began);
  giveAge(state.twin, run, startS - began);
}
