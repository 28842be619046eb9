// Writes rows of a tier into one table of the database: a block of columns at a time, NaN as NULL.
import {
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBTimestampMillisecondsValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import { ROW_KEYS } from './kept.ts';
import type { SqlType, Tier } from './tiers.ts';

/** Rows that the database takes at once. */
const BLOCK_ROWS = 2_048;

/** Values of column number `column` for rows from.., into a block at `at`; NaN where not known. */
export type CellFill = (
  column: number,
  into: Float64Array,
  at: number,
  from: number,
  count: number,
) => void;

export interface TableWriter {
  /** Adds rows of one time; a row's place is its own number unless `places` says otherwise. */
  write(
    timeMs: number,
    coverS: number,
    rows: number,
    fill: CellFill,
    places: Int32Array | undefined,
  ): void;
  /** Rows that wait for `flush`. */
  readonly waiting: number;
  /** Hands all rows to the transaction that is open. */
  flush(): void;
  /** Rows that wait are dropped. */
  close(): void;
}

/** The highest number of a whole-number type; its negative is the lowest, but for USMALLINT. */
const TOPS: Partial<Record<SqlType, number>> = {
  SMALLINT: 32_767,
  USMALLINT: 65_535,
  INTEGER: 2_147_483_647,
};

/** `names` are the columns of the table as it stands: one that the tier no longer has stays empty. */
export async function createTableWriter(
  connection: DuckDBConnection,
  table: string,
  names: readonly string[],
  tier: Tier,
): Promise<TableWriter> {
  const appender = await connection.createAppender(table);
  const sources = names.map((name) => sourceOf(name, tier));
  const types = names.map((_, column) => appender.columnType(column));
  const chunk = DuckDBDataChunk.create(types);
  const blocks = names.map(() => new Float64Array(BLOCK_ROWS).fill(Number.NaN));
  const codes = sources.map((source) => codeOf(source, tier));
  let used = 0;
  let waiting = 0;

  function emptyBlock(): void {
    if (used === 0) return;
    appendBlock(appender, chunk, blocks, codes, used);
    used = 0;
  }

  return {
    write(timeMs, coverS, rows, fill, places) {
      for (let from = 0; from < rows; ) {
        const count = Math.min(rows - from, BLOCK_ROWS - used);
        for (const [i, block] of blocks.entries()) {
          const source = sources[i];
          if (typeof source === 'number') fill(source, block, used, from, count);
          else if (source === 'time') block.fill(timeMs, used, used + count);
          else if (source === 'coverS') block.fill(coverS, used, used + count);
          else if (source === 'place') {
            for (let row = 0; row < count; row++)
              block[used + row] = places?.[from + row] ?? from + row;
          }
        }
        used += count;
        from += count;
        if (used === BLOCK_ROWS) emptyBlock();
      }
      waiting += rows;
    },
    get waiting() {
      return waiting;
    },
    flush() {
      if (waiting === 0) return;
      emptyBlock();
      appender.flushSync();
      waiting = 0;
    },
    close() {
      appender.clear();
      appender.closeSync();
    },
  };
}

/** Where a column of a table comes from: a key of the row, the number of a tier's column, or nowhere any more. */
type Source = (typeof ROW_KEYS)[number] | number | undefined;

function sourceOf(name: string, tier: Tier): Source {
  const key = ROW_KEYS.find((each) => each === name);
  if (key) return key;
  const column = tier.columns.findIndex((each) => each.name === name);
  return column < 0 ? undefined : column;
}

type Code = (value: number) => DuckDBValue;

/** Whole numbers are rounded and stay within their type; what is stored is the value over its scale. */
function codeOf(source: Source, tier: Tier): Code {
  if (source === 'time') return createTimeCode();
  const column = typeof source === 'number' ? tier.columns[source] : undefined;
  const top = column && TOPS[column.type];
  if (!column || top === undefined) return (value) => value;
  const low = column.type === 'USMALLINT' ? 0 : -top;
  return (value) => Math.max(low, Math.min(top, Math.round(value / column.scale)));
}

/** Thousands of rows in a row have the same time. */
function createTimeCode(): Code {
  let timeMs = Number.NaN;
  let time: DuckDBValue = null;
  return (value) => {
    if (value !== timeMs) {
      timeMs = value;
      time = new DuckDBTimestampMillisecondsValue(BigInt(value));
    }
    return time;
  };
}

function appendBlock(
  appender: DuckDBAppender,
  chunk: DuckDBDataChunk,
  blocks: readonly Float64Array[],
  codes: readonly Code[],
  rows: number,
): void {
  chunk.reset();
  chunk.rowCount = rows;
  for (const [column, block] of blocks.entries()) {
    const vector = chunk.getColumnVector(column);
    const code = codes[column] as Code;
    // Once a vector holds a NULL each further item costs a calculation with big integers: so these come last.
    let nulls = 0;
    for (let row = 0; row < rows; row++) {
      const value = block[row] as number;
      if (Number.isNaN(value)) nulls++;
      else vector.setItem(row, code(value));
    }
    for (let row = 0; nulls > 0 && row < rows; row++) {
      if (!Number.isNaN(block[row] as number)) continue;
      vector.setItem(row, null);
      nulls--;
    }
    vector.flush();
  }
  appender.appendDataChunk(chunk);
}
