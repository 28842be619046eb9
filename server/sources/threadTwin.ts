// A twin inside a worker thread: steps it in memory of its own and hands each step over, or lives through time unseen.
import { parentPort } from 'node:worker_threads';
import type { LoggedCommand } from '../contract/command.ts';
import type { SourceEvent } from '../contract/event.ts';
import type { Job } from '../contract/job.ts';
import { createPlaces } from '../contract/place.ts';
import { clearColumns, layoutTick, type TickColumns, viewColumns } from '../contract/tick.ts';
import { createSimulation, type Simulation } from '../simulation/simulation.ts';
import { createLender, type Handed } from './handOver.ts';
import type { SavedTwin } from './savedState.ts';
import type { TwinStart } from './workerThread.ts';

const SECOND_MS = 1_000;

/** Where a twin begins: at a first second of its own, or where another one was saved. */
export interface Beginning {
  readonly startMs: number;
  readonly saved?: SavedTwin | undefined;
  readonly commands?: readonly LoggedCommand[] | undefined;
}

export interface ThreadTwin {
  readonly simulation: Simulation;
  /** Hands the step over; `lateMs` is asked for once it has been made. */
  step(dtS: number, newest: boolean, lateMs?: () => number): void;
  /** Lives through time that nobody records: the next tick shows a jump in time, and that is a gap. */
  passUnseen(toMs: number, stepS: number): void;
  /** Sleeps until every tick has been read. */
  settle(): void;
  save(): SavedTwin;
}

export function createThreadTwin(start: TwinStart, beginning: Beginning): ThreadTwin {
  const { parts, seed, handOver } = start;
  const { saved } = beginning;
  const layout = layoutTick(createPlaces(parts.site.places), parts.site.jobSlots);
  const buffer = new ArrayBuffer(layout.byteLength);
  clearColumns(layout, buffer);
  const lender = createLender(handOver, buffer);
  let events: SourceEvent[] = [...(saved?.events ?? [])];
  // Whoever listens to a twin that goes on has yet to hear which jobs there are.
  let jobs: Job[] = [...(saved?.jobs ?? [])];
  const alive = new Map(jobs.map((job) => [job.id, job]));
  const simulation = createSimulation({
    ...parts,
    seed,
    lastJobId: start.lastJobId,
    startMs: beginning.startMs,
    columns: viewColumns<keyof TickColumns>(layout, buffer),
    sinks: {
      event: (event) => events.push(event),
      job(job) {
        jobs.push(job);
        if (job.state === 'ended') alive.delete(job.id);
        else alive.set(job.id, job);
      },
    },
    ...(saved && { restore: saved.simulation }),
    ...(beginning.commands && { commands: beginning.commands }),
  });
  return {
    simulation,
    step(dtS, newest, lateMs = () => Number.NaN) {
      simulation.step(dtS);
      const { timeMs } = simulation;
      lender.lend((slot) => {
        const handed: Handed = { slot, timeMs, dtS, newest, lateMs: lateMs(), events, jobs };
        parentPort?.postMessage(handed);
      });
      events = [];
      jobs = [];
    },
    passUnseen(toMs, stepS) {
      const told = new Set([...jobs, ...alive.values()].map(({ id }) => id));
      while (simulation.timeMs < toMs) {
        simulation.step(Math.min(stepS, (toMs - simulation.timeMs) / SECOND_MS));
        // Nobody was there to see what happened.
        events = [];
        if (jobs.length > MANY_JOBS) jobs = stillNews(jobs, told);
      }
      jobs = stillNews(jobs, told);
    },
    settle: () => lender.settle(),
    save: () => ({
      simulation: simulation.save(),
      events,
      // Those that ended since the last step, then all that have not.
      jobs: [...jobs.filter(({ state }) => state === 'ended'), ...alive.values()],
    }),
  };
}

/** Reports of jobs that wait to be told of before they are thinned out: a long gap has hundreds of thousands. */
const MANY_JOBS = 10_000;

/** The last word on every job, but for those that came and went while nobody looked. */
function stillNews(jobs: readonly Job[], told: ReadonlySet<number>): Job[] {
  const last = new Map(jobs.map((job) => [job.id, job]));
  return [...last.values()].filter(({ id, state }) => state !== 'ended' || told.has(id));
}
