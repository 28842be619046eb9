// One line of the ledger for one quarter-hour: who used the energy, and what share of meter, cost and carbon is theirs.
import type { LedgerFigures } from '../../contract/ledger.ts';

export interface LedgerRow extends LedgerFigures {
  /** END of the quarter-hour, UTC epoch, a multiple of 900 s. */
  readonly endMs: number;
  readonly line: 'job' | 'idle' | 'out' | 'network';
  /** Of line `job` only; null for jobs of a past that was made up, which are put together by tenant. */
  readonly jobId: number | null;
  /** Of jobs that were put together, where their records say it; the tenant of one job stands in its record. */
  readonly tenant?: string;
}
