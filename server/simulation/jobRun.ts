// One job in the simulation: what was drawn for it, where it stands, and its record for the outside.
import type { Job } from '../contract/job.ts';
import type { Profile } from '../contract/workload.ts';
import type { Beat } from '../model/phase.ts';

export interface JobRun {
  readonly id: number;
  readonly name: string;
  readonly tenant: string;
  readonly kind: Job['kind'];
  readonly profile: Profile;
  /** Programme that starts its next run when this one ends; -1 for jobs that arrived by chance. */
  readonly programme: number;
  readonly traysAsked: number;
  readonly durationS: number;
  /** Iterating jobs: their own beat. Serving jobs: their load at the rhythm's peak. */
  readonly beat: Beat | null;
  readonly level: number;
  /** Seconds: the first tick that it works in (while queued: that it may), and the first that it does not. */
  startS: number;
  endS: number;
  state: Job['state'];
  endReason: Job['endReason'];
  totals: Job['totals'];
  slot: number;
  trays: number[];
  /** From stopS until resumeS its GPUs wait: a restart from the last checkpoint. */
  stopS: number;
  resumeS: number;
  /** Second at which the job's own clock read 0. */
  clockZeroS: number;
}

/** The record as it leaves the simulation: times in epoch milliseconds, GPUs in ranges. */
export function jobOf(run: JobRun, gpusPerTray: number): Job {
  return {
    id: run.id,
    name: run.name,
    tenant: run.tenant,
    kind: run.kind,
    gpuRanges: gpuRangesOf(run.trays, gpusPerTray),
    gpuCount: (run.trays.length || run.traysAsked) * gpusPerTray,
    slot: run.state === 'running' ? run.slot : -1,
    state: run.state,
    startMs: run.state === 'queued' ? null : run.startS * 1_000,
    endMs: run.state === 'ended' ? run.endS * 1_000 : null,
    endReason: run.endReason,
    totals: run.totals,
  };
}

/** Neighbouring trays become one range; `trays` is sorted. */
function gpuRangesOf(trays: readonly number[], gpusPerTray: number): Job['gpuRanges'] {
  const ranges: [number, number][] = [];
  for (const tray of trays) {
    const last = ranges.at(-1);
    if (last && last[1] === tray * gpusPerTray) last[1] += gpusPerTray;
    else ranges.push([tray * gpusPerTray, (tray + 1) * gpusPerTray]);
  }
  return ranges;
}
