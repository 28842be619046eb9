// Rows of jobs: a job has one row a minute, whichever slot it is in and whoever had the slot before.
import { NO_ID } from '../../contract/noValue.ts';

export interface JobRows {
  readonly capacity: number;
  /** Row of the job in each slot, below 0 for an empty slot; valid until the next call. */
  rowsOf(jobIds: Int32Array): Int32Array;
  /** Rows in use, and the number of the job of each. */
  readonly used: number;
  readonly places: Int32Array;
  /** Row of a job by its number; below 0 when all are taken. */
  rowFor(jobId: number): number;
  clear(): void;
}

/** In a minute the slots of a site see at most as many new jobs as there are slots, and the ones before them. */
const ROWS_A_SLOT = 2;

export function createJobRows(slots: number): JobRows {
  const capacity = slots * ROWS_A_SLOT;
  const places = new Int32Array(capacity);
  const rowOf = new Int32Array(slots);
  const rowOfJob = new Map<number, number>();

  function rowFor(jobId: number): number {
    const known = rowOfJob.get(jobId);
    if (known !== undefined) return known;
    const row = rowOfJob.size;
    if (row >= capacity) return -1;
    rowOfJob.set(jobId, row);
    places[row] = jobId;
    return row;
  }

  return {
    capacity,
    rowsOf(jobIds) {
      for (let slot = 0; slot < slots; slot++) {
        const jobId = jobIds[slot] as number;
        rowOf[slot] = jobId === NO_ID || jobId <= 0 ? -1 : rowFor(jobId);
      }
      return rowOf;
    },
    get used() {
      return rowOfJob.size;
    },
    places,
    rowFor,
    clear: () => rowOfJob.clear(),
  };
}
