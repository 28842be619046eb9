// Starts, checkpoints and ends of jobs as events, of those that somebody wants to hear of.
import type { JobRun } from './jobRun.ts';
import { report, type Twin } from './twin.ts';

/** Jobs of a whole rack, and of 1/250 of the site, are news, and those that were asked for: the rest come by the thousand. */
export function isNews({ traysPerRack, trays }: Twin, run: JobRun): boolean {
  return run.ordered || run.trays.length >= Math.max(traysPerRack, trays / 250);
}

export function announce(
  twin: Twin,
  run: JobRun,
  second: number,
  key: 'job.started' | 'job.ended',
  event?: number,
): void {
  if (!isNews(twin, run)) return;
  const about = { job: `J${run.id}`, name: run.name };
  const common = { kind: 'job', severity: 'info', place: null, cause: event } as const;
  if (key === 'job.started') {
    const params = { ...about, gpus: run.trays.length * twin.gpusPerTray };
    report(twin, second, { ...common, key, params });
  } else {
    report(twin, second, { ...common, key, params: { ...about, reason: run.endReason ?? '' } });
  }
}

/** A checkpoint of a job that holds this share of the site's GPUs is seen in the power of the site. */
const SEEN_RATIO = 0.05;
/** No job is heard of more often. */
const QUIET_S = 900;

/** `cycleS` is the time from one checkpoint of the job to the next, `waitS` that of its GPUs. */
export function announceCheckpoint(
  twin: Twin,
  run: JobRun,
  second: number,
  { cycleS, waitS }: { readonly cycleS: number; readonly waitS: number },
): void {
  if (run.trays.length < SEEN_RATIO * twin.trays || !isNews(twin, run)) return;
  if (run.checkpoints % Math.ceil(QUIET_S / cycleS) !== 0) return;
  report(twin, second, {
    kind: 'job',
    severity: 'info',
    place: null,
    key: 'job.checkpoint',
    params: { job: `J${run.id}`, name: run.name, seconds: Math.round(waitS) },
  });
}
