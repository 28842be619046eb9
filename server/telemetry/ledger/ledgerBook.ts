// What the ledger tells those who deliver and those who remember: quarter-hours, and what each job owes.
import type { LedgerFigures } from '../../contract/ledger.ts';
import type { LedgerRow } from './ledgerRow.ts';

/** A quarter-hour of the ledger: lines and `unexplained` together are the meters. */
export interface Quarter {
  /** END, UTC epoch, a multiple of 900 s. */
  readonly endMs: number;
  /** Share of its 900 s that is booked, 0 to 1. Nothing is booked across a gap or a restart of the site's meters. */
  readonly coverage: number;
  readonly rows: readonly LedgerRow[];
  /** Growth of the site's own meters over the covered time. */
  readonly meter: LedgerFigures;
  /** What no line explains: 0 but for rounding where every rack-level watt-hour has its line. */
  readonly unexplained: LedgerFigures;
  /** Jobs that have ended, with all that they will ever owe. */
  readonly ended: readonly SettledJob[];
}

interface SettledJob {
  readonly jobId: number;
  readonly account: LedgerFigures;
}

export type QuarterListener = (rows: readonly LedgerRow[], quarter: Quarter) => void;

export interface LedgerBook {
  /** What a job owes so far, the running quarter-hour provisionally; undefined for a job that the ledger does not know. */
  account(jobId: number): LedgerFigures | undefined;
  /** The running quarter-hour as it stands; undefined while nothing of it is booked. */
  quarter(): Quarter | undefined;
  /**
   * What the running quarter-hour has booked so far comes into no line, for whoever records a site from now on; accounts
   * of jobs keep it. Listeners hear of the jobs that have ended in it.
   */
  passOver(): void;
  /** Called with each quarter-hour that is over; returns its undo. */
  onQuarter(listener: QuarterListener): () => void;
}
