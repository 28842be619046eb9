// A table as the page reads it: value i of a metric over the site, NaN where it is not known.
import type { Frame } from '../../server/contract/frame.ts';
import type { MetricId } from '../../server/contract/metrics.ts';
import {
  isUnknown,
  type TableSlice,
  unpackRows,
  unpackTable,
} from '../../server/contract/table.ts';

export interface Table {
  readonly seq: number;
  readonly timeMs: number;
  /** `index` counts within the metric's scope over the whole site. */
  value(metric: MetricId, index: number): number;
  has(metric: MetricId): boolean;
}

/** The jobs that run now, a row each, in the order of their slots. */
export interface JobRows {
  readonly count: number;
  value(metric: MetricId, row: number): number;
}

/** Throws when the payload is not what the slices announce. */
export function readTable(frame: Frame, slices: readonly TableSlice[]): Table {
  const columns = unpackTable(slices, frame.payload);
  const starts = new Map(slices.map(({ metric, from }) => [metric, from]));
  return {
    seq: frame.seq,
    timeMs: frame.timeMs,
    has: (metric) => columns.has(metric),
    value(metric, index) {
      const value = columns.get(metric)?.[index - (starts.get(metric) ?? 0)];
      return value === undefined || isUnknown(metric, value) ? Number.NaN : value;
    },
  };
}

/** Throws when the payload is not what the slices announce. */
export function readJobRows(frame: Frame, slices: readonly TableSlice[]): JobRows {
  const columns = unpackRows(slices, frame.payload);
  return {
    count: columns.get('jobId')?.length ?? 0,
    value(metric, row) {
      const value = columns.get(metric)?.[row];
      return value === undefined || isUnknown(metric, value) ? Number.NaN : value;
    },
  };
}
