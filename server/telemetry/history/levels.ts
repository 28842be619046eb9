// Minute and quarter-hour of one kind of place: steps fill the minute, minutes fill the quarter, each is written as it ends.
import type { StoredMetricId } from '../columns.ts';
import { type Bucket, createBucket } from './bucket.ts';
import type { StepOrigin } from './history.ts';
import type { JobRows } from './jobRows.ts';
import type { CellFill } from './tableWriter.ts';
import type { Tier, TierScope } from './tiers.ts';

export interface StepHead {
  readonly timeMs: number;
  readonly dtS: number;
  readonly origin: StepOrigin;
}

/** Takes rows that are ready. */
export type WriteRows = (
  tier: Tier,
  timeMs: number,
  coverS: number,
  rows: number,
  fill: CellFill,
  places: Int32Array | undefined,
) => void;

export interface ScopeTiers {
  readonly scope: TierScope;
  /** How many values a column of this scope has. */
  readonly width: number;
  readonly second: Tier | undefined;
  readonly minute: Tier;
  /** Jobs have none: the ledger says what they used. */
  readonly quarter: Tier | undefined;
}

/** Adds a step to the bucket that it is given. */
type AddStep = (bucket: Bucket) => void;

export interface Levels {
  readonly minute: Bucket;
  readonly quarter: Bucket;
  /** A recorded step of at most a minute. */
  addFine(head: StepHead, add: AddStep, write: WriteRows): void;
  /** A longer step, or one of a past that is made up: it goes into the quarter-hour at once. */
  addCoarse(head: StepHead, add: AddStep, write: WriteRows): void;
  /** Writes what is open as it stands. */
  closeOpen(write: WriteRows): void;
  /** Writes the open minute, and keeps it open. */
  saveMinute(write: WriteRows): void;
}

const MINUTE_S = 60;
const QUARTER_S = 900;

export function createLevels(
  tiers: ScopeTiers,
  metrics: readonly StoredMetricId[],
  jobs: JobRows | undefined,
  settle: () => void,
): Levels {
  const rows = jobs?.capacity ?? tiers.width;
  const minute = createBucket(MINUTE_S, metrics, rows, settle);
  const quarter = createBucket(QUARTER_S, metrics, tiers.quarter ? rows : 0, settle);

  function writeBucket(tier: Tier, bucket: Bucket, write: WriteRows): void {
    const used = jobs ? jobs.used : tiers.width;
    write(tier, bucket.endMs, bucket.coverS, used, bucket.fillOf(tier), jobs?.places);
  }

  function saveMinute(write: WriteRows): void {
    if (!Number.isNaN(minute.endMs)) writeBucket(tiers.minute, minute, write);
  }

  function closeMinute(write: WriteRows): void {
    if (Number.isNaN(minute.endMs)) return;
    saveMinute(write);
    if (tiers.quarter) {
      openQuarter(minute.endMs, write);
      quarter.merge(minute);
      if (minute.endMs === quarter.endMs) closeQuarter(write);
    }
    minute.clear();
    jobs?.clear();
  }

  function openQuarter(timeMs: number, write: WriteRows): void {
    if (timeMs > quarter.endMs) closeQuarter(write);
    if (Number.isNaN(quarter.endMs)) quarter.open(timeMs);
  }

  function closeQuarter(write: WriteRows): void {
    if (tiers.quarter && !Number.isNaN(quarter.endMs)) writeBucket(tiers.quarter, quarter, write);
    quarter.clear();
  }

  return {
    minute,
    quarter,
    addFine(head, add, write) {
      if (head.timeMs > minute.endMs) closeMinute(write);
      // The day of a quarter-hour that nobody finished may be sealed soon: it is written at once.
      if (head.timeMs > quarter.endMs) closeQuarter(write);
      if (Number.isNaN(minute.endMs)) minute.open(head.timeMs);
      add(minute);
      if (head.timeMs === minute.endMs) closeMinute(write);
    },
    addCoarse({ timeMs }, add, write) {
      closeMinute(write);
      if (!tiers.quarter) return;
      openQuarter(timeMs, write);
      add(quarter);
      if (timeMs === quarter.endMs) closeQuarter(write);
    },
    closeOpen(write) {
      closeMinute(write);
      closeQuarter(write);
    },
    saveMinute,
  };
}
