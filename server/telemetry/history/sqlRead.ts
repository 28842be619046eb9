// Reads answers of the database as columns: numbers and times as Float64, NaN for NULL; text as it is.
import {
  BIGINT,
  DOUBLE,
  type DuckDBConnection,
  type DuckDBDataChunk,
  type DuckDBResult,
  DuckDBTimestampMillisecondsValue,
  DuckDBTimestampValue,
  type DuckDBType,
  DuckDBTypeId,
  type DuckDBValue,
  SQLNULL,
  VARCHAR,
} from '@duckdb/node-api';
import type { StoreColumn, StoreRows } from './history.ts';

/** More rows than anybody can use: the question was wrong. */
const MAX_ROWS = 5_000_000;

export type SqlParam = number | string | null;

export async function readColumns(
  connection: DuckDBConnection,
  sql: string,
  params: readonly SqlParam[] = [],
): Promise<StoreRows> {
  const result = await connection.stream(sql, params.map(bound), params.map(typeOf));
  const chunks: DuckDBDataChunk[] = [];
  let rows = 0;
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) break;
    chunks.push(chunk);
    rows += chunk.rowCount;
    if (rows > MAX_ROWS) throw new Error(`an answer of more than ${MAX_ROWS} rows`);
  }
  return { rows, columns: gather(result, chunks, rows) };
}

/** Whole numbers as BIGINT, so that times and ids keep every digit. */
function bound(param: SqlParam): DuckDBValue {
  return Number.isSafeInteger(param) ? BigInt(param as number) : param;
}

function typeOf(param: SqlParam): DuckDBType {
  if (typeof param === 'string') return VARCHAR;
  if (param === null) return SQLNULL;
  return Number.isSafeInteger(param) ? BIGINT : DOUBLE;
}

function gather(
  result: DuckDBResult,
  chunks: readonly DuckDBDataChunk[],
  rows: number,
): Readonly<Record<string, StoreColumn>> {
  const names = result.deduplicatedColumnNames();
  return Object.fromEntries(
    names.map((name, column) => [
      name,
      result.columnTypeId(column) === DuckDBTypeId.VARCHAR
        ? textColumn(chunks, column)
        : numberColumn(chunks, column, rows),
    ]),
  );
}

function textColumn(chunks: readonly DuckDBDataChunk[], column: number): (string | null)[] {
  return chunks.flatMap((chunk) =>
    chunk.getColumnValues(column).map((value) => (value === null ? null : String(value))),
  );
}

function numberColumn(
  chunks: readonly DuckDBDataChunk[],
  column: number,
  rows: number,
): Float64Array {
  const values = new Float64Array(rows);
  let at = 0;
  for (const chunk of chunks) {
    const vector = chunk.getColumnVector(column);
    // The count is asked of the database each time.
    const { rowCount } = chunk;
    for (let row = 0; row < rowCount; row++) values[at++] = numberOf(vector.getItem(row));
  }
  return values;
}

function numberOf(value: DuckDBValue): number {
  if (typeof value === 'number') return value;
  if (value === null) return Number.NaN;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (value instanceof DuckDBTimestampMillisecondsValue) return Number(value.millis);
  if (value instanceof DuckDBTimestampValue) return Number(value.micros / 1_000n);
  // HUGEINT of a sum, DECIMAL of a literal.
  return Number(String(value));
}
