// One batch of steps and records becomes one transaction: all of it is on disk, or none.
import type { FrameColumns } from '../columns.ts';
import type { LiveDatabase } from './database.ts';
import { type Kept, LEDGER } from './kept.ts';
import type { WriteRows } from './levels.ts';
import type { Records, SlotStep } from './message.ts';
import { createOpenTables, ensureTables } from './openTables.ts';
import { type Period, tableOf } from './period.ts';
import { ledgerEnds, writeRecords } from './records.ts';
import type { StreamRecorder } from './streamRecorder.ts';
import type { Stretches } from './stretches.ts';
import { createTransaction } from './transaction.ts';

export interface Batch {
  /** Makes the tables that a step of a stream, or its end, may write to. */
  prepare(stream: StreamRecorder, step?: SlotStep): Promise<void>;
  step(stream: StreamRecorder, step: SlotStep, columns: FrameColumns): void;
  closeOpen(stream: StreamRecorder): void;
  saveOpenMinutes(stream: StreamRecorder): void;
  /** True once so much waits that no more should be added. */
  readonly full: boolean;
  /** Rows wait that no journal keeps: minutes, quarter-hours, and seconds that are made up. */
  readonly pressing: boolean;
  /** Rows wait, the first of them after this time; undefined where none do. */
  readonly waitingFromMs: number | undefined;
  /** Hands the tables that are full to the transaction, which stays open: nobody sees their rows before `commit`. */
  spill(): Promise<void>;
  commit(records: Records): Promise<void>;
  /** The table of a period is about to go. */
  forget(kept: Kept, period: Period): void;
  /** Lets go of every table; rows that wait are dropped. */
  close(): void;
}

export function createBatch(database: LiveDatabase, stretches: Stretches): Batch {
  const { writer } = database;
  const transaction = createTransaction(writer);
  const tables = createOpenTables(database, transaction);
  /** Steps of this kind have their tables. */
  const prepared = new Set<string>();
  let pressing = false;
  let waitingFromMs: number | undefined;

  const write: WriteRows = (tier, timeMs, coverS, rows, fill, places) => {
    if (tier.step !== 'second') pressing = true;
    tables.of(tier, timeMs).write(timeMs, coverS, rows, fill, places);
    waitingFromMs = Math.min(waitingFromMs ?? timeMs, timeMs - tier.stepS * 1_000);
  };

  return {
    async prepare(stream, step) {
      for (const [period, endMs] of stream.periods(step)) {
        const key = `${stream.live} ${period} ${step?.carried} ${step?.dtS}`;
        if (step && prepared.has(key)) continue;
        await tables.open(stream.tiersOf(step), endMs);
        prepared.add(key);
      }
    },
    step(stream, step, columns) {
      if (stream.live && step.origin !== 'recorded') pressing = true;
      stream.step(step, columns, write);
    },
    closeOpen: (stream) => stream.closeOpen(write),
    saveOpenMinutes: (stream) => stream.saveOpenMinutes(write),
    get full() {
      return tables.full().length > 0;
    },
    get pressing() {
      return pressing;
    },
    get waitingFromMs() {
      return waitingFromMs;
    },
    async spill() {
      const full = tables.full();
      if (full.length > 0) await transaction.begin();
      for (const table of full) table.flush();
    },
    async commit(records) {
      for (const endMs of ledgerEnds(records.ledger)) {
        await ensureTables(database, transaction, [LEDGER], endMs);
      }
      await transaction.begin();
      tables.flush();
      await writeRecords(database, records);
      await stretches.save(writer);
      await transaction.commit();
      pressing = false;
      waitingFromMs = undefined;
      if (tables.letGoIdle()) prepared.clear();
    },
    forget(of, period) {
      tables.letGo(tableOf(of.name, period));
      prepared.clear();
    },
    close: tables.close,
  };
}
