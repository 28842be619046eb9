// Growth of a counter over the seconds whose growth was known.
import { type Fold, NOTHING } from './fold.ts';
import { createKnown, type Known } from './known.ts';

export function createGrowthFold(rows: number): Fold {
  const growth = new Float64Array(rows);
  const known = createKnown(rows);
  const fold: Fold = {
    add(values, dtS, rowOf) {
      if (rowOf) addByRow(growth, known, values as Float64Array, dtS, rowOf);
      else addAll(growth, known, values as Float64Array, dtS);
    },
    merge(finer) {
      for (let row = 0; row < rows; row++) fold.load(row, finer.cell(row));
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
