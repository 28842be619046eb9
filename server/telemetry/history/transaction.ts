// The transaction of the writing connection: begun by the first row, open until its end.
import type { DuckDBConnection } from '@duckdb/node-api';

export interface Transaction {
  /** Nothing where it is open already. */
  begin(): Promise<void>;
  /** Nothing where none is open. */
  commit(): Promise<void>;
}

export function createTransaction(writer: Pick<DuckDBConnection, 'run'>): Transaction {
  let open = false;
  return {
    async begin() {
      if (!open) await writer.run('BEGIN');
      open = true;
    },
    async commit() {
      if (open) await writer.run('COMMIT');
      open = false;
    },
  };
}
