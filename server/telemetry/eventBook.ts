// The event book: what happened, what stands, and the site in one word.
import type { SiteStatus } from '../contract/event.ts';
import type { EventLog } from './eventLog.ts';
import type { StoreAlarm } from './storeAlarm.ts';
import type { EventBook } from './telemetry.ts';

/** Whether the source lives: nothing is known before its first frame and after its death. */
export interface Life {
  readonly begun: boolean;
  /** The event of its death. */
  readonly failedIn: number | undefined;
}

const UNKNOWN: SiteStatus = { state: 'unknown', reason: null, critical: 0, warning: 0 };

export function createEventBook(
  log: EventLog,
  alarms: Pick<StoreAlarm, 'standing' | 'status'>,
  life: () => Life,
): EventBook {
  return {
    list: log.list,
    since: log.since,
    get version() {
      return log.version;
    },
    standing: alarms.standing,
    get status(): SiteStatus {
      const { begun, failedIn } = life();
      if (failedIn !== undefined) return { ...alarms.status(), state: 'unknown', reason: failedIn };
      return begun ? alarms.status() : UNKNOWN;
    },
  };
}
