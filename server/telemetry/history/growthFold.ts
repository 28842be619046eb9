// Growth of a counter over the seconds whose growth was known.
import { type Fold, type Four, NOTHING } from './fold.ts';
import { createKnown, type Known } from './known.ts';

interface GrowthFold extends Fold {
  readonly growth: Float64Array;
  readonly known: Known;
  merge(finer: GrowthFold): void;
}

export function createGrowthFold(rows: number): GrowthFold {
  const growth = new Float64Array(rows);
  const known = createKnown(rows);
  const fold: GrowthFold = {
    growth,
    known,
    add(values, dtS, rowOf) {
      if (rowOf) addByRow(growth, known, values as Float64Array, dtS, rowOf);
      else addAll(growth, known, values as Float64Array, dtS);
    },
    addFour(steps, dtS, before) {
      if (before) addFour(growth, known, steps as Four<Float64Array>, dtS, before);
    },
    merge(finer) {
      known.merge(finer.known);
      for (let row = 0; row < rows; row++) {
        growth[row] = (growth[row] as number) + (finer.growth[row] as number);
      }
    },
    load(row, { value, knownS }) {
      if (!(knownS > 0)) return;
      growth[row] = (growth[row] as number) + value;
      known.add(row, knownS);
    },
    cell(row) {
      const knownS = known.of(row);
      const value = growth[row] as number;
      return knownS === 0 ? NOTHING : { value, min: value, max: value, knownS };
    },
    fill(says, into, at, from, count) {
      for (let i = 0; i < count; i++) {
        const knownS = known.of(from + i);
        const value = knownS === 0 ? Number.NaN : (growth[from + i] as number);
        into[at + i] = says === 'knownS' ? knownS : value;
      }
    },
    clear() {
      growth.fill(0);
      known.clear();
    },
  };
  return fold;
}

function addAll(growth: Float64Array, known: Known, values: Float64Array, dtS: number): void {
  const { own } = known;
  known.all(dtS);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (Number.isNaN(value)) own[i] = (own[i] as number) - dtS;
    else growth[i] = (growth[i] as number) + value;
  }
}

/** Growth of each step as in growth.ts: what runs backwards, and NaN, fails the comparison. */
function addFour(
  growth: Float64Array,
  { all, own }: Known,
  [first, second, third, fourth]: Four<Float64Array>,
  dtS: number,
  before: Float64Array,
): void {
  all(4 * dtS);
  for (let i = 0; i < first.length; i++) {
    const a = first[i] as number;
    const b = second[i] as number;
    const c = third[i] as number;
    const d = fourth[i] as number;
    const toA = a - (before[i] as number);
    const toB = b - a;
    const toC = c - b;
    const toD = d - c;
    let total = growth[i] as number;
    let unknown = 0;
    if (toA >= 0) total += toA;
    else unknown++;
    if (toB >= 0) total += toB;
    else unknown++;
    if (toC >= 0) total += toC;
    else unknown++;
    if (toD >= 0) total += toD;
    else unknown++;
    growth[i] = total;
    before[i] = d;
    if (unknown > 0) own[i] = (own[i] as number) - unknown * dtS;
  }
}

function addByRow(
  growth: Float64Array,
  known: Known,
  values: Float64Array,
  dtS: number,
  rowOf: Int32Array,
): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    const row = rowOf[i] as number;
    if (row < 0 || Number.isNaN(value)) continue;
    growth[row] = (growth[row] as number) + value;
    known.add(row, dtS);
  }
}
