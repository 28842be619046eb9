// The ring: every second of the last minutes in memory, flat from the start; a missing second is a gap.
import type { MetricId } from '../../contract/metrics.ts';
import type { FrameColumns, StoredMetricId } from '../columns.ts';
import { createRingColumn, type RingColumn } from './ringColumn.ts';
import type { RingColumnPlan } from './ringPlan.ts';

export interface Ring {
  /** Keeps a step of one second. */
  append(timeMs: number, columns: FrameColumns): void;
  column(metric: MetricId): RingColumn | undefined;
  /** Seconds since the epoch: the newest that was kept and the first since the ring began; NaN before. */
  readonly newestS: number;
  readonly firstS: number;
}

export function createRing(plans: readonly RingColumnPlan[]): Ring {
  const kept = plans.map(createRingColumn);
  const byMetric = new Map<MetricId, RingColumn>(
    kept.map((column) => [column.plan.metric, column]),
  );
  let newestS = Number.NaN;
  let firstS = Number.NaN;

  /** Seconds after `fromS` and before `toS`, if any, were missed. */
  function clearBetween(fromS: number, toS: number): void {
    for (const column of kept) {
      const oldestS = Math.max(fromS + 1, toS - column.plan.seconds);
      for (let second = oldestS; second < toS; second++) column.clear(second);
    }
  }

  return {
    append(timeMs, columns) {
      const second = Math.round(timeMs / 1000);
      // Where the clock of the site went back, what was kept belongs to another time.
      if (second > newestS) clearBetween(newestS, second);
      else firstS = second;
      for (const column of kept)
        column.write(second, columns[column.plan.metric as StoredMetricId]);
      newestS = second;
    },
    column: (metric) => byMetric.get(metric),
    get newestS() {
      return newestS;
    },
    get firstS() {
      return firstS;
    },
  };
}
