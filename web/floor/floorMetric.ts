// What the floor can show, and which planes carry it.
import type { MetricId } from '../../server/contract/metrics.ts';

export const FLOOR_METRICS = ['power', 'margin', 'activity', 'job', 'health'] as const;
export type FloorMetric = (typeof FLOOR_METRICS)[number];

/** The plane of each metric, GPU by GPU and rack by rack; jobs are painted from their ranges. */
export const PLANES: Record<Exclude<FloorMetric, 'job'>, { gpus: MetricId; racks: MetricId }> = {
  power: { gpus: 'gpuPowerW', racks: 'rackPowerW' },
  margin: { gpus: 'gpuThermalMarginK', racks: 'rackThermalMarginMinK' },
  activity: { gpus: 'gpuSmActiveRatio', racks: 'rackSmActiveRatio' },
  health: { gpus: 'gpuHealth', racks: 'rackHealth' },
};

export function isFloorMetric(name: string): name is FloorMetric {
  return (FLOOR_METRICS as readonly string[]).includes(name);
}
