// The accounts: jobs, the ledger of what each owes, and the ratios of the site; what must outlive a restart.
import type { Job } from '../contract/job.ts';
import type { Places } from '../contract/place.ts';
import type { FrameColumns } from './columns.ts';
import type { Continuity } from './continuity.ts';
import { createEfficiency } from './efficiency/efficiency.ts';
import { createJobStore } from './jobBook.ts';
import { createLedger } from './ledger/ledger.ts';
import type { AccountsState, Telemetry } from './telemetry.ts';

/** To be raised with every change of what is saved: an older state is then refused and the site begins anew. */
const VERSION = 2;

export interface Accounts {
  readonly books: Pick<Telemetry, 'jobs' | 'ledger' | 'efficiency'>;
  /** A job that starts, changes or ends. */
  note(job: Job): void;
  /**
   * Reads the meters of a step of any length; `continuous` is false when time is missing before it. Time that was
   * read before is not read again.
   */
  read(timeMs: number, columns: FrameColumns, continuous: boolean): void;
  /** Writes what follows from the meters into the columns. */
  conclude(timeMs: number, columns: FrameColumns): void;
  save(): AccountsState;
  restore(saved: AccountsState): void;
}

export function createAccounts(places: Places, timeZone: string, continuity: Continuity): Accounts {
  const jobs = createJobStore();
  const ledger = createLedger(places.count('networkRack'), jobs.book);
  const efficiency = createEfficiency(timeZone);
  let readMs = Number.NEGATIVE_INFINITY;
  ledger.book.onQuarter((_, { ended }) => {
    for (const { jobId, account } of ended) jobs.settle(jobId, account);
  });
  return {
    books: { jobs: jobs.book, ledger: ledger.book, efficiency: efficiency.book },
    note(job) {
      jobs.note(job);
      ledger.note(job);
    },
    read(timeMs, columns, continuous) {
      if (timeMs <= readMs) return;
      readMs = timeMs;
      efficiency.read(timeMs, columns, continuous);
      ledger.read(timeMs, columns, continuous);
      jobs.forget(timeMs);
    },
    conclude(timeMs, columns) {
      efficiency.conclude(timeMs, columns);
      ledger.conclude(columns);
    },
    save: () => ({
      version: VERSION,
      timeMs: continuity.lastMs,
      jobs: jobs.save(),
      ledger: ledger.save(),
      efficiency: efficiency.save(),
    }),
    restore(saved) {
      if (saved.version !== VERSION) {
        throw new Error(`telemetry was saved as version ${saved.version}; this is ${VERSION}`);
      }
      continuity.lastMs = saved.timeMs;
      readMs = saved.timeMs;
      jobs.restore(saved.jobs);
      ledger.restore(saved.ledger);
      efficiency.restore(saved.efficiency);
    },
  };
}
