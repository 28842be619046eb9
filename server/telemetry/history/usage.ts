// How full the store is: bytes by tier, the span of each, and what a day takes.
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { fileBytes, folderBytes } from './bytes.ts';
import type { LiveDatabase } from './database.ts';
import type { StoreProblem, StoreUsage } from './history.ts';
import type { Kept } from './kept.ts';
import { DAY_MS, isMonth, tableOf } from './period.ts';
import { numbers, texts } from './rows.ts';
import { DATABASE_FILE } from './schema.ts';
import { readColumns } from './sqlRead.ts';
import type { Stretches } from './stretches.ts';

export interface UsageParts {
  readonly database: LiveDatabase;
  /** Of its own: a second statement on a connection ends the answer that the first still gives. */
  readonly measuring: DuckDBConnection;
  readonly stretches: Stretches;
  readonly folder: string;
  readonly capBytes: number;
  readonly problem: StoreProblem | undefined;
}

interface OpenTable {
  readonly bytes: number;
  readonly fromMs: number;
  readonly toMs: number;
}

export async function readUsage(parts: UsageParts): Promise<StoreUsage> {
  const { database, measuring, stretches, folder, capBytes, problem } = parts;
  const open = await readOpenTables(database, measuring, await liveBytes(folder));
  const tiers = database.kept.map((kept) => tierUsage(database, kept, open));
  return {
    folder,
    writing: problem === undefined,
    problem: problem?.message ?? null,
    bytes: await folderBytes(folder),
    bytesPerDay: bytesPerDay(database, open),
    capBytes,
    tiers,
    stretches: stretches.list().map(({ fromMs, toMs, origin }) => ({ fromMs, toMs, origin })),
  };
}

async function liveBytes(folder: string): Promise<number> {
  const path = join(folder, DATABASE_FILE);
  return (await fileBytes(path)) + (await fileBytes(`${path}.wal`));
}

/** Bytes of the live file are shared among its tables by rows and columns: the file itself does not tell. */
async function readOpenTables(
  database: LiveDatabase,
  measuring: DuckDBConnection,
  bytes: number,
): Promise<ReadonlyMap<string, OpenTable>> {
  const sizes = await readColumns(
    measuring,
    'SELECT table_name, estimated_size * column_count AS cells FROM duckdb_tables()',
  );
  const cells = new Map(
    texts(sizes, 'table_name').map((name, i) => [name, numbers(sizes, 'cells')[i] as number]),
  );
  const all = [...cells.values()].reduce((sum, some) => sum + some, 0);
  const open = new Map<string, OpenTable>();
  for (const kept of database.kept) {
    for (const period of database.openPeriods(kept)) {
      const table = tableOf(kept.name, period);
      const found = await readColumns(
        measuring,
        `SELECT epoch_ms(min(time)) AS fromMs, epoch_ms(max(time)) AS toMs FROM "${table}"`,
      );
      open.set(table, {
        bytes: (bytes * (cells.get(table) ?? 0)) / Math.max(1, all),
        fromMs: numbers(found, 'fromMs')[0] as number,
        toMs: numbers(found, 'toMs')[0] as number,
      });
    }
  }
  return open;
}

function tierUsage(
  database: LiveDatabase,
  kept: Kept,
  open: ReadonlyMap<string, OpenTable>,
): StoreUsage['tiers'][number] {
  const spans = [
    ...database.sealed(kept).map(({ bytes, firstMs, lastMs }) => ({
      bytes,
      fromMs: firstMs,
      toMs: lastMs,
    })),
    ...database
      .openPeriods(kept)
      .map((period) => open.get(tableOf(kept.name, period)))
      .filter((table) => table !== undefined && !Number.isNaN(table.fromMs))
      .map((table) => table as OpenTable),
  ];
  const stepMs = kept.stepS * 1_000;
  return {
    name: kept.name,
    stepS: kept.stepS,
    fromMs: spans.length > 0 ? Math.min(...spans.map(({ fromMs }) => fromMs)) - stepMs : null,
    toMs: spans.length > 0 ? Math.max(...spans.map(({ toMs }) => toMs)) : null,
    keptS: kept.keptS ?? null,
    bytes: Math.round(spans.reduce((sum, { bytes }) => sum + bytes, 0)),
  };
}

/** Rows that are minutes old lie in a log, uncompressed: a day cannot be told from them. */
const TOLD_FROM_MS = DAY_MS / 4;

/** Of the newest sealed file of each tier, else of its open table; null while one of them cannot be told yet. */
function bytesPerDay(database: LiveDatabase, open: ReadonlyMap<string, OpenTable>): number | null {
  let sum = 0;
  for (const kept of database.kept) {
    const day = database.sealed(kept).findLast(({ period }) => !isMonth(period));
    if (day) sum += perDay(kept, day.bytes, day.firstMs, day.lastMs);
    else {
      const today = database.openPeriods(kept).at(-1);
      const table = today === undefined ? undefined : open.get(tableOf(kept.name, today));
      if (!table || Number.isNaN(table.fromMs)) continue;
      if (table.toMs - table.fromMs < TOLD_FROM_MS) return null;
      sum += perDay(kept, table.bytes, table.fromMs, table.toMs);
    }
  }
  return sum > 0 ? Math.round(sum) : null;
}

function perDay({ stepS }: Kept, bytes: number, firstMs: number, lastMs: number): number {
  return (bytes * DAY_MS) / Math.max(stepS * 1_000, lastMs - firstMs + stepS * 1_000);
}
