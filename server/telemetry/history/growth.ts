// Growth of counters: what each has counted since the end of the step before; unknown across a gap or a new epoch.
import { type Column, metricOf } from '../../contract/metrics.ts';
import { NO_ID, NO_VALUE } from '../../contract/noValue.ts';
import type { FrameColumns, StoredMetricId } from '../columns.ts';

interface StepSpan {
  readonly timeMs: number;
  readonly dtS: number;
}

export interface Growth {
  /** Reads the counters at the end of a step. `holders`: a counter whose holder has changed begins anew. */
  step(head: StepSpan, columns: FrameColumns, holders: Int32Array | undefined): void;
  /** The step follows on the one before. */
  follows(head: StepSpan): boolean;
  /** A step whose counters are read later: by `read`, or by who folds several steps at once. */
  begin(head: StepSpan): void;
  read(columns: FrameColumns): void;
  /** What each counter read at the end of the last step that was read; whoever folds further steps brings it up to date. */
  before(metric: StoredMetricId): Float64Array | undefined;
  /** Growth over the last step, NaN where not known; undefined for what is no counter. */
  of(metric: StoredMetricId): Float64Array | undefined;
  /** What the counters read at the end of the last step, copied: for a start that goes on from there. */
  readings(): GrowthReadings;
  goOnFrom(readings: GrowthReadings): void;
}

export interface GrowthReadings {
  readonly endMs: number;
  readonly heldBy: Int32Array;
  readonly counters: Readonly<Partial<Record<StoredMetricId, Float64Array>>>;
}

interface Counter {
  readonly metric: StoredMetricId;
  readonly before: Float64Array;
  readonly growth: Float64Array;
}

export function createGrowth(metrics: readonly StoredMetricId[], width: number): Growth {
  const counters: readonly Counter[] = metrics
    .filter((metric) => metricOf(metric).kind === 'counter')
    .map((metric) => ({
      metric,
      before: new Float64Array(width).fill(NO_VALUE),
      growth: new Float64Array(width),
    }));
  const byMetric = new Map(counters.map((counter) => [counter.metric, counter]));
  const heldBy = new Int32Array(width).fill(NO_ID);
  let endMs = Number.NaN;

  function forgetChanged(holders: Int32Array): void {
    for (let i = 0; i < width; i++) {
      if (heldBy[i] === holders[i]) continue;
      heldBy[i] = holders[i] as number;
      for (const { before } of counters) before[i] = NO_VALUE;
    }
  }

  const follows = ({ timeMs, dtS }: StepSpan): boolean => timeMs - dtS * 1_000 === endMs;

  function begin(head: StepSpan): void {
    if (!follows(head)) for (const { before } of counters) before.fill(NO_VALUE);
    endMs = head.timeMs;
  }

  function read(columns: FrameColumns): void {
    for (const { metric, before, growth } of counters) readInto(columns[metric], before, growth);
  }

  return {
    step(head, columns, holders) {
      begin(head);
      if (holders) forgetChanged(holders);
      read(columns);
    },
    follows,
    begin,
    read,
    before: (metric) => byMetric.get(metric)?.before,
    of: (metric) => byMetric.get(metric)?.growth,
    readings: () => ({
      endMs,
      heldBy: heldBy.slice(),
      counters: Object.fromEntries(counters.map(({ metric, before }) => [metric, before.slice()])),
    }),
    goOnFrom(readings) {
      // Of a site with another number of slots nothing is known.
      if (readings.heldBy.length !== width) return;
      endMs = readings.endMs;
      heldBy.set(readings.heldBy);
      for (const { metric, before } of counters) {
        const read = readings.counters[metric];
        if (read) before.set(read);
      }
    },
  };
}

function readInto(readings: Column, before: Float64Array, growth: Float64Array): void {
  for (let i = 0; i < growth.length; i++) {
    const reading = readings[i] as number;
    const grown = reading - (before[i] as number);
    // A counter that runs backwards has begun a new epoch; NaN fails the comparison too.
    growth[i] = grown >= 0 ? grown : NO_VALUE;
    before[i] = reading;
  }
}
