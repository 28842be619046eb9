// What a fault does to a job: all its GPUs wait and it starts again from its last checkpoint; of a service only the replica.
import { iterationsDone } from '../model/phase.ts';
import { advance, endRun, type JobState } from './jobLife.ts';
import { isNews } from './jobNews.ts';
import { type JobRun, jobOf } from './jobRun.ts';
import { between, draw } from './random.ts';
import { report } from './twin.ts';

/** A fault, as the job sees it. */
export interface JobFault {
  readonly slot: number;
  readonly second: number;
  readonly cause: string;
  /** The event that told of the fault. */
  readonly event: number | undefined;
  /** Where it was: of a service, only the job's trays of this rack wait. */
  readonly tray: number | undefined;
}

interface Lost {
  /** Of the job's own clock, at full pace. */
  readonly lostS: number;
  readonly lostSteps: number;
}
const NOTHING_LOST: Lost = { lostS: 0, lostSteps: 0 };

/** Restarts in a row without a checkpoint between them, after which nobody tries again: an assumption. */
const MOST_FRUITLESS = 5;

export function restartRun(s: JobState, fault: JobFault): void {
  const { slot, second, cause, event, tray } = fault;
  advance(s, second);
  const run = s.running[slot];
  if (!run) return;
  s.clock.settle(run, second - 1);
  const { columns, hardware } = s.twin;
  columns.jobRestarts[slot] = (columns.jobRestarts[slot] as number) + 1;
  const waitS = Math.floor(
    between(hardware.faults.restartS, draw(s.restartStream, run.id, second)),
  );
  let lost = NOTHING_LOST;
  if (run.profile.pattern === 'serve' && tray !== undefined) {
    waitReplica(s, run, tray, second, waitS);
  } else {
    lost = loseWork(s, run);
    growBack(s, run);
    run.stopS = second;
    run.resumeS = second + waitS;
    run.stopKind = 'restart';
    run.riseS = run.resumeS;
    run.fruitless++;
  }
  const told = isNews(s.twin, run)
    ? report(s.twin, second, {
        kind: 'job',
        severity: 'warning',
        place: tray === undefined ? null : ['tray', tray],
        key: 'job.restarted',
        params: { job: `J${run.id}`, name: run.name, cause, ...lost, waitS },
        cause: event,
      })
    : event;
  if (run.fruitless > MOST_FRUITLESS) endRun(s, run, second, 'failed', told);
}

/** The work since the last checkpoint is gone; the counters that say how much was done stay, and others say what was lost. */
function loseWork({ twin }: JobState, run: JobRun): Lost {
  const { beat, profile, slot } = run;
  if (!beat || profile.pattern !== 'iterate') return NOTHING_LOST;
  const { columns, gpusPerTray } = twin;
  const workedS = Math.min(run.clockS, beat.iterations * beat.iterationS);
  const tokens = workedS * profile.tokensPerGpuS * run.trays.length * gpusPerTray;
  const kept = (columns.jobTokens[slot] as number) - (columns.jobLostTokens[slot] as number);
  columns.jobLostTokens[slot] = (columns.jobLostTokens[slot] as number) + Math.min(tokens, kept);
  const steps = iterationsDone(beat, run.clockS);
  columns.jobLostSteps[slot] = (columns.jobLostSteps[slot] as number) + steps;
  run.clockS = 0;
  return { lostS: Math.round(workedS), lostSteps: steps };
}

/** A job that lost trays for want of spares takes what there is now. */
function growBack(s: JobState, run: JobRun): void {
  const { placement, twin } = s;
  const missing = Math.min(run.traysAsked - run.trays.length, placement.freeTrays);
  const more = missing > 0 ? placement.allocate(missing, run.slot, run.id) : undefined;
  if (!more) return;
  run.trays = [...run.trays, ...more].sort((a, b) => a - b);
  twin.sinks.job(jobOf(run, twin.gpusPerTray));
}

/** The replica is what the job has on the rack of a tray. */
function waitReplica(s: JobState, run: JobRun, tray: number, second: number, waitS: number): void {
  const { traysPerRack } = s.twin;
  const rack = Math.floor(tray / traysPerRack);
  const replica = run.trays.filter((own) => Math.floor(own / traysPerRack) === rack);
  waitAlone(s, run, replica, second - 1, second + waitS);
}

function waitAlone(
  s: JobState,
  run: JobRun,
  trays: readonly number[],
  fromS: number,
  untilS: number,
): void {
  const others = s.waits.filter(({ tray }) => !trays.includes(tray));
  s.waits = [...others, ...trays.map((tray) => ({ tray, slot: run.slot, fromS, untilS }))];
}

/** Trays go out of service under their jobs: others take their places if there are any. */
export function loseTraysOf(s: JobState, trays: readonly number[], second: number): void {
  advance(s, second);
  const { placement, running } = s;
  const hit = new Map<JobRun, number[]>();
  for (const tray of trays) {
    const run = running[placement.slotOfTray[tray] as number];
    if (run) hit.set(run, [...(hit.get(run) ?? []), tray]);
  }
  for (const run of hit.keys()) s.clock.settle(run, second - 1);
  // All are gone before the first spare is looked for.
  for (const tray of trays) placement.takeOut(tray);
  for (const [run, lost] of hit) replaceTrays(s, run, lost, second);
}

function replaceTrays(s: JobState, run: JobRun, lost: readonly number[], second: number): void {
  const { placement, twin } = s;
  const spares: number[] = [];
  for (const tray of lost) {
    const spare = placement.replace(Math.floor(tray / twin.traysPerRack), run.slot, run.id);
    if (spare !== undefined) spares.push(spare);
  }
  const kept = run.trays.filter((held) => !lost.includes(held));
  run.trays = [...kept, ...spares].sort((a, b) => a - b);
  if (run.trays.length === 0) {
    endRun(s, run, second, 'failed');
    return;
  }
  if (run.profile.pattern === 'serve') {
    const [, longest] = twin.hardware.faults.restartS;
    waitAlone(s, run, spares, second - 1, second - 1 + longest);
  }
  twin.sinks.job(jobOf(run, twin.gpusPerTray));
}

/** Forgets the waits that are over. */
export function forgetWaits(s: JobState, nowS: number): void {
  if (s.waits.length === 0) return;
  s.waits = s.waits.filter(({ tray, slot, untilS }) => {
    return untilS > nowS && s.placement.slotOfTray[tray] === slot;
  });
}
