// Roll-up over places: every dictionary row with origin "rolledUp" follows from the row alone.
import { type Column, METRIC_IDS, type MetricId, metricOf } from '../contract/metrics.ts';
import type { PlaceKind, Places } from '../contract/place.ts';
import { noValueOf } from '../contract/tick.ts';
import { GATHERS, type Gather, type Gathering } from './gather.ts';

export interface RollUps {
  /** Fills every rolled-up column from the column that it is rolled up from. */
  apply(columns: { readonly [M in MetricId]?: Column }): void;
  /** Share of the parts that were known at the last `apply`, 0 to 1; undefined for other metrics. */
  coverage(metric: MetricId): Float32Array | undefined;
}

interface RollUpStep extends Gathering {
  readonly metric: MetricId;
  readonly from: MetricId;
  readonly gather: Gather;
}

export function createRollUps(places: Places): RollUps {
  const steps = METRIC_IDS.filter((id) => metricOf(id).origin === 'rolledUp').map((id) =>
    planStep(id, places),
  );
  const coverages = new Map(steps.map(({ metric, coverage }) => [metric, coverage]));
  return {
    apply(columns) {
      for (const step of steps) {
        const parts = columns[step.from];
        const whole = columns[step.metric];
        if (parts && whole) step.gather(step, parts, whole);
      }
    },
    coverage: (metric) => coverages.get(metric),
  };
}

function planStep(metric: MetricId, places: Places): RollUpStep {
  const row = metricOf(metric);
  const from = row.from as MetricId;
  const parts = metricOf(from);
  const scope = row.scope as PlaceKind;
  const gather = GATHERS[row.code === undefined ? row.rollUp : 'countBy'];
  if (!gather) throw new Error(`metric ${metric}: roll-up "${row.rollUp}" makes no one value`);
  return {
    metric,
    from,
    gather,
    bounds: boundsOf(places, parts.scope as PlaceKind, scope),
    coverage: new Float32Array(places.count(scope)),
    unknown: noValueOf(parts.kind),
    none: noValueOf(row.kind),
    code: row.code ?? -1,
  };
}

/** The parts of a place lie side by side, so that the end of each place's block says it all. */
export function boundsOf(places: Places, parts: PlaceKind, whole: PlaceKind): Int32Array {
  const bounds = new Int32Array(places.count(whole) + 1);
  if (places.count(parts) === 0) return bounds;
  for (let i = 0; i < places.count(whole); i++) {
    bounds[i + 1] = places.within(parts, whole, i).to;
  }
  return bounds;
}
