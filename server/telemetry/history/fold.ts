// Folds: how the steps of a bucket become one row, one metric at a time.
import type { Column } from '../../contract/metrics.ts';
import type { ColumnSays } from './tiers.ts';

/** What is known of one cell of a row; NaN and 0 s where nothing is. */
export interface FoldedCell {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly knownS: number;
}

export type Four<T> = readonly [T, T, T, T];

export const NOTHING: FoldedCell = {
  value: Number.NaN,
  min: Number.NaN,
  max: Number.NaN,
  knownS: 0,
};

export interface Fold {
  /**
   * One step of dtS seconds. Of a counter the values are its growth. `rowOf` says in which row each value counts,
   * below 0 in none; without it each value has its own.
   */
  add(values: Column, dtS: number, rowOf: Int32Array | undefined): void;
  /**
   * Four steps of dtS seconds each, oldest first, each value its own row: what `add` of one after the other gives, with
   * a quarter of the memory traffic. Of a counter they are its readings, and `before` is what it read before them; it is
   * brought up to date.
   */
  addFour(steps: Four<Column>, dtS: number, before: Float64Array | undefined): void;
  /** The bucket of a finer step that has ended; a fold of the same kind. */
  merge(finer: Fold): void;
  /** A row that was written before the bucket was whole. */
  load(row: number, cell: FoldedCell): void;
  cell(row: number): FoldedCell;
  /** Copies what a column says of rows from.. into a block, NaN where not known. */
  fill(says: ColumnSays, into: Float64Array, at: number, from: number, count: number): void;
  clear(): void;
}
