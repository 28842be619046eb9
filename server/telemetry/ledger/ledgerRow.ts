// One line of the ledger for one quarter-hour: who used the energy, and what share of meter, cost and carbon is theirs.

export interface LedgerRow {
  /** END of the quarter-hour, UTC epoch, a multiple of 900 s. */
  readonly endMs: number;
  readonly line: 'job' | 'idle' | 'out' | 'network';
  /** Of line `job` only. */
  readonly jobId: number | null;
  /** Energy at the rack inputs. */
  readonly rackWh: number;
  /** Its share of the energy at the grid meters and gensets; the sum over all lines is the meter. */
  readonly facilityWh: number;
  readonly costEur: number;
  readonly co2G: number;
}
