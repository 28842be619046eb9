// Folds: how the steps of a bucket become one row, one metric at a time, in plain loops over typed arrays.
import type { Metric } from '../../contract/metric.ts';
import type { Column } from '../../contract/metrics.ts';
import { noValueOf } from '../../contract/tick.ts';
import type { ColumnSays } from './tiers.ts';

/** What is known of one cell of a row that was written before; NaN where it is not. */
export interface FoldedCell {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly knownS: number;
}

export interface Fold {
  /**
   * One step of dtS seconds. Of a counter the values are its growth. `rowOf` says in which row each value counts,
   * below 0 in none; without it each value has its own.
   */
  add(values: Column, dtS: number, rowOf: Int32Array | undefined): void;
  /** The bucket of a finer step that has ended. */
  merge(finer: Fold): void;
  /** A row that was written before the bucket was whole. */
  load(row: number, cell: FoldedCell): void;
  cell(row: number): FoldedCell;
  /** Copies what a column says of rows from.. into a block, NaN where not known. */
  fill(says: ColumnSays, into: Float64Array, at: number, from: number, count: number): void;
  clear(): void;
}

export function createFold(metric: Metric, rows: number): Fold {
  if (metric.kind === 'counter') return createGrowthFold(rows);
  if (metric.kind === 'mask') return createMaskFold(rows);
  if (metric.kind === 'gauge' && metric.overTime !== 'last') return createGaugeFold(rows);
  return createLastFold(rows, noValueOf(metric.kind));
}

/** Min, time-weighted mean and max over the seconds that were known. */
function createGaugeFold(rows: number): Fold {
  const sum = new Float64Array(rows);
  const knownS = new Float64Array(rows);
  const min = new Float64Array(rows);
  const max = new Float64Array(rows);
  const clear = (): void => {
    sum.fill(0);
    knownS.fill(0);
    min.fill(Number.POSITIVE_INFINITY);
    max.fill(Number.NEGATIVE_INFINITY);
  };
  clear();
  const cell = (row: number): FoldedCell => {
    const known = knownS[row] as number;
    if (known === 0) return NOTHING;
    return {
      value: (sum[row] as number) / known,
      min: min[row] as number,
      max: max[row] as number,
      knownS: known,
    };
  };
  const load = (row: number, { value, min: low, max: high, knownS: known }: FoldedCell): void => {
    if (!(known > 0)) return;
    sum[row] = (sum[row] as number) + value * known;
    knownS[row] = (knownS[row] as number) + known;
    if (low < (min[row] as number)) min[row] = low;
    if (high > (max[row] as number)) max[row] = high;
  };
  return {
    add(values, dtS, rowOf) {
      for (let i = 0; i < values.length; i++) {
        const value = values[i] as number;
        const row = rowOf ? (rowOf[i] as number) : i;
        if (Number.isNaN(value) || row < 0) continue;
        sum[row] = (sum[row] as number) + value * dtS;
        knownS[row] = (knownS[row] as number) + dtS;
        if (value < (min[row] as number)) min[row] = value;
        if (value > (max[row] as number)) max[row] = value;
      }
    },
    merge(finer) {
      for (let row = 0; row < rows; row++) load(row, finer.cell(row));
    },
    load,
    cell,
    fill(says, into, at, from, count) {
      for (let i = 0; i < count; i++) {
        const known = knownS[from + i] as number;
        into[at + i] =
          says === 'knownS'
            ? known
            : known === 0
              ? Number.NaN
              : says === 'value'
                ? (sum[from + i] as number) / known
                : ((says === 'min' ? min : max)[from + i] as number);
      }
    },
    clear,
  };
}

const NOTHING: FoldedCell = { value: Number.NaN, min: Number.NaN, max: Number.NaN, knownS: 0 };

/** Growth of a counter, over the seconds whose growth was known. */
function createGrowthFold(rows: number): Fold {
  const growth = new Float64Array(rows);
  const knownS = new Float64Array(rows);
  const load = (row: number, { value, knownS: known }: FoldedCell): void => {
    if (!(known > 0)) return;
    growth[row] = (growth[row] as number) + value;
    knownS[row] = (knownS[row] as number) + known;
  };
  const cell = (row: number): FoldedCell => {
    const known = knownS[row] as number;
    if (known === 0) return NOTHING;
    const value = growth[row] as number;
    return { value, min: value, max: value, knownS: known };
  };
  return {
    add(values, dtS, rowOf) {
      for (let i = 0; i < values.length; i++) {
        const value = values[i] as number;
        const row = rowOf ? (rowOf[i] as number) : i;
        if (Number.isNaN(value) || row < 0) continue;
        growth[row] = (growth[row] as number) + value;
        knownS[row] = (knownS[row] as number) + dtS;
      }
    },
    merge(finer) {
      for (let row = 0; row < rows; row++) load(row, finer.cell(row));
    },
    load,
    cell,
    fill(says, into, at, from, count) {
      for (let i = 0; i < count; i++) {
        const known = knownS[from + i] as number;
        into[at + i] =
          says === 'knownS' ? known : known === 0 ? Number.NaN : (growth[from + i] as number);
      }
    },
    clear() {
      growth.fill(0);
      knownS.fill(0);
    },
  };
}

/** Every bit that was set. */
function createMaskFold(rows: number): Fold {
  const none = noValueOf('mask');
  const bits = new Int32Array(rows).fill(-1);
  return {
    add(values, _dtS, rowOf) {
      for (let i = 0; i < values.length; i++) {
        const value = values[i] as number;
        const row = rowOf ? (rowOf[i] as number) : i;
        if (value === none || row < 0) continue;
        const before = bits[row] as number;
        bits[row] = before < 0 ? value : before | value;
      }
    },
    ...singleValue(bits, -1, (before, value) => (before < 0 ? value : before | value)),
  };
}

/** The last value that was known. */
function createLastFold(rows: number, none: number): Fold {
  const last = new Float64Array(rows).fill(Number.NaN);
  return {
    add(values, _dtS, rowOf) {
      for (let i = 0; i < values.length; i++) {
        const value = values[i] as number;
        const row = rowOf ? (rowOf[i] as number) : i;
        if (value === none || Number.isNaN(value) || row < 0) continue;
        last[row] = value;
      }
    },
    ...singleValue(last, Number.NaN, (_, value) => value),
  };
}

/** What folds of one value a row have in common. */
function singleValue(
  values: Int32Array | Float64Array,
  none: number,
  join: (before: number, value: number) => number,
): Omit<Fold, 'add'> {
  const known = (row: number): number => {
    const value = values[row] as number;
    return value === none ? Number.NaN : value;
  };
  const load = (row: number, { value }: FoldedCell): void => {
    if (!Number.isNaN(value)) values[row] = join(values[row] as number, value);
  };
  const cell = (row: number): FoldedCell => {
    const value = known(row);
    return { value, min: value, max: value, knownS: 0 };
  };
  return {
    merge(finer) {
      for (let row = 0; row < values.length; row++) load(row, finer.cell(row));
    },
    load,
    cell,
    fill(_says, into, at, from, count) {
      for (let i = 0; i < count; i++) into[at + i] = known(from + i);
    },
    clear() {
      values.fill(none);
    },
  };
}
