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
import type { TableWriter } from './tableWriter.ts';
import type { TierScope } from './tiers.ts';
import { createTransaction } from './transaction.ts';
import { createWaitingRows } from './waitingRows.ts';

export interface Batch {
  /** Makes the tables that a step of a stream, or its end, may write to. */
  prepare(stream: StreamRecorder, step?: SlotStep): Promise<void>;
  step(stream: StreamRecorder, step: SlotStep, columns: FrameColumns): void;
  closeOpen(stream: StreamRecorder): void;
  saveOpenMinutes(stream: StreamRecorder): void;
  /** True once so much waits that no more should be added. */
  readonly full: boolean;
  /** Minutes of a kind wait that no journal keeps. */
  readonly pressing: boolean;
  /** All that waits should go to the database, at this time of the live stream. */
  due(liveMs: number): boolean;
  /** Rows wait, the first of them after this time; undefined where none do. */
  readonly waitingFromMs: number | undefined;
  /** Hands the tables that are full to the transaction, which stays open: nobody sees their rows before `commit`. */
  spill(): Promise<void>;
  /** Everything; the live stream has come to `liveMs`. */
  commit(records: Records, liveMs: number): Promise<void>;
  /**
   * Only what is pressing, and records. The stretches on disk do not reach that far: a start finds the seconds beyond
   * them in the journal.
   */
  commitPressing(records: Records): Promise<void>;
  /** The table of a period is about to go. */
  forget(kept: Kept, period: Period): void;
  /** Lets go of every table; rows that wait are dropped. */
  close(): void;
}

/** `journalled`: kinds of place whose recorded steps are in the journal. */
export function createBatch(
  database: LiveDatabase,
  stretches: Stretches,
  journalled: ReadonlySet<TierScope>,
): Batch {
  const { writer } = database;
  const transaction = createTransaction(writer);
  const tables = createOpenTables(database, transaction);
  /** Steps of this kind have their tables. */
  const prepared = new Set<string>();
  const waiting = createWaitingRows(journalled);

  const write: WriteRows = (tier, timeMs, coverS, rows, fill, places) => {
    const table = tables.of(tier, timeMs);
    table.write(timeMs, coverS, rows, fill, places);
    waiting.rows(tier, timeMs, table);
  };

  async function handOver(
    records: Records,
    some: readonly TableWriter[] | undefined,
  ): Promise<void> {
    for (const endMs of ledgerEnds(records.ledger)) {
      await ensureTables(database, transaction, [LEDGER], endMs);
    }
    await transaction.begin();
    if (!some) tables.flush();
    for (const table of some ?? []) table.flush();
    await writeRecords(database, records);
  }

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
      waiting.from(stream.live, step);
      stream.step(step, columns, write);
    },
    closeOpen(stream) {
      waiting.from(stream.live, undefined);
      stream.closeOpen(write);
    },
    saveOpenMinutes(stream) {
      waiting.from(stream.live, undefined);
      stream.saveOpenMinutes(write);
    },
    get full() {
      return tables.full().length > 0;
    },
    get pressing() {
      return waiting.pressing.size > 0;
    },
    due: (liveMs) => tables.full().length > 0 || waiting.due(liveMs),
    get waitingFromMs() {
      return waiting.fromMs;
    },
    async spill() {
      const full = tables.full();
      if (full.length > 0) await transaction.begin();
      for (const table of full) table.flush();
    },
    async commit(records, liveMs) {
      await handOver(records, undefined);
      await stretches.save(writer);
      await transaction.commit();
      waiting.gone(liveMs);
      if (tables.letGoIdle()) prepared.clear();
    },
    async commitPressing(records) {
      await handOver(records, [...waiting.pressing]);
      await transaction.commit();
      waiting.pressed();
    },
    forget(of, period) {
      tables.letGo(tableOf(of.name, period));
      prepared.clear();
    },
    close: tables.close,
  };
}
