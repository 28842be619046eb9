// The alarm of a store that cannot write: it stands beside what the limits find, until something is written again.
import type { EventRecord, SourceEvent } from '../contract/event.ts';
import type { EventKey } from '../contract/eventText.ts';
import type { EventLog } from './eventLog.ts';
import type { Limits } from './limits/limits.ts';
import { concludeStanding } from './limits/standing.ts';

export interface StoreAlarm extends Pick<Limits, 'standing' | 'status'> {
  /** Takes an event of anybody into the log; what the store says of its writing begins or ends the alarm. */
  add(event: SourceEvent): void;
}

type Saying = Extract<EventKey, `store.${string}`>;
const STOPS: readonly string[] = ['store.full', 'store.failed'] satisfies Saying[];
const GOES_ON: string = 'store.writing' satisfies Saying;

export function createStoreAlarm(log: EventLog, limits: Limits): StoreAlarm {
  let stands: number | undefined;

  function record(): EventRecord | undefined {
    return stands === undefined ? undefined : log.get(stands);
  }

  function end(atMs: number): void {
    const ended = record();
    if (ended) log.change(ended.id, { untilMs: Math.max(ended.timeMs, atMs) });
    stands = undefined;
  }

  /** The limits', and the store's among them. */
  const withStore = (own: EventRecord) => concludeStanding([...limits.standing(), own]);

  return {
    add(event) {
      const { code, timeMs, text } = event;
      const before = record();
      if (STOPS.includes(code)) {
        // Told once more, as by a store that was opened again: it has stood since it was first told.
        if (before?.code === code) return log.change(before.id, { text });
        end(timeMs);
        stands = log.add(event, { untilMs: null }).id;
      } else if (code === GOES_ON && before) {
        end(timeMs);
        log.add(event, { cause: before.id });
      } else log.add(event);
    },
    standing() {
      const own = record();
      return own ? withStore(own).records : limits.standing();
    },
    status() {
      const own = record();
      return own ? withStore(own).status : limits.status();
    },
  };
}
