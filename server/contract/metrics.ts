// The dictionary: every metric of the product. A new metric is one row here and the line that fills it.
import type { HardwareLimit, Metric, MetricKind } from './metric.ts';
import { ACCOUNT_METRICS } from './metrics/account.ts';
import { COOLING_METRICS } from './metrics/cooling.ts';
import { FAILURE_METRICS } from './metrics/failure.ts';
import { GPU_METRICS } from './metrics/gpu.ts';
import { GRID_METRICS } from './metrics/grid.ts';
import { JOB_METRICS } from './metrics/job.ts';
import { POWER_METRICS } from './metrics/power.ts';
import { RACK_METRICS } from './metrics/rack.ts';
import { REDUNDANCY_METRICS } from './metrics/redundancy.ts';
import { SITE_METRICS } from './metrics/site.ts';

export const METRICS = {
  ...SITE_METRICS,
  ...GRID_METRICS,
  ...ACCOUNT_METRICS,
  ...POWER_METRICS,
  ...COOLING_METRICS,
  ...FAILURE_METRICS,
  ...REDUNDANCY_METRICS,
  ...RACK_METRICS,
  ...GPU_METRICS,
  ...JOB_METRICS,
} as const satisfies Record<string, Metric>;

type Metrics = typeof METRICS;
export type MetricId = keyof Metrics;

/** Filled by the source in every tick. */
export type TickMetricId = {
  [M in MetricId]: Metrics[M] extends { origin: 'source'; onRead: true }
    ? never
    : Metrics[M] extends { origin: 'source' }
      ? M
      : never;
}[MetricId];
/** Computed by the source for whoever asks. */
export type ReadMetricId = {
  [M in MetricId]: Metrics[M] extends { onRead: true } ? M : never;
}[MetricId];

export const METRIC_IDS = Object.keys(METRICS) as MetricId[];

/** The row of a metric, widened to the general shape. */
export function metricOf(id: MetricId): Metric {
  return METRICS[id];
}

export function isMetricId(id: string): id is MetricId {
  return Object.hasOwn(METRICS, id);
}

export function isTickMetric(id: MetricId): id is TickMetricId {
  const metric = metricOf(id);
  return metric.origin === 'source' && !metric.onRead;
}

export function isReadMetric(id: MetricId): id is ReadMetricId {
  return metricOf(id).onRead === true;
}

/** The array type that holds a kind of metric in memory. */
interface ColumnByKind {
  gauge: Float32Array;
  counter: Float64Array;
  state: Uint16Array;
  mask: Uint16Array;
  id: Int32Array;
}
export type Column = ColumnByKind[MetricKind];
export type ColumnOf<M extends MetricId> = ColumnByKind[Metrics[M]['kind']];

/** Lowest and highest value that a plane can carry, or undefined for a metric that is no plane. */
export function rangeOf(
  id: MetricId,
  limits: Readonly<Record<HardwareLimit, number>>,
): readonly [number, number] | undefined {
  const range = metricOf(id).range;
  if (!range) return undefined;
  const [low, high] = range;
  return [low, typeof high === 'number' ? high : limits[high]];
}
