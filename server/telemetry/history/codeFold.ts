// One value a row: every bit of a mask that was set, or the value at the end.
import type { Metric } from '../../contract/metric.ts';
import { NO_CODE } from '../../contract/noValue.ts';
import { noValueOf } from '../../contract/tick.ts';
import type { Fold } from './fold.ts';

type Values = Float32Array | Int32Array | Uint16Array;

interface CodeFold extends Fold {
  readonly values: Values;
  merge(finer: CodeFold): void;
}

export function createMaskFold(rows: number): CodeFold {
  const bits = new Uint16Array(rows).fill(NO_CODE);
  const join = (row: number, value: number): void => {
    const before = bits[row] as number;
    bits[row] = before === NO_CODE ? value : before | value;
  };
  return {
    add(values, _dtS, rowOf) {
      if (!rowOf) return joinAll(bits, values as Uint16Array);
      for (let i = 0; i < values.length; i++) {
        const value = values[i] as number;
        const row = rowOf[i] as number;
        if (value !== NO_CODE && row >= 0) join(row, value);
      }
    },
    addFour(steps) {
      for (const values of steps) joinAll(bits, values as Uint16Array);
    },
    merge({ values }) {
      joinAll(bits, values as Uint16Array);
    },
    ...oneValue(bits, NO_CODE, join),
  };
}

/** For every GPU: without a call each. */
function joinAll(bits: Uint16Array, values: Uint16Array): void {
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (value === NO_CODE) continue;
    const before = bits[row] as number;
    bits[row] = before === NO_CODE ? value : before | value;
  }
}

export function createLastFold({ kind }: Metric, rows: number): CodeFold {
  const none = noValueOf(kind);
  const last = lastValues(kind, rows).fill(none);
  return {
    add(values, _dtS, rowOf) {
      if (!rowOf) return last.set(values);
      for (let i = 0; i < values.length; i++) {
        const row = rowOf[i] as number;
        if (row >= 0) last[row] = values[i] as number;
      }
    },
    addFour([, , , newest]) {
      last.set(newest);
    },
    merge({ values }) {
      for (let row = 0; row < rows; row++) {
        const value = values[row] as number;
        if (value !== none && !Number.isNaN(value)) last[row] = value;
      }
    },
    ...oneValue(last, none, (row, value) => {
      last[row] = value;
    }),
  };
}

function lastValues(kind: Metric['kind'], rows: number): Values {
  if (kind === 'gauge') return new Float32Array(rows);
  return kind === 'id' ? new Int32Array(rows) : new Uint16Array(rows);
}

function oneValue(
  values: Values,
  none: number,
  join: (row: number, value: number) => void,
): Omit<CodeFold, 'add' | 'addFour' | 'merge'> {
  const known = (row: number): number => {
    const value = values[row] as number;
    return value === none ? Number.NaN : value;
  };
  const cell: Fold['cell'] = (row) => {
    const value = known(row);
    return { value, min: value, max: value, knownS: 0 };
  };
  return {
    values,
    load(row, { value }) {
      if (!Number.isNaN(value)) join(row, value);
    },
    cell,
    fill(_says, into, at, from, count) {
      for (let i = 0; i < count; i++) into[at + i] = known(from + i);
    },
    clear() {
      values.fill(none);
    },
  };
}
