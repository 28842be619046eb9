// What a reader of the sealed files needs beside them: the ids of places, the units of columns, events and jobs.
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { DuckDBConnection } from '@duckdb/node-api';
import { ABOVE, type LegendRow } from './legend.ts';
import { TEMPORARY } from './seal.ts';
import { text } from './tierSql.ts';

/** `columns.parquet` always, `places.parquet` when there is a legend: places never change. */
export async function writeLegends(
  connection: DuckDBConnection,
  folder: string,
  legend: readonly LegendRow[] | undefined,
): Promise<void> {
  await copyTo(connection, 'SELECT * FROM tierColumn ORDER BY tier, name', folder, 'columns');
  if (!legend) return;
  const above = ABOVE.map((kind) => `"${kind}" VARCHAR`).join(', ');
  await connection.run(
    `CREATE OR REPLACE TEMP TABLE legend (kind VARCHAR, place INTEGER, id VARCHAR, ${above})`,
  );
  const appender = await connection.createAppender('legend');
  for (const row of legend) {
    for (const cell of row) {
      if (cell === null) appender.appendNull();
      else if (typeof cell === 'number') appender.appendInteger(cell);
      else appender.appendVarchar(cell);
    }
    appender.endRow();
  }
  appender.closeSync();
  await copyTo(connection, 'SELECT * FROM legend', folder, 'places');
  await connection.run('DROP TABLE temp.legend');
}

/** Events, jobs and stretches as they stand: they are still changed, so their files are written anew. */
export async function writeRecordFiles(
  connection: DuckDBConnection,
  folder: string,
): Promise<void> {
  await copyTo(connection, 'SELECT * FROM event ORDER BY id', folder, 'events');
  await copyTo(connection, 'SELECT * FROM job ORDER BY id', folder, 'jobs');
  await copyTo(connection, 'SELECT * FROM stretch ORDER BY fromMs', folder, 'stretches');
}

async function copyTo(
  connection: DuckDBConnection,
  sql: string,
  folder: string,
  name: string,
): Promise<void> {
  const path = join(folder, `${name}.parquet`);
  await connection.run(
    `COPY (${sql}) TO ${text(path + TEMPORARY)} (FORMAT parquet, COMPRESSION zstd)`,
  );
  await rename(path + TEMPORARY, path);
}
