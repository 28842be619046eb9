// Columns of an answer by name and kind.
import type { StoreRows } from './history.ts';

/** A column of numbers by name; throws where it is missing or text. */
export function numbers({ columns }: StoreRows, name: string): Float64Array {
  const column = columns[name];
  if (!(column instanceof Float64Array)) throw new Error(`no column of numbers "${name}"`);
  return column;
}

/** A column of text by name; throws where it is missing or numbers. */
export function texts({ columns }: StoreRows, name: string): readonly (string | null)[] {
  const column = columns[name];
  if (!column || column instanceof Float64Array) throw new Error(`no column of text "${name}"`);
  return column;
}
