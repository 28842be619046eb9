// Where the columns of a step lie in a shared slot: the same plan in the thread that copies and the one that writes.
import type { MetricKind } from '../../contract/metric.ts';
import type { MetricId } from '../../contract/metrics.ts';
import { metricOf } from '../../contract/metrics.ts';
import type { Places } from '../../contract/place.ts';
import type { Site } from '../../contract/site.ts';
import { type ColumnLayout, layoutColumns, noValueOf, viewColumns } from '../../contract/tick.ts';
import type { FrameColumns, StoredMetricId } from '../columns.ts';
import type { RecordedStep } from './history.ts';
import type { Tier, TierScope } from './tiers.ts';

/** The slot of a job that holds no job says so by its id. */
const JOB_KEY: StoredMetricId = 'jobId';

export interface StepLayout {
  readonly columns: ColumnLayout;
  /** The scopes of the tiers, in their order; a step carries a bit for each scope that it knows something of. */
  readonly scopes: readonly TierScope[];
  /** What is copied of each scope. */
  readonly byScope: readonly ScopeColumns[];
}

interface ScopeColumns {
  readonly scope: TierScope;
  readonly columns: readonly { readonly id: StoredMetricId; readonly kind: MetricKind }[];
}

export function layoutSteps(
  tiers: readonly Tier[],
  places: Places,
  { jobSlots }: Pick<Site, 'jobSlots'>,
): StepLayout {
  const metrics = new Set<MetricId>(tiers.flatMap(({ columns }) => columns.map((c) => c.metric)));
  if (tiers.some(({ scope }) => scope === 'job')) metrics.add(JOB_KEY);
  const columns = layoutColumns([...metrics], places, jobSlots);
  const scopes = [...new Set(tiers.map(({ scope }) => scope))];
  const byScope = scopes.map((scope) => ({
    scope,
    columns: columns.slots
      .filter(({ id }) => metricOf(id).scope === scope)
      .map(({ id, kind }) => ({ id: id as StoredMetricId, kind })),
  }));
  return { columns, scopes, byScope };
}

/**
 * Copies a step into a slot; a column that it lacks becomes "not known". Returns the bits of the scopes it carries: of the
 * others nobody reads the slot, and a month without GPUs need not fill their columns at every step.
 */
export function copyStep(
  { byScope }: StepLayout,
  { columns: from, gpus }: Pick<RecordedStep, 'columns' | 'gpus'>,
  into: FrameColumns,
): number {
  let carried = 0;
  for (const [bit, { scope, columns }] of byScope.entries()) {
    if (scope === 'gpu' && gpus === 'without') continue;
    if (!columns.some(({ id }) => from[id])) continue;
    carried |= 1 << bit;
    for (const { id, kind } of columns) {
      const source = from[id];
      if (source) into[id].set(source);
      else into[id].fill(noValueOf(kind));
    }
  }
  return carried;
}

export function viewSlot({ columns }: StepLayout, buffer: ArrayBufferLike): FrameColumns {
  return viewColumns<StoredMetricId>(columns, buffer) as FrameColumns;
}
