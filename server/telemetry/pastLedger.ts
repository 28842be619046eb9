// The ledger of a past that is made beside the live stream: its lines as ever, but the jobs of a tenant in one.
import { createPlaces } from '../contract/place.ts';
import type { Site } from '../contract/site.ts';
import type { SourceSinks } from '../contract/source.ts';
import type { FrameColumns } from './columns.ts';
import { createJobStore, type JobBook } from './jobBook.ts';
import { sumOf, UNKNOWN } from './ledger/figures.ts';
import { createLedger } from './ledger/ledger.ts';
import type { LedgerRow } from './ledger/ledgerRow.ts';

interface PastLedger {
  /** A job that starts, changes or ends before the step that is read next. */
  readonly note: SourceSinks['job'];
  /** Reads the meters of a step that follows the one before it. */
  read(timeMs: number, columns: FrameColumns): void;
}

/** `keep` gets the lines of each quarter-hour that is over. */
export function createPastLedger(
  site: Site,
  keep: (rows: readonly LedgerRow[]) => void,
): PastLedger {
  const jobs = createJobStore();
  const ledger = createLedger(createPlaces(site.places).count('networkRack'), jobs.book);
  ledger.book.onQuarter((rows, { ended }) => {
    for (const { jobId, account } of ended) jobs.settle(jobId, account);
    keep(byTenant(rows, jobs.book));
  });
  return {
    note(job) {
      jobs.note(job);
      ledger.note(job);
    },
    read(timeMs, columns) {
      ledger.read(timeMs, columns, true);
      jobs.forget(timeMs);
    },
  };
}

/** Numbers of jobs belong to the live twin: those of another one are put together, tenant by tenant. */
export function byTenant(
  rows: readonly LedgerRow[],
  jobs: Pick<JobBook, 'get'>,
): readonly LedgerRow[] {
  const sums = new Map<string | undefined, LedgerRow>();
  for (const { endMs, line, jobId, ...figures } of rows) {
    if (line !== 'job') continue;
    const tenant = jobId === null ? undefined : jobs.get(jobId)?.tenant;
    const all = sumOf(sums.get(tenant) ?? UNKNOWN, figures);
    sums.set(tenant, { endMs, line, jobId: null, ...all, ...(tenant !== undefined && { tenant }) });
  }
  return [...sums.values(), ...rows.filter(({ line }) => line !== 'job')];
}
