// The tables of the live database beside the days: what is sealed, what is known of which time, events and jobs.

import { threadId } from 'node:worker_threads';

/** Version of the folder's shape; a folder with a higher one is refused. */
export const SCHEMA = 1;
/** The database of the days that are open. */
export const DATABASE_FILE = 'live.duckdb';
/** Where it sorts what memory cannot hold: a folder of this thread's own, so that those of the dead can be told. */
export const SORTING_PREFIX = 'temp-';
export const SORTING_FOLDER = `${SORTING_PREFIX}${process.pid}-${threadId}`;

/** Live tables that are not by the day; the names may stand in a query in braces. */
export const TABLES = {
  event: `id INTEGER, timeMs BIGINT, kind VARCHAR, severity VARCHAR, code VARCHAR, place VARCHAR,
    cause INTEGER, untilMs BIGINT, record VARCHAR`,
  job: `id INTEGER, name VARCHAR, tenant VARCHAR, kind VARCHAR, gpuCount INTEGER, state VARCHAR,
    startMs BIGINT, endMs BIGINT, endReason VARCHAR, record VARCHAR`,
  stretch: 'id INTEGER, live BOOLEAN, origin VARCHAR, fromMs BIGINT, toMs BIGINT',
  sealedFile: `name VARCHAR, period VARCHAR, file VARCHAR, rows BIGINT, bytes BIGINT,
    firstMs BIGINT, lastMs BIGINT`,
  /** How the numbers of a column are stored: the scale of the day it was made holds for ever. */
  tierColumn: `tier VARCHAR, name VARCHAR, metric VARCHAR, says VARCHAR, type VARCHAR, scale DOUBLE,
    unit VARCHAR, kind VARCHAR`,
} as const;

export function createTablesSql(): readonly string[] {
  return Object.entries(TABLES).map(
    ([name, columns]) => `CREATE TABLE IF NOT EXISTS ${name} (${columns})`,
  );
}
