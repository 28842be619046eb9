// One job in the simulation: what was drawn for it, where it stands, and its record for the outside.
import type { Job } from '../contract/job.ts';
import type { Profile } from '../contract/workload.ts';
import type { Beat } from '../model/phase.ts';

/** What was drawn for a job before it started. */
interface JobPlan {
  readonly id: number;
  readonly name: string;
  readonly tenant: string;
  readonly kind: Job['kind'];
  readonly profileName: string;
  readonly profile: Profile;
  /** Programme that starts its next run when this one ends; -1 for all other jobs. */
  readonly programme: number;
  readonly preemptible: boolean;
  /** Asked for by a command: always news. */
  readonly ordered: boolean;
  readonly traysAsked: number;
  readonly durationS: number;
  /** How it ends when its time is over. */
  readonly fate: NonNullable<Job['endReason']>;
  /** Iterating jobs: their own beat at full pace. Serving jobs: their demand at the rhythm's peak. */
  readonly beat: Beat | null;
  readonly level: number;
}

/** Seconds of a job's life that the present step has seen so far, by what its GPUs did. */
interface Spent {
  compute: number;
  communicate: number;
  checkpoint: number;
  serve: number;
  /** Of the serving seconds, the busy ones, and of these those of prefill. */
  busy: number;
  prefill: number;
  /** Waits for its last checkpoint after a fault. */
  restart: number;
  stall: number;
  /** Joules a GPU burnt for smoothing while it waited. */
  burntJ: number;
  /** Seconds of compute lost to the limited rise of smoothing. */
  lostS: number;
  /** Tray-seconds held. */
  trayS: number;
}

const NOTHING: Readonly<Spent> = {
  compute: 0,
  communicate: 0,
  checkpoint: 0,
  serve: 0,
  busy: 0,
  prefill: 0,
  restart: 0,
  stall: 0,
  burntJ: 0,
  lostS: 0,
  trayS: 0,
};

/** Field by field, since this is done for every job in every step. */
export function forgetSpent(spent: Spent): void {
  spent.compute = 0;
  spent.communicate = 0;
  spent.checkpoint = 0;
  spent.serve = 0;
  spent.busy = 0;
  spent.prefill = 0;
  spent.restart = 0;
  spent.stall = 0;
  spent.burntJ = 0;
  spent.lostS = 0;
  spent.trayS = 0;
}

export interface JobRun extends JobPlan {
  /** The second (its END) it first works in; while queued, the first it may. */
  startS: number;
  /** The second it no longer works in. */
  endS: number;
  /** Reference of the command that asked for it; 0: nobody did. */
  orderRef: number;
  state: Job['state'];
  endReason: Job['endReason'];
  totals: Job['totals'];
  slot: number;
  /** Sorted. */
  trays: number[];
  /** Its GPUs wait in the seconds from stopS to resumeS. */
  stopS: number;
  resumeS: number;
  stopKind: 'restart' | 'stall';
  /** Reading of its own clock since the end of the last checkpoint, at full pace, at the instant settledS. */
  clockS: number;
  settledS: number;
  /** Checkpoints since it last started anew, and restarts since the last checkpoint. */
  checkpoints: number;
  fruitless: number;
  /** Instant from which its power rises when it is smoothed. */
  riseS: number;
  /** Pace of its compute in the step, of a job that iterates: at the clock, and with what smoothing takes. */
  pace: number;
  /** Pace at the clock as last seen. */
  paceRatio: number;
  /** Clock of its GPUs in the heavy phase over the highest, as last seen. */
  clockRatio: number;
  readonly spent: Spent;
}

/** Every run has its fields in this order: the hot loop over jobs then sees one shape. */
export function newRun(plan: JobPlan): JobRun {
  return {
    id: plan.id,
    name: plan.name,
    tenant: plan.tenant,
    kind: plan.kind,
    profileName: plan.profileName,
    profile: plan.profile,
    programme: plan.programme,
    preemptible: plan.preemptible,
    ordered: plan.ordered,
    traysAsked: plan.traysAsked,
    durationS: plan.durationS,
    fate: plan.fate,
    beat: plan.beat,
    level: plan.level,
    startS: Number.NaN,
    endS: Number.POSITIVE_INFINITY,
    orderRef: 0,
    state: 'queued',
    endReason: null,
    totals: null,
    slot: -1,
    trays: [],
    stopS: Number.NEGATIVE_INFINITY,
    resumeS: Number.NEGATIVE_INFINITY,
    stopKind: 'restart',
    clockS: 0,
    settledS: 0,
    checkpoints: 0,
    fruitless: 0,
    riseS: Number.NEGATIVE_INFINITY,
    pace: 1,
    paceRatio: 1,
    clockRatio: 1,
    spent: { ...NOTHING },
  };
}

/** The record as it leaves the simulation: times in epoch milliseconds, GPUs in ranges. */
export function jobOf(run: JobRun, gpusPerTray: number): Job {
  const begun = run.slot >= 0;
  return {
    id: run.id,
    name: run.name,
    tenant: run.tenant,
    kind: run.kind,
    gpuRanges: gpuRangesOf(run.trays, gpusPerTray),
    gpuCount: (run.trays.length || run.traysAsked) * gpusPerTray,
    slot: run.state === 'running' ? run.slot : -1,
    state: run.state,
    startMs: begun ? run.startS * 1_000 : null,
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
