// Metrics that the source computes when asked: a rack's worth at a time, at most once a frame.
import { metricOf, type ReadMetricId } from '../contract/metrics.ts';
import type { PlaceKind, Places } from '../contract/place.ts';
import type { Source } from '../contract/source.ts';
import { noValueOf } from '../contract/tick.ts';
import type { LiveFrame } from './telemetry.ts';

export interface ReadCache {
  value(frame: LiveFrame, metric: ReadMetricId, index: number): number;
}

interface CachedMetric {
  readonly values: Float32Array;
  /** Places that are computed together. */
  readonly blockSize: number;
  /** Frame for which each block was computed; 0 for none. */
  readonly blockSeq: Float64Array;
  readonly noValue: number;
}

export function createReadCache(places: Places, derive: Source['derive']): ReadCache {
  const cached = new Map<ReadMetricId, CachedMetric>();

  function cacheOf(metric: ReadMetricId): CachedMetric {
    const known = cached.get(metric);
    if (known) return known;
    const { scope, kind } = metricOf(metric);
    const count = scope === 'job' ? 0 : places.count(scope);
    const blockSize = Math.max(1, Math.ceil(count / places.count('rack' satisfies PlaceKind)));
    const made = {
      values: new Float32Array(count),
      blockSize,
      blockSeq: new Float64Array(Math.ceil(count / blockSize)),
      noValue: noValueOf(kind),
    };
    cached.set(metric, made);
    return made;
  }

  return {
    value(frame, metric, index) {
      const { values, blockSize, blockSeq, noValue } = cacheOf(metric);
      if (!derive || frame.seq === 0 || !(index >= 0 && index < values.length)) return noValue;
      const block = Math.floor(index / blockSize);
      if (blockSeq[block] !== frame.seq) {
        const from = block * blockSize;
        const to = Math.min(from + blockSize, values.length);
        derive(frame, metric, from, to, values.subarray(from, to));
        blockSeq[block] = frame.seq;
      }
      const value = values[index] as number;
      return Number.isNaN(value) ? noValue : value;
    },
  };
}
