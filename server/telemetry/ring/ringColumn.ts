// One metric in the ring: tick-major rows over one typed array, full of "not known" from the start.
import type { Column } from '../../contract/metrics.ts';
import { NO_CODE, NO_INT16, NO_VALUE } from '../../contract/noValue.ts';
import type { RingColumnPlan } from './ringPlan.ts';

const TOP_INT16 = 32_767;

export interface RingColumn {
  readonly plan: RingColumnPlan;
  /** Keeps the values of a second, each within half a storage step. */
  write(second: number, values: Column): void;
  /** Marks a second as not known. */
  clear(second: number): void;
  /** Value of a place in a second that the ring still holds: NaN where not known. */
  read(second: number, place: number): number;
}

export function createRingColumn(plan: RingColumnPlan): RingColumn {
  const { seconds, places, storage } = plan;
  const none = storage.as === 'int16' ? NO_INT16 : storage.as === 'code' ? NO_CODE : NO_VALUE;
  const rows = arrayFor(storage.as, seconds * places).fill(none);
  const begin = (second: number): number => (second % seconds) * places;
  const step = storage.as === 'int16' ? storage.step : 1;
  return {
    plan,
    write(second, values) {
      if (rows instanceof Int16Array) quantiseRow(values, rows, begin(second), 1 / step);
      else rows.set(values, begin(second));
    },
    clear(second) {
      rows.fill(none, begin(second), begin(second) + places);
    },
    read(second, place) {
      const code = rows[begin(second) + place] as number;
      return code === none ? NO_VALUE : code * step;
    },
  };
}

function arrayFor(
  as: RingColumnPlan['storage']['as'],
  length: number,
): Int16Array | Uint16Array | Float32Array {
  if (as === 'int16') return new Int16Array(length);
  return as === 'code' ? new Uint16Array(length) : new Float32Array(length);
}

/** Rounds half away from zero: `| 0` after adding a half is many times faster than Math.round. */
function quantiseRow(values: Column, rows: Int16Array, begin: number, scale: number): void {
  for (let i = 0; i < values.length; i++) {
    const code = (values[i] as number) * scale;
    // NaN fails both comparisons and lands on "not known".
    rows[begin + i] =
      code >= 0
        ? code < TOP_INT16
          ? (code + 0.5) | 0
          : TOP_INT16
        : code < 0
          ? code > -TOP_INT16
            ? (code - 0.5) | 0
            : -TOP_INT16
          : NO_INT16;
  }
}
