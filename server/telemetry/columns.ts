// The columns of a second: what the source fills, and room for what telemetry concludes.
import type { ColumnOf, MetricId, ReadMetricId } from '../contract/metrics.ts';

/** Every metric but those that are computed when asked for. */
export type StoredMetricId = Exclude<MetricId, ReadMetricId>;
export type FrameColumns = { readonly [M in StoredMetricId]: ColumnOf<M> };
