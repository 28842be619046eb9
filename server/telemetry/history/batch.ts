// One batch of steps and records becomes one transaction: all of it is on disk, or none.
import type { FrameColumns } from '../columns.ts';
import type { LiveDatabase } from './database.ts';
import { type Kept, LEDGER, periodHours } from './kept.ts';
import type { WriteRows } from './levels.ts';
import type { Records, SlotStep } from './message.ts';
import { type Period, periodOf, tableOf } from './period.ts';
import { ledgerEnds, writeRecords } from './records.ts';
import type { StreamRecorder } from './streamRecorder.ts';
import type { Stretches } from './stretches.ts';
import { createTableWriter, type TableWriter } from './tableWriter.ts';
import type { Tier } from './tiers.ts';

/** Rows of one table in one transaction; the database would write a part of more than 204,800 by itself. */
const MOST_ROWS = 100_000;

/**
 * A table that took nothing in so many transactions lets go of its buffers, 20 kB a column: a year that is made in the
 * background comes by the tables of 365 days.
 */
const IDLE_TRANSACTIONS = 64;

export interface Batch {
  /** Makes the tables that a step of a stream, or its end, may write to. */
  prepare(stream: StreamRecorder, step?: SlotStep): Promise<void>;
  step(stream: StreamRecorder, step: SlotStep, columns: FrameColumns): void;
  closeOpen(stream: StreamRecorder): void;
  saveOpenMinutes(stream: StreamRecorder): void;
  /** True once so much waits that no more should be added. */
  readonly full: boolean;
  /** Rows wait that no journal keeps: minutes and quarter-hours. */
  readonly pressing: boolean;
  /** Rows wait, the first of them after this time; undefined where none do. */
  readonly waitingFromMs: number | undefined;
  commit(records: Records): Promise<void>;
  /** The table of a period is about to go. */
  forget(kept: Kept, period: Period): void;
  /** Lets go of every table; rows that wait are dropped. */
  close(): void;
}

export function createBatch(database: LiveDatabase, stretches: Stretches): Batch {
  const { writer, kept } = database;
  const writers = new Map<string, TableWriter>();
  /** Steps of this kind have their tables. */
  const prepared = new Set<string>();
  /** How many transactions ago each table took rows. */
  const idle = new Map<string, number>();

  async function open(tiers: readonly Tier[], endMs: number): Promise<void> {
    const names = new Set(tiers.map(({ name }) => name));
    await database.ensure(
      kept.filter(({ name }) => names.has(name)),
      endMs,
    );
    for (const tier of tiers) {
      const table = tableFor(tier, endMs);
      if (writers.has(table)) continue;
      const columns = database.columnsOf(table);
      writers.set(table, await createTableWriter(writer, table, columns, tier));
    }
  }

  function letGo(table: string): void {
    writers.get(table)?.close();
    writers.delete(table);
    idle.delete(table);
    prepared.clear();
  }

  let pressing = false;
  let waitingFromMs: number | undefined;

  const write: WriteRows = (tier, timeMs, coverS, rows, fill, places) => {
    if (tier.step !== 'second') pressing = true;
    const table = writers.get(tableFor(tier, timeMs));
    if (!table) throw new Error(`no table ${tableFor(tier, timeMs)}`);
    table.write(timeMs, coverS, rows, fill, places);
    waitingFromMs = Math.min(waitingFromMs ?? timeMs, timeMs - tier.stepS * 1_000);
  };

  return {
    async prepare(stream, step) {
      for (const [period, endMs] of stream.periods(step)) {
        const key = `${stream.live} ${period} ${step?.carried} ${step?.dtS}`;
        if (step && prepared.has(key)) continue;
        await open(stream.tiersOf(step), endMs);
        prepared.add(key);
      }
    },
    step: (stream, step, columns) => stream.step(step, columns, write),
    closeOpen: (stream) => stream.closeOpen(write),
    saveOpenMinutes: (stream) => stream.saveOpenMinutes(write),
    get full() {
      return [...writers.values()].some(({ waiting }) => waiting > MOST_ROWS);
    },
    get pressing() {
      return pressing;
    },
    get waitingFromMs() {
      return waitingFromMs;
    },
    async commit(records) {
      for (const endMs of ledgerEnds(records.ledger)) await database.ensure([LEDGER], endMs);
      await writer.run('BEGIN');
      for (const [name, table] of writers) {
        idle.set(name, table.waiting > 0 ? 0 : (idle.get(name) ?? 0) + 1);
        table.flush();
      }
      await writeRecords(database, records);
      await stretches.save(writer);
      await writer.run('COMMIT');
      pressing = false;
      waitingFromMs = undefined;
      for (const [name, since] of idle) if (since > IDLE_TRANSACTIONS) letGo(name);
    },
    forget: (of, period) => letGo(tableOf(of.name, period)),
    close() {
      for (const table of writers.values()) table.close();
      writers.clear();
    },
  };
}

function tableFor(tier: Tier, endMs: number): string {
  return tableOf(tier.name, periodOf(endMs, periodHours(tier)));
}
