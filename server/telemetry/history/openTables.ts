// The tables that take rows just now, each with its writer; made where they are missing, let go of when nothing comes.
import type { LiveDatabase } from './database.ts';
import { type Kept, periodHours } from './kept.ts';
import { periodOf, tableOf } from './period.ts';
import { createTableWriter, type TableWriter } from './tableWriter.ts';
import type { Tier } from './tiers.ts';
import type { Transaction } from './transaction.ts';

/** Rows of one table that may wait; the database would write a part of more than 204,800 by itself. */
const MOST_ROWS = 100_000;

/**
 * A table that took nothing in so many transactions lets go of its buffers, 20 kB a column: a year that is made in the
 * background comes by the tables of 365 days.
 */
const IDLE_TRANSACTIONS = 64;

interface OpenTables {
  /** Opens the tables of tiers for rows that end at a time. */
  open(tiers: readonly Tier[], endMs: number): Promise<void>;
  /** Throws where it was not opened. */
  of(tier: Tier, endMs: number): TableWriter;
  /** Those in which so much waits that no more should be added. */
  full(): readonly TableWriter[];
  /** Hands all rows to the transaction that is open. */
  flush(): void;
  /** Lets go of those that took nothing in many transactions; false where there are none. */
  letGoIdle(): boolean;
  letGo(table: string): void;
  close(): void;
}

export function createOpenTables(database: LiveDatabase, transaction: Transaction): OpenTables {
  const writers = new Map<string, TableWriter>();
  /** How many transactions ago each table took rows. */
  const idle = new Map<string, number>();

  function letGo(table: string): void {
    writers.get(table)?.close();
    writers.delete(table);
    idle.delete(table);
  }

  return {
    async open(tiers, endMs) {
      const names = new Set(tiers.map(({ name }) => name));
      const kept = database.kept.filter(({ name }) => names.has(name));
      await ensureTables(database, transaction, kept, endMs);
      for (const tier of tiers) {
        const table = tableFor(tier, endMs);
        if (writers.has(table)) continue;
        const columns = database.columnsOf(table);
        writers.set(table, await createTableWriter(database.writer, table, columns, tier));
      }
    },
    of(tier, endMs) {
      const table = writers.get(tableFor(tier, endMs));
      if (!table) throw new Error(`no table ${tableFor(tier, endMs)}`);
      return table;
    },
    full: () => [...writers.values()].filter(({ waiting }) => waiting > MOST_ROWS),
    flush() {
      for (const [name, table] of writers) {
        idle.set(name, table.waiting > 0 ? 0 : (idle.get(name) ?? 0) + 1);
        table.flush();
      }
    },
    letGoIdle() {
      const old = [...idle].filter(([, since]) => since > IDLE_TRANSACTIONS);
      for (const [name] of old) letGo(name);
      return old.length > 0;
    },
    letGo,
    close() {
      for (const table of writers.values()) table.close();
      writers.clear();
    },
  };
}

/** Tables are made in a transaction of their own, so that every question finds them. */
export async function ensureTables(
  database: LiveDatabase,
  transaction: Transaction,
  some: readonly Kept[],
  endMs: number,
): Promise<void> {
  const tables = some.map((kept) => tableOf(kept.name, periodOf(endMs, kept.periodHours)));
  if (tables.every((table) => database.columnsOf(table).length > 0)) return;
  await transaction.commit();
  await database.ensure(some, endMs);
}

function tableFor(tier: Tier, endMs: number): string {
  return tableOf(tier.name, periodOf(endMs, periodHours(tier)));
}
