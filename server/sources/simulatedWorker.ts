// The worker thread of the simulated source: owns the twin and the clock, and hands over one tick at a time.
import { parentPort, workerData } from 'node:worker_threads';
import type { SourceEvent } from '../contract/event.ts';
import type { Job } from '../contract/job.ts';
import { createPlaces } from '../contract/place.ts';
import { clearColumns, layoutTick, type TickColumns, viewColumns } from '../contract/tick.ts';
import { createSimulation, type SimulationInput } from '../simulation/simulation.ts';
import { type Handed, lend, type WorkerStart } from './handOver.ts';
import { dueAtNormalSpeed, refuseClockSetBack, untilNextSecond } from './pace.ts';
import { planPreRoll } from './preRoll.ts';
import type { TwinParts } from './simulated.ts';

const SECOND_MS = 1_000;
/** Steps that carry the twin through a gap; nothing of them is recorded. */
const GAP_STEP_S = 900;

const { parts, seed, speed, ticks, lock } = workerData as WorkerStart<TwinParts>;
const lockWord = new Int32Array(lock);
const plan = planPreRoll(Date.now(), parts.site.timeZone, parts.site.preRoll);

let events: SourceEvent[] = [];
let jobs: Job[] = [];
const simulation = createSimulation(input());

function input(): SimulationInput {
  const layout = layoutTick(createPlaces(parts.site.places), parts.site.jobSlots);
  clearColumns(layout, ticks);
  return {
    ...parts,
    seed,
    startMs: plan.firstMs - plan.stepS * SECOND_MS,
    columns: viewColumns<keyof TickColumns>(layout, ticks),
    sinks: { event: (event) => events.push(event), job: (job) => jobs.push(job) },
  };
}

function step(dtS: number, newest: boolean): void {
  simulation.step(dtS);
  const { timeMs } = simulation;
  const lateMs = speed === 1 ? Date.now() - timeMs : Number.NaN;
  const handed: Handed = { timeMs, dtS, newest, lateMs, events, jobs };
  lend(lockWord, () => parentPort?.postMessage(handed));
  events = [];
  jobs = [];
}

function preRoll(): void {
  while (simulation.timeMs < plan.fineFromMs) step(plan.stepS, false);
  // The wall clock moves on meanwhile: stop one step short of it, the last one is live.
  while (simulation.timeMs + SECOND_MS < wholeSecond(Date.now())) step(1, false);
}

function wholeSecond(timeMs: number): number {
  return Math.floor(timeMs / SECOND_MS) * SECOND_MS;
}

function live(): void {
  if (speed === 1) {
    refuseClockSetBack(simulation.timeMs, Date.now());
    const due = dueAtNormalSpeed(simulation.timeMs, Date.now());
    if (due.jumpToMs !== undefined) crossGap(due.jumpToMs);
    for (let left = due.steps; left > 0; left--) step(1, left === 1);
  } else {
    for (let left = speed; left > 0; left--) step(1, left === 1);
  }
  setTimeout(live, untilNextSecond(Date.now()));
}

/** Lets the twin live through time that nobody recorded: the next tick shows a jump, and that is the gap. */
function crossGap(toMs: number): void {
  while (simulation.timeMs < toMs) {
    simulation.step(Math.min(GAP_STEP_S, (toMs - simulation.timeMs) / SECOND_MS));
    // Nobody was there to see what happened; the jobs that run now are still to be told of.
    events = [];
  }
}

preRoll();
live();
