// The job book: queued and running jobs, and those that ended in the last 24 hours.
import type { Job } from '../contract/job.ts';
import type { LedgerFigures } from '../contract/ledger.ts';

const KEPT_MS = 24 * 3_600_000;

/** So many notes or ends may be out of date before they are cleared out. */
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
  const ends = createEnds();

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
    const before = jobs.get(job.id);
    const account = before?.account;
    jobs.set(job.id, account ? { account, ...job } : job);
    if (job.endMs !== null && job.endMs !== before?.endMs) ends.add(job.id, job.endMs);
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
      const before = jobs.size;
      for (const id of ends.takeBefore(nowMs - KEPT_MS)) {
        jobs.delete(id);
        notedIn.delete(id);
      }
      if (jobs.size === before) return;
      changed();
    },
  };
}

interface Ends {
  add(id: number, endMs: number): void;
  /** Ids of jobs that ended before a time; each is given once. */
  takeBefore(timeMs: number): readonly number[];
}

/** Ends come nearly in order of time, thousands a day: they are sorted only where one came late. */
function createEnds(): Ends {
  let ends: { readonly id: number; readonly endMs: number }[] = [];
  let taken = 0;
  let inOrder = true;
  return {
    add(id, endMs) {
      inOrder &&= !((ends.at(-1)?.endMs ?? 0) > endMs);
      ends.push({ id, endMs });
    },
    takeBefore(timeMs) {
      if (!inOrder || taken > MANY) {
        ends = ends.slice(taken).sort((a, b) => a.endMs - b.endMs);
        taken = 0;
        inOrder = true;
      }
      const from = taken;
      while ((ends[taken]?.endMs ?? Number.POSITIVE_INFINITY) < timeMs) taken++;
      return ends.slice(from, taken).map(({ id }) => id);
    },
  };
}

/** Those that have not started come first; ids, which only grow, decide between equals. */
function newestStartFirst(a: Job, b: Job): number {
  if (a.startMs === b.startMs) return b.id - a.id;
  if (a.startMs === null || b.startMs === null) return a.startMs === null ? -1 : 1;
  return b.startMs - a.startMs;
}
