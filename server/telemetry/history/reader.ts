// Answers questions beside the writing: a few at a time, on connections of their own, and stops one that is not wanted.
import type { DuckDBConnection } from '@duckdb/node-api';
import type { LiveDatabase } from './database.ts';
import type { StoreRows } from './history.ts';
import { createSettledAnswers } from './settledAnswers.ts';
import { readColumns, type SqlParam } from './sqlRead.ts';
import { expandTiers, isSettled, type Span } from './tierSql.ts';

/** Each holds one thread of the process while it runs. */
const READERS = 2;

interface Question extends Span {
  readonly ask: number;
  readonly sql: string;
  readonly params: readonly SqlParam[];
}

export interface Reader {
  read(question: Question): Promise<StoreRows>;
  cancel(ask: number): void;
  /** Resolves when every question that runs now has been answered: files that left the list may go. */
  settled(): Promise<void>;
  close(): void;
}

interface Waiting {
  readonly question: Question;
  readonly resolve: (rows: StoreRows) => void;
  readonly reject: (error: Error) => void;
}

export async function createReader(database: LiveDatabase, folder: string): Promise<Reader> {
  const idle: DuckDBConnection[] = [];
  for (let i = 0; i < READERS; i++) idle.push(await database.connect());
  const waiting: Waiting[] = [];
  const running = new Map<number, DuckDBConnection>();
  const ends = new Set<Promise<void>>();
  const cancelled = new Set<number>();
  const settled = createSettledAnswers();

  async function read(connection: DuckDBConnection, question: Question): Promise<StoreRows> {
    const expand = (sql: string, wide?: boolean): string =>
      expandTiers(sql, question, database, folder, wide);
    if (!isSettled(question.sql, question, database)) return askTwice(connection, question, expand);
    const key = `${expand(question.sql)} ${JSON.stringify(question.params)}`;
    const known = settled.get(key);
    if (known) return known;
    const rows = await askTwice(connection, question, expand);
    if (!cancelled.has(question.ask)) settled.keep(key, rows);
    return rows;
  }

  async function answer(connection: DuckDBConnection, { question, ...to }: Waiting): Promise<void> {
    running.set(question.ask, connection);
    try {
      const rows = await read(connection, question);
      // An answer that is interrupted while it is read ends early, as if it were whole.
      if (cancelled.has(question.ask)) throw withdrawn();
      to.resolve(rows);
    } catch (error) {
      to.reject(cancelled.has(question.ask) ? withdrawn() : (error as Error));
    } finally {
      running.delete(question.ask);
      cancelled.delete(question.ask);
      idle.push(connection);
      next();
    }
  }

  function next(): void {
    const connection = idle.pop();
    if (!connection) return;
    const one = waiting.shift();
    if (!one) {
      idle.push(connection);
      return;
    }
    const end = answer(connection, one);
    ends.add(end);
    void end.finally(() => ends.delete(end));
  }

  return {
    read: (question) =>
      new Promise((resolve, reject) => {
        waiting.push({ question, resolve, reject });
        next();
      }),
    cancel(ask) {
      const at = waiting.findIndex(({ question }) => question.ask === ask);
      if (at >= 0) {
        const [one] = waiting.splice(at, 1);
        one?.reject(withdrawn());
        return;
      }
      const connection = running.get(ask);
      if (!connection) return;
      cancelled.add(ask);
      connection.interrupt();
    },
    async settled() {
      await Promise.all(ends);
    },
    close() {
      for (const one of waiting.splice(0)) one.reject(new Error('the store is closed'));
      for (const [ask, connection] of running) {
        cancelled.add(ask);
        connection.interrupt();
      }
    },
  };
}

const HAS_GONE = /^(Catalog|IO) Error/;
/** No file has a column that is named, or the first one has it and another has not. */
const LACKS_COLUMN = /^Binder Error|^Invalid Input Error: .*schema mismatch/;

/**
 * A day may be sealed between a question's text and its run: then the names have changed, and it is put anew; as it is
 * with all columns when a file does not have one that it names.
 */
async function askTwice(
  connection: DuckDBConnection,
  { sql, params }: Question,
  expand: (sql: string, wide?: boolean) => string,
): Promise<StoreRows> {
  try {
    return await readColumns(connection, expand(sql), params);
  } catch (error) {
    const { message } = error as Error;
    if (LACKS_COLUMN.test(message)) return await readColumns(connection, expand(sql, true), params);
    if (!HAS_GONE.test(message)) throw error;
    return await readColumns(connection, expand(sql), params);
  }
}

function withdrawn(): Error {
  return new Error('the question was withdrawn');
}
