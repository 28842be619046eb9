// Where the columns of a step lie in a shared slot: the same plan in the thread that copies and the one that writes.
import type { MetricId } from '../../contract/metrics.ts';
import { metricOf } from '../../contract/metrics.ts';
import type { Places } from '../../contract/place.ts';
import type { Site } from '../../contract/site.ts';
import { type ColumnLayout, layoutColumns, noValueOf, viewColumns } from '../../contract/tick.ts';
import type { FrameColumns, StoredMetricId } from '../columns.ts';
import type { Tier, TierScope } from './tiers.ts';

/** The slot of a job that holds no job says so by its id. */
const JOB_KEY: StoredMetricId = 'jobId';

export interface StepLayout {
  readonly columns: ColumnLayout;
  /** The scopes of the tiers, in their order; a step carries a bit for each scope that it knows something of. */
  readonly scopes: readonly TierScope[];
}

export function layoutSteps(
  tiers: readonly Tier[],
  places: Places,
  { jobSlots }: Pick<Site, 'jobSlots'>,
): StepLayout {
  const metrics = new Set<MetricId>(tiers.flatMap(({ columns }) => columns.map((c) => c.metric)));
  if (tiers.some(({ scope }) => scope === 'job')) metrics.add(JOB_KEY);
  return {
    columns: layoutColumns([...metrics], places, jobSlots),
    scopes: [...new Set(tiers.map(({ scope }) => scope))],
  };
}

/**
 * Copies a step into a slot; a column that it lacks becomes "not known". Returns the bits of the scopes it carries: of the
 * others nobody reads the slot, and a month without GPUs need not fill their columns at every step.
 */
export function copyStep(
  { columns: { slots }, scopes }: StepLayout,
  from: Partial<FrameColumns>,
  into: FrameColumns,
): number {
  let carried = 0;
  for (const { id } of slots) {
    if (from[id as StoredMetricId]) carried |= 1 << scopes.indexOf(metricOf(id).scope);
  }
  for (const { id, kind } of slots) {
    const source = from[id as StoredMetricId];
    if (source) into[id as StoredMetricId].set(source);
    else if ((carried & (1 << scopes.indexOf(metricOf(id).scope))) !== 0) {
      into[id as StoredMetricId].fill(noValueOf(kind));
    }
  }
  return carried;
}

export function viewSlot({ columns }: StepLayout, buffer: ArrayBufferLike): FrameColumns {
  return viewColumns<StoredMetricId>(columns, buffer) as FrameColumns;
}
