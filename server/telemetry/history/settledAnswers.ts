// Short answers about sealed files, kept in memory: a file never changes, so neither does what was read from it.
import type { StoreRows } from './history.ts';

/** A month of racks is 250 rows; more than these is kept for nobody. */
const MOST_ROWS = 1_000;
const MOST_ANSWERS = 64;

export interface SettledAnswers {
  /** A copy, because what is handed over is given away. */
  get(key: string): StoreRows | undefined;
  keep(key: string, rows: StoreRows): void;
}

export function createSettledAnswers(): SettledAnswers {
  const answers = new Map<string, StoreRows>();
  return {
    get(key) {
      const found = answers.get(key);
      if (!found) return undefined;
      answers.delete(key);
      answers.set(key, found);
      return structuredClone(found);
    },
    keep(key, rows) {
      if (rows.rows > MOST_ROWS) return;
      answers.set(key, structuredClone(rows));
      const [oldest] = answers.keys();
      if (answers.size > MOST_ANSWERS && oldest !== undefined) answers.delete(oldest);
    },
  };
}
