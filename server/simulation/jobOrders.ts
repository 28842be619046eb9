// What an operator may ask of jobs; a refusal says why and has changed nothing. Times are those of the next step.
import type { CommandRefusal } from '../contract/command.ts';
import { endRun, enqueue, followerOf, type JobState } from './jobLife.ts';
import type { JobRun } from './jobRun.ts';
import { type Refused, refused } from './refused.ts';

export interface JobOrder {
  readonly profile: string;
  readonly gpus: number;
  readonly minutes: number;
  readonly name?: string;
  readonly tenant?: string;
}

/** Queued like any other; runs when there is room. */
export function orderJob(
  s: JobState,
  { profile, gpus, minutes, name, tenant }: JobOrder,
): CommandRefusal | { readonly jobId: number } {
  const { workload, gpusPerTray, gpus: all, site } = s.twin;
  if (!Object.hasOwn(workload.profiles, profile)) {
    const known = Object.keys(workload.profiles).join(', ');
    return refused('unknown', `profile "${profile}" is none of ${known}`, 'profile');
  }
  if (!Number.isInteger(gpus) || gpus < 1 || gpus > all) {
    return refused('range', `gpus must be between 1 and ${all}, all of ${site.id}`, 'gpus');
  }
  const durationS = Math.round(minutes * 60);
  if (!(durationS >= 1)) return refused('range', 'minutes must be above 0', 'minutes');
  const run = s.arrivals.ordered({
    profile,
    trays: Math.ceil(gpus / gpusPerTray),
    durationS,
    ...(name !== undefined && { name }),
    ...(tenant !== undefined && { tenant }),
  });
  run.startS = s.nowS + 1;
  run.orderRef = s.twin.reported.cause ?? 0;
  enqueue(s, run);
  return { jobId: run.id };
}

export function stopJob(s: JobState, id: number): Refused {
  const second = s.nowS + 1;
  const run = runningJob(s, id);
  if (run) {
    s.placement.setTime(s.nowS);
    endRun(s, run, second, 'cancelled');
    return null;
  }
  const waiting = s.queue.find((queued) => queued.id === id);
  if (!waiting) return notThere(id);
  s.queue = s.queue.filter((queued) => queued !== waiting);
  waiting.state = 'ended';
  waiting.endReason = 'cancelled';
  waiting.endS = second;
  s.ended.push(waiting);
  if (waiting.programme >= 0) enqueue(s, followerOf(s, waiting));
  return null;
}

/** All its GPUs wait as if one of them hung; then the job goes on where it was. */
export function stallJob(s: JobState, id: number, seconds: number): Refused {
  const run = runningJob(s, id);
  if (!run) return notThere(id);
  if (!Number.isInteger(seconds) || seconds < 1) {
    return refused('range', 'seconds must be a whole number of at least 1', 'seconds');
  }
  if (run.resumeS > s.nowS) {
    const why = run.stopKind === 'stall' ? 'hangs' : 'starts again';
    return refused('conflict', `J${id} ${why} already, for ${run.resumeS - s.nowS} s more`, 'job');
  }
  run.stopS = s.nowS + 1;
  run.resumeS = s.nowS + seconds;
  run.stopKind = 'stall';
  run.riseS = run.resumeS;
  return null;
}

/** Its jobs go on until they end, new ones go elsewhere. */
export function drainRack(s: JobState, rack: number): Refused {
  const { placement, twin } = s;
  if (placement.isClosed(rack, 'drained')) {
    return refused('conflict', `${twin.ids.idOf('rack', rack)} is draining already`, 'place');
  }
  placement.close(rack, 'drained', true);
  return null;
}

export function returnRack(s: JobState, rack: number): Refused {
  const { placement, twin } = s;
  if (!placement.isClosed(rack, 'drained')) {
    return refused('conflict', `${twin.ids.idOf('rack', rack)} is not draining`, 'place');
  }
  placement.close(rack, 'drained', false);
  return null;
}

export function runningJob(s: JobState, id: number): JobRun | undefined {
  return s.running.find((run) => run?.id === id);
}

function notThere(id: number): Refused {
  return refused('unknown', `no job J${id} runs or waits`, 'job');
}
