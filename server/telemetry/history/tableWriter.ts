// Writes rows of a tier into one table of the database: a block of columns at a time, NaN as NULL.
import {
  type DuckDBAppender,
  type DuckDBConnection,
  DuckDBDataChunk,
  DuckDBTimestampMillisecondsValue,
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

/** Whole numbers are rounded and stay within their type; what is stored is the value over its scale. */
interface Whole {
  readonly perStep: number;
  readonly low: number;
  readonly top: number;
}
type Code = 'time' | 'plain' | Whole;

function codeOf(source: Source, tier: Tier): Code {
  if (source === 'time') return 'time';
  const column = typeof source === 'number' ? tier.columns[source] : undefined;
  const top = column && TOPS[column.type];
  if (!column || top === undefined) return 'plain';
  return { perStep: 1 / column.scale, low: column.type === 'USMALLINT' ? 0 : -top, top };
}

type Vector = ReturnType<DuckDBDataChunk['getColumnVector']>;

/** How many values of the block are not known; all others are in the vector then. */
function setKnown(vector: Vector, block: Float64Array, code: Code, rows: number): number {
  if (code === 'time') return setTimes(vector, block, rows);
  if (code === 'plain') return setPlain(vector, block, rows);
  return setWhole(vector, block, code, rows);
}

function setPlain(vector: Vector, block: Float64Array, rows: number): number {
  let unknown = 0;
  for (let row = 0; row < rows; row++) {
    const value = block[row] as number;
    if (Number.isNaN(value)) unknown++;
    else vector.setItem(row, value);
  }
  return unknown;
}

/** `| 0` after adding a half is many times faster than Math.round; halves go away from zero. */
function setWhole(vector: Vector, block: Float64Array, code: Whole, rows: number): number {
  const { perStep, low, top } = code;
  let unknown = 0;
  for (let row = 0; row < rows; row++) {
    const steps = (block[row] as number) * perStep;
    if (Number.isNaN(steps)) unknown++;
    else if (steps >= top) vector.setItem(row, top);
    else if (steps <= low) vector.setItem(row, low);
    else vector.setItem(row, (steps < 0 ? steps - 0.5 : steps + 0.5) | 0);
  }
  return unknown;
}

/** Thousands of rows in a row have the same time. */
function setTimes(vector: Vector, block: Float64Array, rows: number): number {
  let timeMs = Number.NaN;
  let time = new DuckDBTimestampMillisecondsValue(0n);
  for (let row = 0; row < rows; row++) {
    const value = block[row] as number;
    if (value !== timeMs) {
      timeMs = value;
      time = new DuckDBTimestampMillisecondsValue(BigInt(value));
    }
    vector.setItem(row, time);
  }
  return 0;
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
    // Once a vector holds a NULL each further item costs a calculation with big integers: so these come last.
    let nulls = setKnown(vector, block, codes[column] as Code, rows);
    for (let row = 0; nulls > 0 && row < rows; row++) {
      if (!Number.isNaN(block[row] as number)) continue;
      vector.setItem(row, null);
      nulls--;
    }
    vector.flush();
  }
  appender.appendDataChunk(chunk);
}
