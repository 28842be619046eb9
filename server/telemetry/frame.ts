// The live frame: the newest tick, copied, with room for what telemetry concludes from it.
import {
  type Column,
  isReadMetric,
  METRIC_IDS,
  type MetricId,
  metricOf,
} from '../contract/metrics.ts';
import type { Places } from '../contract/place.ts';
import type { Source } from '../contract/source.ts';
import {
  clearColumns,
  layoutColumns,
  noValueOf,
  TICK_METRIC_IDS,
  type Tick,
  viewColumns,
} from '../contract/tick.ts';
import type { FrameColumns, StoredMetricId } from './columns.ts';
import { createReadCache } from './readCache.ts';
import type { RollUps } from './rollUp.ts';
import type { LiveFrame } from './telemetry.ts';

export interface FrameStore {
  readonly frame: LiveFrame;
  /** Columns of a tick to work on: of the newest the frame's own, filled with a copy; of the past the tick's, borrowed. */
  take(tick: Tick): FrameColumns;
  /** The frame is whole: the next number, this time. */
  publish(timeMs: number): void;
}

const STORED_IDS = METRIC_IDS.filter((id) => !isReadMetric(id));
const CONCLUDED_IDS = STORED_IDS.filter((id) => metricOf(id).origin !== 'source');

export function createFrameStore(
  places: Places,
  jobSlots: number,
  rollUps: RollUps,
  derive: Source['derive'],
): FrameStore {
  const columns = freshColumns<StoredMetricId>(STORED_IDS, places, jobSlots);
  // What is concluded from a tick of the past has columns of its own: the frame shows the newest only.
  const past: { [M in MetricId]?: Column } = freshColumns(CONCLUDED_IDS, places, jobSlots);
  let seq = 0;
  let timeMs = 0;
  const reads = createReadCache(places, derive);
  const frame: LiveFrame = {
    get seq() {
      return seq;
    },
    get timeMs() {
      return timeMs;
    },
    columns,
    value(metric, index) {
      if (isReadMetric(metric)) return reads.value(frame, metric, index);
      return columns[metric as StoredMetricId][index] ?? noValueOf(metricOf(metric).kind);
    },
    coverage(metric, index) {
      const coverage = rollUps.coverage(metric);
      return coverage ? (coverage[index] ?? 0) : 1;
    },
  };
  return {
    frame,
    take(tick) {
      if (!tick.newest) return Object.assign(past, tick.columns) as FrameColumns;
      for (const id of TICK_METRIC_IDS) columns[id].set(tick.columns[id]);
      return columns;
    },
    publish(atMs) {
      seq++;
      timeMs = atMs;
    },
  };
}

function freshColumns<M extends MetricId>(
  ids: readonly MetricId[],
  places: Places,
  jobSlots: number,
) {
  const layout = layoutColumns(ids, places, jobSlots);
  const buffer = new ArrayBuffer(layout.byteLength);
  clearColumns(layout, buffer);
  return { ...viewColumns<M>(layout, buffer) };
}
