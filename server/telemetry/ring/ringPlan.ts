// What the ring keeps on a site, for how long, in which type, and whether that fits.
import { METRIC_IDS, type MetricId, metricOf } from '../../contract/metrics.ts';
import type { Places } from '../../contract/place.ts';
import type { Site } from '../../contract/site.ts';
import { columnLength } from '../../contract/tick.ts';

/** The ring takes at most this much on any site. */
export const RING_LIMIT_BYTES = 400e6;

/** int16: gauge = code * step; code: Uint16 as it is; float32: as it is. */
type RingStorage =
  | { readonly as: 'int16'; readonly step: number }
  | { readonly as: 'code' }
  | { readonly as: 'float32' };

export interface RingColumnPlan {
  readonly metric: MetricId;
  readonly seconds: number;
  readonly places: number;
  readonly storage: RingStorage;
}

const BYTES: Record<RingStorage['as'], number> = { int16: 2, code: 2, float32: 4 };

/** Throws one sentence that names the field when the ring does not fit or names a metric that has no place in it. */
export function planRing(
  site: Pick<Site, 'id' | 'ring' | 'jobSlots'>,
  places: Places,
): readonly RingColumnPlan[] {
  checkGpuMetrics(site);
  const { seconds, gpuSeconds, gpuMetrics } = site.ring;
  const columns = METRIC_IDS.filter((id) => metricOf(id).ring)
    .filter((id) => metricOf(id).scope !== 'gpu' || gpuMetrics === 'all' || gpuMetrics.includes(id))
    .map((metric) => ({
      metric,
      seconds: metricOf(metric).scope === 'gpu' ? gpuSeconds : seconds,
      places: columnLength(metricOf(metric).scope, places, site.jobSlots),
      storage: storageOf(metric),
    }));
  const bytes = ringBytes(columns);
  if (bytes > RING_LIMIT_BYTES) {
    throw new Error(
      `site ${site.id}: the ring would take ${Math.ceil(bytes / 1e6)} MB, above ${RING_LIMIT_BYTES / 1e6} MB; lower ring.seconds (${seconds}), ring.gpuSeconds (${gpuSeconds}) or the number of ring.gpuMetrics`,
    );
  }
  return columns;
}

export function ringBytes(columns: readonly RingColumnPlan[]): number {
  return columns.reduce(
    (sum, { seconds, places, storage }) => sum + seconds * places * BYTES[storage.as],
    0,
  );
}

function checkGpuMetrics({ id, ring }: Pick<Site, 'id' | 'ring'>): void {
  if (ring.gpuMetrics === 'all') return;
  const kept = METRIC_IDS.filter((m) => metricOf(m).scope === 'gpu' && metricOf(m).ring);
  for (const name of ring.gpuMetrics) {
    if (kept.some((metric) => metric === name)) continue;
    throw new Error(
      `site ${id}: ring.gpuMetrics names "${name}"; the ring can keep ${kept.join(', ')}`,
    );
  }
}

function storageOf(metric: MetricId): RingStorage {
  const { kind, storageStep } = metricOf(metric);
  if (kind === 'state' || kind === 'mask') return { as: 'code' };
  if (kind !== 'gauge') {
    throw new Error(`metric ${metric}: a ${kind} has no place in the ring`);
  }
  return storageStep === undefined ? { as: 'float32' } : { as: 'int16', step: storageStep };
}
