// Min, time-weighted mean and max of a gauge over the seconds that were known.
import { type Fold, type Four, NOTHING } from './fold.ts';
import { createKnown, type Known } from './known.ts';

interface Sums {
  readonly sum: Float64Array;
  readonly min: Float32Array;
  readonly max: Float32Array;
  readonly known: Known;
}

interface GaugeFold extends Fold {
  readonly sums: Sums;
  merge(finer: GaugeFold): void;
}

export function createGaugeFold(rows: number): GaugeFold {
  const sums: Sums = {
    sum: new Float64Array(rows),
    min: new Float32Array(rows).fill(Number.POSITIVE_INFINITY),
    max: new Float32Array(rows).fill(Number.NEGATIVE_INFINITY),
    known: createKnown(rows),
  };
  const { sum, min, max, known } = sums;
  const fold: GaugeFold = {
    sums,
    add(values, dtS, rowOf) {
      if (rowOf) addByRow(sums, values as Float32Array, dtS, rowOf);
      else addAll(sums, values as Float32Array, dtS);
    },
    addFour(steps, dtS) {
      addFour(sums, steps as Four<Float32Array>, dtS);
    },
    merge(finer) {
      mergeAll(sums, finer.sums);
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

function addFour(
  { sum, min, max, known: { all, own } }: Sums,
  [first, second, third, fourth]: Four<Float32Array>,
  dtS: number,
): void {
  all(4 * dtS);
  for (let i = 0; i < first.length; i++) {
    const a = first[i] as number;
    const b = second[i] as number;
    const c = third[i] as number;
    const d = fourth[i] as number;
    let total = sum[i] as number;
    let low = min[i] as number;
    let high = max[i] as number;
    let unknown = 0;
    if (Number.isNaN(a)) unknown++;
    else {
      total += a * dtS;
      if (a < low) low = a;
      if (a > high) high = a;
    }
    if (Number.isNaN(b)) unknown++;
    else {
      total += b * dtS;
      if (b < low) low = b;
      if (b > high) high = b;
    }
    if (Number.isNaN(c)) unknown++;
    else {
      total += c * dtS;
      if (c < low) low = c;
      if (c > high) high = c;
    }
    if (Number.isNaN(d)) unknown++;
    else {
      total += d * dtS;
      if (d < low) low = d;
      if (d > high) high = d;
    }
    sum[i] = total;
    min[i] = low;
    max[i] = high;
    if (unknown > 0) own[i] = (own[i] as number) - unknown * dtS;
  }
}

/** Of what was never known the sum is 0 and the ends are infinite: it changes nothing. */
function mergeAll({ sum, min, max, known }: Sums, finer: Sums): void {
  known.merge(finer.known);
  for (let row = 0; row < sum.length; row++) {
    const low = finer.min[row] as number;
    const high = finer.max[row] as number;
    sum[row] = (sum[row] as number) + (finer.sum[row] as number);
    if (low < (min[row] as number)) min[row] = low;
    if (high > (max[row] as number)) max[row] = high;
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
