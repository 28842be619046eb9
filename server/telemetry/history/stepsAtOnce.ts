// Steps of a kind with thousands of places wait until four can be folded at once, with a quarter of the memory traffic.
import type { Column } from '../../contract/metrics.ts';
import type { FrameColumns, StoredMetricId } from '../columns.ts';
import type { Bucket } from './bucket.ts';
import type { Four } from './fold.ts';
import type { Growth } from './growth.ts';
import type { StepHead } from './levels.ts';

export interface StepsAtOnce {
  /** A step of the bucket that is open. Its columns must stand as they are while it is held. */
  add(bucket: Bucket, head: StepHead, columns: FrameColumns): void;
  /** Folds those that wait: before anybody reads a bucket or what the counters read last. */
  settle(): void;
  holds(columns: FrameColumns): boolean;
}

const AT_ONCE = 4;

export function createStepsAtOnce(metrics: readonly StoredMetricId[], growth: Growth): StepsAtOnce {
  let waiting: FrameColumns[] = [];
  let of: Bucket | undefined;
  let stepS = 0;

  function addOne(bucket: Bucket, columns: FrameColumns): void {
    growth.read(columns);
    for (const metric of metrics) {
      bucket.add(metric, growth.of(metric) ?? columns[metric], stepS, undefined);
    }
  }

  function settle(): void {
    const [steps, bucket] = [waiting, of];
    waiting = [];
    of = undefined;
    if (!bucket) return;
    if (steps.length < AT_ONCE) for (const columns of steps) addOne(bucket, columns);
    else {
      for (const metric of metrics) {
        const four = steps.map((columns) => columns[metric]) as readonly Column[];
        bucket.addFour(metric, four as Four<Column>, stepS, growth.before(metric));
      }
    }
  }

  return {
    add(bucket, head, columns) {
      if (bucket !== of || head.dtS !== stepS || !growth.follows(head)) settle();
      growth.begin(head);
      of = bucket;
      stepS = head.dtS;
      bucket.cover(stepS);
      if (waiting.push(columns) === AT_ONCE) settle();
    },
    settle,
    holds: (columns) => waiting.includes(columns),
  };
}
