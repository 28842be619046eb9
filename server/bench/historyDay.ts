// A whole day in a store, from half an hour that was recorded: its rows again and again, each time a little different.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

import { DAY_MS, type PeriodHours, periodOf, tableOf } from '../telemetry/history/period.ts';

interface Column {
  readonly name: string;
  readonly type: string;
}

/** Fills the UTC day around the recorded stretch (fromMs, toMs]; returns how often it was written. */
export async function fillDay(folder: string, fromMs: number, toMs: number): Promise<number> {
  const instance = await DuckDBInstance.create(join(folder, 'live.duckdb'), {
    threads: '2',
    memory_limit: '400MB',
  });
  const connection = await instance.connect();
  const dayMs = Math.floor(fromMs / DAY_MS) * DAY_MS;
  const lengthMs = toMs - fromMs;
  const shiftsMs: number[] = [];
  // Each copy lies whole within the day and beside the next: a row is never copied from a copy.
  const firstMs = dayMs + ((fromMs - dayMs) % lengthMs);
  for (let startMs = firstMs; startMs + lengthMs <= dayMs + DAY_MS; startMs += lengthMs) {
    if (startMs !== fromMs) shiftsMs.push(startMs - fromMs);
  }
  for (const [table, columns] of await dayTables(connection)) {
    for (const shiftMs of shiftsMs) {
      const into = shiftedTable(table, toMs + shiftMs);
      await connection.run(
        `CREATE TABLE IF NOT EXISTS "${into}" AS SELECT * FROM "${table}" WHERE false`,
      );
      await connection.run(
        `INSERT INTO "${into}" SELECT ${columns.map((column, i) => shifted(column, shiftMs, i)).join(', ')}
         FROM (SELECT *, hash(place, time, ${shiftMs}) AS dice FROM "${table}") WHERE time > make_timestamp_ms(${fromMs}) AND time <= make_timestamp_ms(${toMs})`,
      );
    }
  }
  // Time that no stretch holds would be told as a gap, whatever rows there are.
  const lastMs = Math.max(toMs, toMs + (shiftsMs.at(-1) ?? 0));
  for (const [beginMs, endMs] of [
    [firstMs, fromMs],
    [toMs, lastMs],
  ] as const) {
    if (beginMs >= endMs) continue;
    await connection.run(
      `INSERT INTO stretch SELECT max(id) + 1, false, 'recorded', $1, $2 FROM stretch`,
      [BigInt(beginMs), BigInt(endMs)],
    );
  }
  await connection.run('CHECKPOINT');
  connection.closeSync();
  instance.closeSync();
  return shiftsMs.length + 1;
}

/** The table of a day, or of a part of it, that holds the rows of a copy that ends at a time. */
function shiftedTable(table: string, endMs: number): string {
  const [name = '', digits = ''] = table.split('_');
  const hours: PeriodHours = digits.length === 8 ? 24 : 3;
  return tableOf(name, periodOf(endMs, hours));
}

/** Repeated as they are, rows would be packed far too well: the last digits differ from copy to copy. */
function shifted({ name, type }: Column, shiftMs: number, column: number): string {
  if (name === 'time') return `(time + to_milliseconds(${shiftMs}))::TIMESTAMP_MS`;
  const dice = `(((dice >> ${(column * 5) % 61}) & 7)::INTEGER - 3)`;
  if (type === 'SMALLINT') return `greatest(-32767, least(32767, "${name}" + ${dice}))::SMALLINT`;
  if (type === 'FLOAT') return `("${name}" * (1 + (${dice}) / 1e6))::FLOAT`;
  return `"${name}"`;
}

async function dayTables(connection: DuckDBConnection): Promise<ReadonlyMap<string, Column[]>> {
  const found = await connection.runAndReadAll(
    `SELECT table_name, column_name, data_type FROM duckdb_columns()
     WHERE regexp_matches(table_name, '_\\d{8}(\\d{2})?$') ORDER BY table_name, column_index`,
  );
  const tables = new Map<string, Column[]>();
  for (const [table, name, type] of found.getRowsJson() as [string, string, string][]) {
    tables.set(table, [...(tables.get(table) ?? []), { name, type }]);
  }
  return tables;
}

/** How many files each tier has, by its name. */
export function sealedFiles(folder: string): ReadonlyMap<string, number> {
  const files = new Map<string, number>();
  for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const tier = /sealed\/(\w+)\/[-\dT]+\.parquet$/.exec(file)?.[1];
    if (tier !== undefined) files.set(tier, (files.get(tier) ?? 0) + 1);
  }
  return files;
}
