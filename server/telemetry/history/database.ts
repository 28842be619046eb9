// The live database: opens it, brings its tables up to the dictionary of today, and knows its days and sealed files.
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { agreeTiers } from './agreed.ts';
import { createSql, type Kept, keptOf, LEDGER, type SealedFile } from './kept.ts';
import { type Period, periodOf, periodOfTable, tableOf } from './period.ts';
import { numbers, texts } from './rows.ts';
import { createTablesSql, DATABASE_FILE, SORTING_FOLDER } from './schema.ts';
import { readColumns } from './sqlRead.ts';
import type { Tier } from './tiers.ts';

export interface LiveDatabase {
  /** The tiers as this store holds them, and the ledger. */
  readonly tiers: readonly Tier[];
  readonly kept: readonly Kept[];
  /** Takes every step and record; nothing else is asked of it. */
  readonly writer: DuckDBConnection;
  /** Seals, drops and reads what the writing thread itself wants to know. */
  readonly upkeep: DuckDBConnection;
  connect(): Promise<DuckDBConnection>;
  /** Makes the tables that take rows which end at a time, where there are none. */
  ensure(kept: readonly Kept[], endMs: number): Promise<void>;
  /** Columns of a table, in their order. */
  columnsOf(table: string): readonly string[];
  /** Days, and parts of days, that have a table, oldest first. */
  openPeriods(kept: Kept): readonly Period[];
  sealed(kept: Kept): readonly SealedFile[];
  /** Listed files that are not whole just now: no question reads them, and none of their names is given again. */
  damaged(kept: Kept): readonly SealedFile[];
  /**
   * From now on questions read these files, and no table of the period. Told before the table goes, so that no question
   * names what is gone; returns how to take it back.
   */
  noteSealed(kept: Kept, period: Period | undefined, files: readonly SealedFile[]): () => void;
  noteDamaged(kept: Kept, files: readonly SealedFile[]): void;
  close(): void;
}

/** DuckDB's own buffers; beyond it sorting goes to disk. */
const MEMORY_LIMIT = '300MB';
/**
 * Of a new file, in bytes. Each column of each open table holds a block in memory until the next checkpoint: 1,400 of
 * the default 256 kB would be all that the limit allows.
 */
const BLOCK_BYTES = '16384';

export async function openDatabase(
  folder: string,
  planned: readonly Tier[],
): Promise<LiveDatabase> {
  const instance = await DuckDBInstance.create(join(folder, DATABASE_FILE), {
    // One thread a statement: the other core belongs to the live view.
    threads: '1',
    memory_limit: MEMORY_LIMIT,
    // What sorting gave back goes to the system within seconds: else 600 MB stay with the process after a day is sealed.
    allocator_background_threads: 'true',
    default_block_size: BLOCK_BYTES,
    temp_directory: join(folder, SORTING_FOLDER),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  try {
    return await prepare(instance, planned);
  } catch (error) {
    instance.closeSync();
    throw error;
  }
}

async function prepare(instance: DuckDBInstance, planned: readonly Tier[]): Promise<LiveDatabase> {
  const writer = await instance.connect();
  const upkeep = await instance.connect();
  // A stop must not take seconds: the log of what is not yet in the file is read at the next start.
  await writer.run('PRAGMA disable_checkpoint_on_shutdown');
  // The feet of sealed files, which every question would read again: 60 ms for the minutes of GPUs of two days.
  await writer.run('SET GLOBAL parquet_metadata_cache = true');
  // Their columns it would hold in its own memory too, beside the system's cache of files.
  await writer.run('SET GLOBAL enable_external_file_cache = false');
  // One transaction: every commit waits for the disk.
  await writer.run('BEGIN');
  for (const sql of createTablesSql()) await writer.run(sql);
  const tiers = await agreeTiers(writer, planned);
  const all = [...tiers.map(keptOf), LEDGER];
  for (const kept of all) await writer.run(createSql(kept.name, kept));
  const tables = await columnsByTable(writer);
  await addMissingColumns(writer, tables, all);
  await writer.run('COMMIT');
  const files = await listSealed(upkeep);
  const damaged = new Map<string, readonly SealedFile[]>();
  const connections: DuckDBConnection[] = [writer, upkeep];
  const periodsOf = (kept: Kept): Period[] =>
    [...tables.keys()]
      .map((table) => periodOfTable(kept.name, table))
      .filter((period) => period !== undefined)
      .sort();

  return {
    tiers,
    kept: all,
    writer,
    upkeep,
    async connect() {
      const connection = await instance.connect();
      connections.push(connection);
      return connection;
    },
    async ensure(some, endMs) {
      const tableFor = ({ name, periodHours }: Kept): string =>
        tableOf(name, periodOf(endMs, periodHours));
      const missing = some.filter((kept) => !tables.has(tableFor(kept)));
      if (missing.length === 0) return;
      await writer.run('BEGIN');
      for (const kept of missing) await writer.run(createSql(tableFor(kept), kept));
      await writer.run('COMMIT');
      for (const kept of missing) {
        tables.set(
          tableFor(kept),
          kept.columns.map(({ name }) => name),
        );
      }
    },
    columnsOf: (table) => tables.get(table) ?? [],
    openPeriods: periodsOf,
    sealed: (kept) => files.get(kept.name) ?? [],
    damaged: (kept) => damaged.get(kept.name) ?? [],
    noteSealed(kept, period, list) {
      const table = period === undefined ? '' : tableOf(kept.name, period);
      const [columns, before] = [tables.get(table), files.get(kept.name) ?? []];
      tables.delete(table);
      files.set(kept.name, list);
      return () => {
        if (columns) tables.set(table, columns);
        files.set(kept.name, before);
      };
    },
    noteDamaged: (kept, list) => void damaged.set(kept.name, list),
    close() {
      for (const connection of connections) connection.closeSync();
      instance.closeSync();
    },
  };
}

async function columnsByTable(connection: DuckDBConnection): Promise<Map<string, string[]>> {
  const found = await readColumns(
    connection,
    'SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal ORDER BY table_name, column_index',
  );
  const tables = new Map<string, string[]>();
  const names = texts(found, 'column_name');
  for (const [i, table] of texts(found, 'table_name').entries()) {
    const columns = tables.get(table ?? '') ?? [];
    columns.push(names[i] ?? '');
    tables.set(table ?? '', columns);
  }
  return tables;
}

/** A metric that is new since a table was made: its column reads NULL for the rows from before. */
async function addMissingColumns(
  connection: DuckDBConnection,
  tables: ReadonlyMap<string, string[]>,
  all: readonly Kept[],
): Promise<void> {
  for (const [table, columns] of tables) {
    const kept = all.find(({ name }) => table === name || periodOfTable(name, table) !== undefined);
    for (const { name, type } of kept?.columns ?? []) {
      if (columns.includes(name)) continue;
      await connection.run(`ALTER TABLE "${table}" ADD COLUMN "${name}" ${type}`);
      columns.push(name);
    }
  }
}

async function listSealed(
  connection: DuckDBConnection,
): Promise<Map<string, readonly SealedFile[]>> {
  const found = await readColumns(connection, 'SELECT * FROM sealedFile ORDER BY name, period');
  const [names, periods, files] = [
    texts(found, 'name'),
    texts(found, 'period'),
    texts(found, 'file'),
  ];
  const [rows, bytes] = [numbers(found, 'rows'), numbers(found, 'bytes')];
  const [firstMs, lastMs] = [numbers(found, 'firstMs'), numbers(found, 'lastMs')];
  const all = names.map((name, i) => ({
    name: name ?? '',
    period: periods[i] ?? '',
    file: files[i] ?? '',
    rows: rows[i] as number,
    bytes: bytes[i] as number,
    firstMs: firstMs[i] as number,
    lastMs: lastMs[i] as number,
  }));
  return new Map(
    names.map((name) => [name ?? '', all.filter((file) => file.name === name)] as const),
  );
}
