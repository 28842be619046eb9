// What the twin must remember of its jobs: runs by value, their profiles by name, and who of them runs, waits or has ended.
import type { JobState } from './jobLife.ts';
import { type JobRun, newRun } from './jobRun.ts';
import type { TrayWait } from './traySplit.ts';

type SavedRun = Omit<JobRun, 'profile'>;

interface SavedJobs {
  readonly runs: readonly SavedRun[];
  /** Ids: by slot with -1 for none, in order of the queue, and of those whose last step is not metered yet. */
  readonly running: readonly number[];
  readonly queue: readonly number[];
  readonly ended: readonly number[];
  readonly freeSlots: readonly number[];
  readonly waits: readonly TrayWait[];
  readonly nowS: number;
  readonly atS: number;
  readonly nextEndS: number;
  readonly freed: number;
}

export function keepJobs(s: JobState): void {
  s.twin.memory.keepAs<SavedJobs>('jobs', {
    save: () => saveJobs(s),
    restore: (saved) => restoreJobs(s, saved),
  });
}

function saveJobs(s: JobState): SavedJobs {
  const running = s.running.filter((run) => run !== undefined);
  const runs = [...running, ...s.queue, ...s.ended];
  return structuredClone({
    runs: runs.map(({ profile, ...rest }) => rest),
    running: s.running.map((run) => run?.id ?? -1),
    queue: s.queue.map(({ id }) => id),
    ended: s.ended.map(({ id }) => id),
    freeSlots: s.freeSlots,
    waits: s.waits,
    nowS: s.nowS,
    atS: s.atS,
    nextEndS: s.nextEndS,
    freed: s.freed,
  });
}

function restoreJobs(s: JobState, given: SavedJobs): void {
  const { runs, running, queue, ended, freeSlots, waits, ...times } = structuredClone(given);
  const byId = new Map(runs.map((run) => [run.id, withProfile(s, run)]));
  const find = (id: number): JobRun => {
    const run = byId.get(id);
    if (!run) throw new Error(`jobs: the saved state names J${id} and does not have it`);
    return run;
  };
  if (running.length !== s.running.length) {
    throw new Error(`jobs: the saved state has ${running.length} slots, not ${s.running.length}`);
  }
  for (const [slot, id] of running.entries()) s.running[slot] = id < 0 ? undefined : find(id);
  s.queue = queue.map(find);
  s.ended = ended.map(find);
  s.freeSlots = [...freeSlots];
  s.waits = [...waits];
  Object.assign(s, times);
}

function withProfile(s: JobState, run: SavedRun): JobRun {
  const profile = s.twin.workload.profiles[run.profileName];
  if (!profile) throw new Error(`jobs: there is no profile "${run.profileName}" any more`);
  return Object.assign(newRun({ ...run, profile }), run);
}
