// Counts of published, skipped and late ticks, and whether time runs on from one tick to the next.
import type { Tick } from '../contract/tick.ts';
import type { TelemetryCounts } from './telemetry.ts';

/** A tick handed over later than this is an overrun. */
const LATE_MS = 1_000;
/** Less than one missing second is no gap. */
const SLACK_MS = 500;

export interface Continuity {
  readonly counts: TelemetryCounts;
  /** Notes a tick; true when it begins where the one before it ended, or when its time was taken in before. */
  note(tick: Tick): boolean;
  /** END of the last tick; NaN before the first. After a restart it is set to what was saved. */
  lastMs: number;
}

export function createContinuity(speed: number): Continuity {
  const counts = { published: 0, skipped: 0, overrun: 0, gaps: 0, lateMs: Number.NaN };
  const continuity: Continuity = {
    counts,
    lastMs: Number.NaN,
    note({ timeMs, dtS, newest, lateMs }) {
      const missingMs = timeMs - dtS * 1000 - continuity.lastMs;
      // After a restart a source may step again through its last seconds.
      const again = timeMs <= continuity.lastMs;
      const continuous = again || Math.abs(missingMs) < SLACK_MS;
      if (!continuous && !Number.isNaN(continuity.lastMs)) counts.gaps++;
      if (!again) continuity.lastMs = timeMs;
      if (newest) {
        counts.published++;
        counts.lateMs = lateMs;
        if (lateMs > LATE_MS) counts.overrun++;
      } else if (counts.published > 0 && speed === 1) {
        counts.skipped++;
      }
      return continuous;
    },
  };
  return continuity;
}
