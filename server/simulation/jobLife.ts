// The life of jobs, event by event and to the second: arrival, start, end, and what follows; the same at any step.
import { type Arrivals, createArrivals } from './arrivals.ts';
import type { JobClock } from './jobClock.ts';
import { createJobMeter, type JobMeter } from './jobMeter.ts';
import { announce } from './jobNews.ts';
import { type Release, startDue } from './jobQueue.ts';
import { type JobRun, jobOf } from './jobRun.ts';
import type { Placement } from './placement.ts';
import { draw, streamOf, unit } from './random.ts';
import type { TrayWait } from './traySplit.ts';
import type { Twin } from './twin.ts';

export interface JobState {
  readonly twin: Twin;
  readonly placement: Placement;
  readonly arrivals: Arrivals;
  readonly clock: JobClock;
  readonly meter: JobMeter;
  readonly restartStream: number;
  readonly running: (JobRun | undefined)[];
  freeSlots: number[];
  /** Waiting, in order; `startS` is the second from which it may start. */
  queue: JobRun[];
  /** Ended within this step: their last energy is still to be metered. */
  ended: JobRun[];
  waits: TrayWait[];
  /** END of the last step, and the second up to which the life of jobs has been followed. */
  nowS: number;
  atS: number;
  /** Least end of the running. */
  nextEndS: number;
  /** Of the placement, when the queue was last looked at. */
  freed: number;
}

export function createJobState(twin: Twin, placement: Placement, clock: JobClock): JobState {
  const { jobSlots } = twin.site;
  const startS = twin.startMs / 1_000;
  return {
    twin,
    placement,
    arrivals: createArrivals(twin),
    clock,
    meter: createJobMeter(twin),
    restartStream: streamOf(twin.seed, 'restarts'),
    running: new Array<JobRun | undefined>(jobSlots).fill(undefined),
    freeSlots: Array.from({ length: jobSlots }, (_, i) => jobSlots - 1 - i),
    queue: [],
    ended: [],
    waits: [],
    nowS: startS,
    atS: startS,
    nextEndS: Number.POSITIVE_INFINITY,
    freed: 0,
  };
}

/** Follows ends, arrivals and starts up to a second, each at its own. */
export function advance(s: JobState, second: number): void {
  if (second < s.atS) return;
  // What happens on its own is not the doing of a command that is being carried out.
  const { cause } = s.twin.reported;
  s.twin.reported.cause = undefined;
  if (s.placement.freed !== s.freed && s.queue.length > 0) {
    passSecond(s, Math.max(s.atS, s.nowS + 1));
  }
  for (;;) {
    const next = nextSecond(s);
    if (next > second) break;
    passSecond(s, next);
  }
  s.atS = second;
  s.placement.setTime(second - 1);
  s.twin.reported.cause = cause;
}

/** The next second in which something happens on its own. */
function nextSecond({ arrivals, queue, nextEndS, atS }: JobState): number {
  let next = Math.min(nextEndS, arrivals.nextS);
  for (const { startS } of queue) if (startS > atS && startS < next) next = startS;
  return next;
}

function passSecond(s: JobState, second: number): void {
  s.atS = second;
  s.placement.setTime(second - 1);
  if (s.nextEndS <= second) {
    for (const run of s.running) if (run && run.endS <= second) endRun(s, run, second, run.fate);
    findNextEnd(s);
  }
  for (const run of s.arrivals.until(second)) enqueue(s, run);
  startQueued(s, second);
  s.freed = s.placement.freed;
}

function findNextEnd(s: JobState): void {
  s.nextEndS = Number.POSITIVE_INFINITY;
  for (const run of s.running) if (run && run.endS < s.nextEndS) s.nextEndS = run.endS;
}

/** Programmes come before all others, in order of arrival; then everyone in theirs. */
export function enqueue(s: JobState, run: JobRun): void {
  run.state = 'queued';
  const first = run.programme < 0 ? -1 : s.queue.findIndex(({ programme }) => programme < 0);
  s.queue.splice(first < 0 ? s.queue.length : first, 0, run);
  s.twin.sinks.job(jobOf(run, s.twin.gpusPerTray));
}

function startQueued(s: JobState, second: number): void {
  const { placement } = s;
  const started = startDue(
    s.queue,
    {
      get freeTrays() {
        return s.freeSlots.length === 0 ? 0 : placement.freeTrays;
      },
      releases: () => releases(s),
      start: (run) => start(s, run, second),
      makeRoom: (run) => makeRoom(s, run, second),
    },
    second,
  );
  if (started) s.queue = s.queue.filter((run) => run.state === 'queued');
}

function start(s: JobState, run: JobRun, second: number): boolean {
  if (!take(s, run)) return false;
  begin(s, run, second);
  announce(s.twin, run, second, 'job.started', run.orderRef || undefined);
  return true;
}

/** What running jobs will give back to those that wait. */
function releases({ running, placement, twin }: JobState): Release[] {
  const found: Release[] = [];
  for (const run of running) {
    if (!run) continue;
    let trays = 0;
    for (const tray of run.trays) {
      if (!placement.isClosed(Math.floor(tray / twin.traysPerRack))) trays++;
    }
    found.push({ atS: run.endS, trays });
  }
  return found;
}

/** Ends jobs that may be preempted, the youngest first, if that is enough. */
function makeRoom(s: JobState, run: JobRun, second: number): boolean {
  const young = s.running
    .filter((other) => other?.preemptible === true)
    .sort(
      (a, b) => (b as JobRun).startS - (a as JobRun).startS || (b as JobRun).id - (a as JobRun).id,
    );
  let free = s.placement.freeTrays;
  const leaving: JobRun[] = [];
  for (const other of young) {
    if (free >= run.traysAsked) break;
    if (!other) continue;
    leaving.push(other);
    free += other.trays.length;
  }
  if (free < run.traysAsked || s.freeSlots.length === 0) return false;
  for (const other of leaving) endRun(s, other, second, 'preempted');
  findNextEnd(s);
  return true;
}

/** Gives the job a slot and trays, or leaves it as it is. */
export function take(s: JobState, run: JobRun): boolean {
  const slot = s.freeSlots.at(-1);
  if (slot === undefined) return false;
  const trays = s.placement.allocate(run.traysAsked, slot, run.id);
  if (!trays) return false;
  s.freeSlots.pop();
  run.trays = trays;
  run.slot = slot;
  s.running[slot] = run;
  return true;
}

export function begin(s: JobState, run: JobRun, startS: number): void {
  run.state = 'running';
  run.startS = startS;
  run.endS = startS + run.durationS;
  run.settledS = startS - 1;
  run.riseS = startS - 1;
  s.nextEndS = Math.min(s.nextEndS, run.endS);
  s.meter.open(run);
  s.twin.sinks.job(jobOf(run, s.twin.gpusPerTray));
}

/** The job no longer works in this second; its record follows when the step is metered. */
export function endRun(
  s: JobState,
  run: JobRun,
  second: number,
  reason: NonNullable<JobRun['endReason']>,
  event?: number,
): void {
  const { placement } = s;
  run.endS = Math.min(run.endS, second);
  s.clock.settle(run, second - 1);
  placement.release(run.trays.filter((tray) => placement.slotOfTray[tray] === run.slot));
  run.state = 'ended';
  run.endReason = reason;
  s.running[run.slot] = undefined;
  s.ended.push(run);
  if (s.waits.length > 0) s.waits = s.waits.filter(({ slot }) => slot !== run.slot);
  announce(s.twin, run, run.endS, 'job.ended', event);
  if (run.programme >= 0) enqueue(s, followerOf(s, run));
}

/** The team looks at the result and starts the next run a few minutes later; after a cancellation some hours. */
export function followerOf(s: JobState, run: JobRun): JobRun {
  const next = s.arrivals.nextRun(run.programme);
  const u = unit(draw(s.restartStream, next.id));
  const pauseS = run.endReason === 'cancelled' ? 3_600 * (4 + 8 * u) : 120 + 480 * u;
  next.startS = run.endS + Math.floor(pauseS);
  return next;
}

/** After the step is metered: the record of what ended leaves, and its slot is free. */
export function letGo(s: JobState): void {
  for (const run of s.ended) {
    s.twin.sinks.job(jobOf(run, s.twin.gpusPerTray));
    if (run.slot < 0) continue;
    s.meter.clear(run.slot);
    s.freeSlots.push(run.slot);
    // For want of a slot a job may wait too: look again.
    s.freed = -1;
  }
  if (s.ended.length > 0) s.ended = [];
}
