// A value as it crosses the edge: a number, the name of a state, an id; null when not known.
import { type MetricId, metricOf } from '../contract/metrics.ts';
import { STATES } from '../contract/state.ts';
import { isUnknown } from '../contract/table.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';

/** Id metrics whose number is the index of a GPU; those of all others are numbers of jobs. */
const GPU_INDEX: readonly MetricId[] = ['siteThermalMarginGpu'];

export function edgeValue(
  metric: MetricId,
  value: number,
  { ids }: Pick<Telemetry, 'ids'>,
): number | string | null {
  if (isUnknown(metric, value)) return null;
  const { kind, states } = metricOf(metric);
  if (kind === 'state' && states) return STATES[states][value] ?? null;
  if (kind !== 'id') return value;
  if (value < 0) return null;
  return GPU_INDEX.includes(metric) ? ids.idOf('gpu', value) : `J${value}`;
}

/** Values of one series; null where not known. */
export function knownNumbers(values: Float32Array): (number | null)[] {
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value));
}
