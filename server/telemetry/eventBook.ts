// The event book: what happened, what stands, and the site in one word.
import type { SiteStatus } from '../contract/event.ts';
import type { EventLog } from './eventLog.ts';
import type { Limits } from './limits/limits.ts';
import type { EventBook } from './telemetry.ts';

/** Whether the source lives: nothing is known before its first frame and after its death. */
export interface Life {
  readonly begun: boolean;
  /** The event of its death. */
  readonly failedIn: number | undefined;
}

const UNKNOWN: SiteStatus = { state: 'unknown', reason: null, critical: 0, warning: 0 };

export function createEventBook(log: EventLog, limits: Limits, life: () => Life): EventBook {
  return {
    list: log.list,
    since: log.since,
    get version() {
      return log.version;
    },
    standing: limits.standing,
    get status(): SiteStatus {
      const { begun, failedIn } = life();
      if (failedIn !== undefined) return { ...limits.status(), state: 'unknown', reason: failedIn };
      return begun ? limits.status() : UNKNOWN;
    },
  };
}
