// A bucket: the steps of one minute or quarter-hour of one kind of place, on their way to become rows.
import type { Metric } from '../../contract/metric.ts';
import { type Column, metricOf } from '../../contract/metrics.ts';
import type { StoredMetricId } from '../columns.ts';
import { createLastFold, createMaskFold } from './codeFold.ts';
import type { Fold, Four } from './fold.ts';
import { createGaugeFold } from './gaugeFold.ts';
import { createGrowthFold } from './growthFold.ts';
import type { CellFill } from './tableWriter.ts';
import type { Tier } from './tiers.ts';

export interface Bucket {
  /** END of the bucket that is open; NaN while there is none. */
  readonly endMs: number;
  /** Seconds that its steps covered, at most its length. */
  readonly coverS: number;
  /** The bucket that holds the step ending at timeMs becomes the open one. */
  open(timeMs: number): void;
  add(metric: StoredMetricId, values: Column, dtS: number, rowOf: Int32Array | undefined): void;
  /** Four steps at once; see `Fold.addFour`. */
  addFour(
    metric: StoredMetricId,
    steps: Four<Column>,
    dtS: number,
    before: Float64Array | undefined,
  ): void;
  cover(seconds: number): void;
  merge(finer: Bucket): void;
  fold(metric: StoredMetricId): Fold;
  /** How a tier reads the rows. */
  fillOf(tier: Tier): CellFill;
  clear(): void;
}

/** `settle` folds the steps that wait for others: called before anything is read or changed but by `add`. */
export function createBucket(
  stepS: number,
  metrics: readonly StoredMetricId[],
  rows: number,
  settle: () => void,
): Bucket {
  const folds = new Map(metrics.map((metric) => [metric, createFold(metricOf(metric), rows)]));
  const stepMs = stepS * 1_000;
  let endMs = Number.NaN;
  let coverS = 0;
  const foldOf = (metric: StoredMetricId): Fold => {
    const fold = folds.get(metric);
    if (!fold) throw new Error(`metric ${metric} is not in this bucket`);
    return fold;
  };
  const settled = (metric: StoredMetricId): Fold => {
    settle();
    return foldOf(metric);
  };
  return {
    get endMs() {
      return endMs;
    },
    get coverS() {
      return coverS;
    },
    open(timeMs) {
      endMs = Math.ceil(timeMs / stepMs) * stepMs;
    },
    add: (metric, values, dtS, rowOf) => foldOf(metric).add(values, dtS, rowOf),
    addFour: (metric, steps, dtS, before) => foldOf(metric).addFour(steps, dtS, before),
    cover(seconds) {
      coverS = Math.min(stepS, coverS + seconds);
    },
    merge(finer) {
      settle();
      for (const [metric, fold] of folds) fold.merge(finer.fold(metric));
      coverS = Math.min(stepS, coverS + finer.coverS);
    },
    fold: settled,
    fillOf(tier) {
      const read = tier.columns.map(({ metric, says }) => ({ fold: settled(metric), says }));
      return (column, into, at, from, count) => {
        const source = read[column];
        source?.fold.fill(source.says, into, at, from, count);
      };
    },
    clear() {
      settle();
      for (const fold of folds.values()) fold.clear();
      endMs = Number.NaN;
      coverS = 0;
    },
  };
}

function createFold(metric: Metric, rows: number): Fold {
  if (metric.kind === 'counter') return createGrowthFold(rows);
  if (metric.kind === 'mask') return createMaskFold(rows);
  if (metric.kind === 'gauge' && metric.overTime !== 'last') return createGaugeFold(rows);
  return createLastFold(metric, rows);
}
