// What the floor can show, and which planes carry it.
import type { MetricId } from '../../server/contract/metrics.ts';

export const FLOOR_METRICS = [
  'power',
  'margin',
  'temperature',
  'activity',
  'clock',
  'job',
  'tenant',
  'health',
] as const;
export type FloorMetric = (typeof FLOOR_METRICS)[number];
/** Painted from the ranges of jobs; the others have a plane. */
export type JobMetric = 'job' | 'tenant';

/** Beside a map that is one panel among others. */
export const SHORT_METRICS: readonly FloorMetric[] = [
  'power',
  'margin',
  'activity',
  'job',
  'health',
];

/** The plane of each metric, GPU by GPU and rack by rack; a rack has no clock of its own. */
export const PLANES: Record<
  Exclude<FloorMetric, JobMetric>,
  { gpus: MetricId; racks: MetricId }
> = {
  power: { gpus: 'gpuPowerW', racks: 'rackPowerW' },
  margin: { gpus: 'gpuThermalMarginK', racks: 'rackThermalMarginMinK' },
  temperature: { gpus: 'gpuTempC', racks: 'rackGpuTempMaxC' },
  clock: { gpus: 'gpuSmClockMHz', racks: 'rackSmActiveRatio' },
  activity: { gpus: 'gpuSmActiveRatio', racks: 'rackSmActiveRatio' },
  health: { gpus: 'gpuHealth', racks: 'rackHealth' },
};

export function isJobMetric(metric: FloorMetric): metric is JobMetric {
  return metric === 'job' || metric === 'tenant';
}

export function isFloorMetric(name: string): name is FloorMetric {
  return (FLOOR_METRICS as readonly string[]).includes(name);
}
