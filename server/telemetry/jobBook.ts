// The job book: queued and running jobs, and those that ended in the last 24 hours.
import type { Job } from '../contract/job.ts';
import type { LedgerFigures } from '../contract/ledger.ts';

const KEPT_MS = 24 * 3_600_000;

/** So many notes more than jobs may be superseded before they are cleared out. */
const MANY = 10_000;

export interface JobBook {
  /** Queued and running jobs, and those that ended in the last 24 h, newest start first. */
  list(): readonly Job[];
  get(id: number): Job | undefined;
  /** Jobs that are new or changed since a version. */
  since(version: number): readonly Job[];
  /** Grows whenever a job starts, changes or ends. */
  readonly version: number;
}

export interface JobStore {
  readonly book: JobBook;
  /** A job that starts, changes or ends. */
  note(job: Job): void;
  /** All that a job owes, now that it has ended and its last quarter-hour is over. */
  settle(id: number, account: LedgerFigures): void;
  /** Forgets jobs that ended more than 24 h before. */
  forget(nowMs: number): void;
  /** Plain data of structured clone. */
  save(): readonly Job[];
  restore(saved: readonly Job[]): void;
}

export function createJobStore(): JobStore {
  const jobs = new Map<number, Job>();
  /** Version that each job was last noted in. */
  const notedIn = new Map<number, number>();
  /** Ids in the order in which they were noted, so that what is new is found from the end: a day has thousands of jobs. */
  let noted: { readonly id: number; readonly version: number }[] = [];
  let version = 0;
  let listed: readonly Job[] | undefined;
  /** Jobs that have ended, the first to be forgotten last. */
  let ended: { readonly id: number; readonly endMs: number }[] = [];
  let inOrder = true;

  function changed(): void {
    version++;
    listed = undefined;
  }

  const book: JobBook = {
    list() {
      listed ??= [...jobs.values()].sort(newestStartFirst);
      return listed;
    },
    get: (id) => jobs.get(id),
    since(known) {
      const news: Job[] = [];
      for (let i = noted.length - 1; i >= 0; i--) {
        const { id, version: at } = noted[i] as (typeof noted)[number];
        if (at <= known) break;
        const job = notedIn.get(id) === at ? jobs.get(id) : undefined;
        if (job) news.push(job);
      }
      return news.reverse();
    },
    get version() {
      return version;
    },
  };
  function note(job: Job): void {
    const account = jobs.get(job.id)?.account;
    jobs.set(job.id, account ? { account, ...job } : job);
    if (job.endMs !== null) {
      ended.push({ id: job.id, endMs: job.endMs });
      inOrder = false;
    }
    changed();
    notedIn.set(job.id, version);
    noted.push({ id: job.id, version });
    if (noted.length > 2 * jobs.size + MANY) noted = noted.filter(isLastWord);
  }
  const isLastWord = ({ id, version: at }: { id: number; version: number }): boolean =>
    notedIn.get(id) === at;

  return {
    book,
    note,
    settle(id, account) {
      const job = jobs.get(id);
      if (job) note({ ...job, account });
    },
    save: () => [...jobs.values()],
    restore(saved) {
      for (const job of saved) note(job);
    },
    forget(nowMs) {
      if (!inOrder) ended = ended.sort((a, b) => b.endMs - a.endMs);
      inOrder = true;
      const before = jobs.size;
      for (let last = ended.at(-1); last && last.endMs < nowMs - KEPT_MS; last = ended.at(-1)) {
        ended.pop();
        jobs.delete(last.id);
        notedIn.delete(last.id);
      }
      if (jobs.size === before) return;
      changed();
    },
  };
}

/** Those that have not started come first; ids, which only grow, decide between equals. */
function newestStartFirst(a: Job, b: Job): number {
  if (a.startMs === b.startMs) return b.id - a.id;
  if (a.startMs === null || b.startMs === null) return a.startMs === null ? -1 : 1;
  return b.startMs - a.startMs;
}
