// A row of numbers a second, of the newest seconds without a gap between them.
import type { RangeSeries } from '../telemetry.ts';

export interface SecondRows {
  /** The row of a second, to be filled. After a gap `isOwn` says whether it counts itself, or only those after it. */
  open(second: number, isOwn: boolean): Float64Array;
  clear(): void;
  /** Every second after this one and up to `newestS` is here; NaN of none. */
  readonly afterS: number;
  readonly newestS: number;
  /** The cells of a second: none of one that is not here. */
  cells(second: number, at: number, count: number): Float64Array;
}

const NO_CELLS = new Float64Array();

export function createSecondRows(seconds: number, width: number): SecondRows {
  const rows = new Float64Array(seconds * width);
  let [startS, newestS] = [Number.NaN, Number.NaN];
  const rowOf = (second: number): number => (second % seconds) * width;
  const afterS = (): number => Math.max(startS, newestS - seconds);
  return {
    open(second, isOwn) {
      if (second !== newestS + 1) startS = isOwn ? second - 1 : second;
      newestS = second;
      return rows.subarray(rowOf(second), rowOf(second) + width);
    },
    clear() {
      [startS, newestS] = [Number.NaN, Number.NaN];
    },
    get afterS() {
      return afterS();
    },
    get newestS() {
      return newestS;
    },
    cells(second, at, count) {
      if (!(second > afterS() && second <= newestS && at + count <= width)) return NO_CELLS;
      return rows.subarray(rowOf(second) + at, rowOf(second) + at + count);
    },
  };
}

/** The seconds of one cell, each a step by itself. */
export function secondsOf(
  rows: SecondRows,
  cell: number,
  place: number,
  timesMs: Float64Array,
): RangeSeries {
  const mean = timesMs.map((timeMs) => rows.cells(timeMs / 1_000, cell, 1)[0] ?? Number.NaN);
  const coverage = mean.map((value) => (Number.isNaN(value) ? 0 : 1));
  return { place, min: mean, mean, max: mean, coverage };
}
