// The jobs of the site: their life, their load on the GPUs in each step, and their columns by slot.
import type { CommandRefusal } from '../contract/command.ts';
import type { Calendar } from './calendar.ts';
import type { GpuSums } from './gpuKernel.ts';
import { giveAge } from './jobAge.ts';
import { createJobClock, type JobClock } from './jobClock.ts';
import { forgetWaits, loseTraysOf, restartRun } from './jobFaults.ts';
import { advance, begin, createJobState, enqueue, type JobState, letGo, take } from './jobLife.ts';
import { createJobLoader, type JobLoader } from './jobLoad.ts';
import { keepJobs } from './jobMemory.ts';
import type { SlotSums } from './jobMeter.ts';
import {
  drainRack,
  type JobOrder,
  orderJob,
  returnRack,
  runningJob,
  stallJob,
  stopJob,
} from './jobOrders.ts';
import type { JobRun } from './jobRun.ts';
import type { Placement } from './placement.ts';
import type { Refused } from './refused.ts';
import { createServeDemand } from './serveDemand.ts';
import type { SlotLoads } from './slotLoad.ts';
import type { Smoothing } from './smoothing.ts';
import { createTraySplits, type TraySplits } from './traySplit.ts';
import type { Twin } from './twin.ts';

export interface Jobs {
  /** Ends, starts and loads jobs for the step (toS - dtS, toS]. */
  step(toS: number, dtS: number): void;
  /** Writes the columns of the step from the all-in watts of each slot and the sums of the kernel. */
  conclude(dtS: number, powerW: Float64Array, sums: GpuSums): void;
  /** Watts that smoothing burns in a GPU in a phase that asks for less than the floor. */
  readonly burnW: JobClock['burnW'];
  /** Running jobs, by slot. */
  readonly running: readonly (JobRun | undefined)[];
  /** Follows the life of jobs up to a second inside the next step; call it before something happens to trays in it. */
  advance(second: number): void;
  /**
   * A fault hit the job in a slot: it starts again from its last checkpoint. `event` told of the fault;
   * `tray` is where it was: of a service only the replica there waits.
   */
  restart(slot: number, second: number, cause: string, event?: number, tray?: number): void;
  /** Trays go out of service, and out of their jobs: others take their places if there are any. */
  loseTrays(trays: readonly number[], second: number): void;
  start(order: JobOrder, second: number): CommandRefusal | { readonly jobId: number };
  stop(id: number, second: number): Refused;
  stall(id: number, seconds: number, second: number): Refused;
  drain(rack: number, second: number): Refused;
  returnRack(rack: number, second: number): Refused;
  /** Undefined when no such job runs. */
  traysOf(id: number): readonly number[] | undefined;
}

/** Watts of a mean GPU beside what its load asks for: base and leakage, to share a tray between two jobs. */
function ownGpuW({ hardware: { gpu } }: Twin): number {
  return gpu.baseW + gpu.leakageW;
}

export function createJobs(
  twin: Twin,
  loads: SlotLoads,
  placement: Placement,
  calendar: Calendar,
  smoothing: Smoothing,
): Jobs {
  const clock = createJobClock(twin, createServeDemand(twin, calendar), smoothing);
  const state = createJobState(twin, placement, clock);
  const loader = createJobLoader(twin, loads, clock);
  const splits = createTraySplits(loads, placement, loader.waiting, ownGpuW(twin));
  keepJobs(state);
  populate(state);
  return {
    running: state.running,
    burnW: clock.burnW,
    step: (toS, dtS) => step(state, loader, splits, toS, dtS),
    conclude(dtS, powerW, { slotGpuW, slotSmActive, slotClockRatio }) {
      const sums = {
        powerW,
        gpuPowerW: slotGpuW,
        smActive: slotSmActive,
        clockRatio: slotClockRatio,
      };
      conclude(state, dtS, sums);
      smoothing.conclude();
    },
    advance: (second) => advance(state, second),
    restart: (slot, second, cause, event, tray) =>
      restartRun(state, { slot, second, cause, event, tray }),
    loseTrays: (trays, second) => loseTraysOf(state, trays, second),
    start: (order) => orderJob(state, order),
    stop: (id) => stopJob(state, id),
    stall: (id, seconds) => stallJob(state, id, seconds),
    drain: (rack) => drainRack(state, rack),
    returnRack: (rack) => returnRack(state, rack),
    traysOf: (id) => runningJob(state, id)?.trays,
  };
}

/** Jobs that were running before the first second, with the energy and work of their age. */
function populate(s: JobState): void {
  const startS = s.nowS;
  s.placement.setTime(startS);
  for (const run of s.arrivals.population(startS)) {
    const began = run.startS;
    if (!take(s, run)) {
      run.startS = startS + 1;
      enqueue(s, run);
      continue;
    }
    begin(s, run, began);
    run.settledS = startS;
    giveAge(s.twin, run, startS - began);
  }
}

function step(s: JobState, loader: JobLoader, splits: TraySplits, toS: number, dtS: number): void {
  advance(s, toS);
  for (const run of s.running) {
    if (!run) continue;
    s.clock.settle(run, toS);
    loader.load(run);
  }
  for (const run of s.ended) if (run.slot >= 0) loader.load(run);
  splits.fill(toS - dtS, toS, s.waits);
}

function conclude(s: JobState, dtS: number, sums: SlotSums): void {
  for (const run of s.running) if (run) s.meter.meter(run, dtS, sums);
  for (const run of s.ended) if (run.slot >= 0) s.meter.meter(run, dtS, sums);
  letGo(s);
  s.nowS += dtS;
  s.placement.clearSpells();
  forgetWaits(s, s.nowS);
}
