// The queue: programmes first, then in order of arrival, with a reservation for the first that must wait; others pass if they do not delay it.
// EASY backfilling (Lifka 1995; Mu'alem and Feitelson 2001), with durations that are known.
import type { JobRun } from './jobRun.ts';

/** When a job that waits can start at the latest, and the trays that will be over then. */
export interface Reservation {
  readonly atS: number;
  spareTrays: number;
}

/** Trays that come free, and when. */
export interface Release {
  readonly atS: number;
  readonly trays: number;
}

/** The first moment from `fromS` on at which `asked` trays are free, if nothing else starts. */
export function reserve(
  asked: number,
  freeTrays: number,
  releases: readonly Release[],
  fromS: number,
): Reservation {
  let free = freeTrays;
  let atS = fromS;
  for (const release of [...releases].sort((a, b) => a.atS - b.atS)) {
    if (release.atS > atS) {
      if (free >= asked) break;
      atS = release.atS;
    }
    free += release.trays;
  }
  // With too many trays out of service it waits for repairs, whose end nobody knows.
  if (free < asked) return { atS: Number.POSITIVE_INFINITY, spareTrays: 0 };
  return { atS, spareTrays: free - asked };
}

/** What the queue may do with the machine. */
export interface Machine {
  readonly freeTrays: number;
  /** Trays of running jobs that jobs may have again, by their end. */
  releases(): Release[];
  /** Starts the job, or leaves it as it is. */
  start(run: JobRun, second: number): boolean;
  /** Ends jobs that must make room for this one, when that makes enough of it; else nothing. */
  makeRoom(run: JobRun, second: number): boolean;
}

/** How many jobs that wait a smaller one may pass. */
const DEPTH = 64;

/** Starts what may start at a second; returns whether any did. */
export function startDue(queue: readonly JobRun[], machine: Machine, second: number): boolean {
  let head: Reservation | undefined;
  let passed = 0;
  let started = false;
  for (const run of queue) {
    const due = run.startS <= second;
    if (!head) {
      if (due && (machine.start(run, second) || startByForce(run, machine, second))) {
        started = true;
        continue;
      }
      const fromS = Math.max(second, run.startS);
      head = reserve(run.traysAsked, machine.freeTrays, machine.releases(), fromS);
      continue;
    }
    if (!due) continue;
    if (passed++ === DEPTH) break;
    const inTime = second + run.durationS <= head.atS;
    if (!inTime && run.traysAsked > head.spareTrays) continue;
    if (!machine.start(run, second)) continue;
    started = true;
    if (!inTime) head.spareTrays -= run.traysAsked;
  }
  return started;
}

/** A programme does not wait for jobs that may be preempted. */
function startByForce(run: JobRun, machine: Machine, second: number): boolean {
  return run.programme >= 0 && machine.makeRoom(run, second) && machine.start(run, second);
}
