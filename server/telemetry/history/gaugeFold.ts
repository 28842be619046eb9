// Min, time-weighted mean and max of a gauge over the seconds that were known.
import { type Fold, NOTHING } from './fold.ts';
import { createKnown, type Known } from './known.ts';

interface Sums {
  readonly sum: Float64Array;
  readonly min: Float32Array;
  readonly max: Float32Array;
  readonly known: Known;
}

export function createGaugeFold(rows: number): Fold {
  const sums: Sums = {
    sum: new Float64Array(rows),
    min: new Float32Array(rows).fill(Number.POSITIVE_INFINITY),
    max: new Float32Array(rows).fill(Number.NEGATIVE_INFINITY),
    known: createKnown(rows),
  };
  const { sum, min, max, known } = sums;
  const fold: Fold = {
    add(values, dtS, rowOf) {
      if (rowOf) addByRow(sums, values as Float32Array, dtS, rowOf);
      else addAll(sums, values as Float32Array, dtS);
    },
    merge(finer) {
      for (let row = 0; row < rows; row++) fold.load(row, finer.cell(row));
    },
    load(row, { value, min: low, max: high, knownS }) {
      if (!(knownS > 0)) return;
      sum[row] = (sum[row] as number) + value * knownS;
      known.add(row, knownS);
      if (low < (min[row] as number)) min[row] = low;
      if (high > (max[row] as number)) max[row] = high;
    },
    cell(row) {
      const knownS = known.of(row);
      if (knownS === 0) return NOTHING;
      const value = (sum[row] as number) / knownS;
      return { value, min: min[row] as number, max: max[row] as number, knownS };
    },
    fill(says, into, at, from, count) {
      if (says === 'knownS') {
        for (let i = 0; i < count; i++) into[at + i] = known.of(from + i);
      } else if (says === 'value') {
        // Nothing over nothing is NaN.
        for (let i = 0; i < count; i++) {
          into[at + i] = (sum[from + i] as number) / known.of(from + i);
        }
      } else {
        const ends = says === 'min' ? min : max;
        for (let i = 0; i < count; i++) {
          const end = ends[from + i] as number;
          into[at + i] = Number.isFinite(end) ? end : Number.NaN;
        }
      }
    },
    clear() {
      sum.fill(0);
      min.fill(Number.POSITIVE_INFINITY);
      max.fill(Number.NEGATIVE_INFINITY);
      known.clear();
    },
  };
  return fold;
}

function addAll({ sum, min, max, known }: Sums, values: Float32Array, dtS: number): void {
  const { own } = known;
  known.all(dtS);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (Number.isNaN(value)) {
      own[i] = (own[i] as number) - dtS;
      continue;
    }
    sum[i] = (sum[i] as number) + value * dtS;
    if (value < (min[i] as number)) min[i] = value;
    if (value > (max[i] as number)) max[i] = value;
  }
}

function addByRow(
  { sum, min, max, known }: Sums,
  values: Float32Array,
  dtS: number,
  rowOf: Int32Array,
): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    const row = rowOf[i] as number;
    if (row < 0 || Number.isNaN(value)) continue;
    known.add(row, dtS);
    sum[row] = (sum[row] as number) + value * dtS;
    if (value < (min[row] as number)) min[row] = value;
    if (value > (max[row] as number)) max[row] = value;
  }
}
