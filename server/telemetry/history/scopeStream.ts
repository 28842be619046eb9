// One kind of place in one stream: each step becomes rows of a second, and goes into the open minute and quarter-hour.
import { type Column, metricOf } from '../../contract/metrics.ts';
import { NO_CODE, NO_ID, NO_VALUE } from '../../contract/noValue.ts';
import type { FrameColumns, StoredMetricId } from '../columns.ts';
import type { Bucket } from './bucket.ts';
import { createGrowth, type Growth } from './growth.ts';
import { createJobRows, type JobRows } from './jobRows.ts';
import { createLevels, type ScopeTiers, type StepHead, type WriteRows } from './levels.ts';
import { createStepsAtOnce } from './stepsAtOnce.ts';
import type { CellFill } from './tableWriter.ts';
import type { Tier } from './tiers.ts';

export interface ScopeStream {
  readonly tiers: ScopeTiers;
  readonly minute: Bucket;
  readonly quarter: Bucket;
  /** With every step read that has come. */
  readonly growth: Growth;
  readonly jobs: JobRows | undefined;
  /** Steps up to here are in the buckets or on disk already. */
  keptToMs: number;
  /** Where places are many the columns must stand as they are while the stream holds them. */
  step(head: StepHead, columns: FrameColumns, write: WriteRows): void;
  holds(columns: FrameColumns): boolean;
  /** Lets go of the columns that it holds. */
  settle(): void;
  /** Writes what is open as it stands: at the end of a stream. */
  closeOpen(write: WriteRows): void;
  /** Writes the minute that only this thread knows; read back when the store is opened again. */
  saveOpenMinute(write: WriteRows): void;
  /** In the buckets, of a place by its number; below 0 of a job for which there is no room. */
  rowOf(place: number): number;
}

/** Of a coarse past: a step this long or shorter still makes rows of the finest tier. */
export const LONGEST_FINE_STEP_S = 60;
/** Of a past that is made up: only kinds with so few places have rows of the finest tier. */
const MADE_UP_SECOND_PLACES = 20;
/** From so many places on it pays to fold several steps at once. */
const MANY_PLACES = 1_000;

export function createScopeStream(tiers: ScopeTiers, manyPlaces = MANY_PLACES): ScopeStream {
  const metrics = [...new Set(tiers.minute.columns.map(({ metric }) => metric))];
  const jobs = tiers.scope === 'job' ? createJobRows(tiers.width) : undefined;
  const growth = createGrowth(metrics, tiers.width);
  const { second } = tiers;
  const many = tiers.width >= manyPlaces && !second && !jobs;
  const atOnce = createStepsAtOnce(metrics, growth);
  const levels = createLevels(tiers, metrics, jobs, atOnce.settle);

  function add(bucket: Bucket, dtS: number, valuesOf: ValuesOf, columns: FrameColumns): void {
    const rowOf = jobs?.rowsOf(columns.jobId);
    for (const metric of metrics) bucket.add(metric, valuesOf(metric), dtS, rowOf);
    bucket.cover(dtS);
  }

  const stream: ScopeStream = {
    tiers,
    minute: levels.minute,
    quarter: levels.quarter,
    get growth() {
      atOnce.settle();
      return growth;
    },
    jobs,
    keptToMs: Number.NEGATIVE_INFINITY,
    step(head, columns, write) {
      const { timeMs, dtS } = head;
      const kept = timeMs <= stream.keptToMs;
      if (kept) atOnce.settle();
      if (kept || !many) growth.step(head, columns, jobs ? columns.jobId : undefined);
      if (kept) return;
      const valuesOf: ValuesOf = (metric) => growth.of(metric) ?? columns[metric];
      const addTo = (bucket: Bucket): void => {
        if (many) atOnce.add(bucket, head, columns);
        else add(bucket, dtS, valuesOf, columns);
      };
      const recorded = head.origin === 'recorded';
      const fine = dtS <= LONGEST_FINE_STEP_S;
      if (second && fine && (recorded || tiers.width <= MADE_UP_SECOND_PLACES)) {
        write(second, timeMs, dtS, tiers.width, fillOfStep(second, valuesOf), undefined);
      }
      // Nobody keeps the minutes of a past that is made up: its steps are quarter-hours at once.
      if (recorded && fine) levels.addFine(head, addTo, write);
      else levels.addCoarse(head, addTo, write);
      stream.keptToMs = timeMs;
    },
    holds: atOnce.holds,
    settle: atOnce.settle,
    closeOpen: levels.closeOpen,
    saveOpenMinute(write) {
      // Where every second is a row of its own the minute is put together from them.
      if (!second) levels.saveMinute(write);
    },
    rowOf: (place) => (jobs ? jobs.rowFor(place) : place),
  };
  return stream;
}

type ValuesOf = (metric: StoredMetricId) => Column;

/** Codes and ids that say "not known" become NaN like every other value. */
function fillOfStep(tier: Tier, valuesOf: ValuesOf): CellFill {
  const sources = tier.columns.map(({ metric }) => ({
    values: valuesOf(metric),
    none: NONE[metricOf(metric).kind],
  }));
  return (column, into, at, from, count) => {
    const source = sources[column];
    if (!source) return;
    const { values, none } = source;
    for (let i = 0; i < count; i++) {
      const value = values[from + i] as number;
      into[at + i] = value === none ? NO_VALUE : value;
    }
  };
}

/** What says "not known" in the column of a step; growth of a counter is NaN then. */
const NONE = { gauge: NO_VALUE, counter: NO_VALUE, state: NO_CODE, mask: NO_CODE, id: NO_ID };
