// The events of the page's range: from the record, with what the live list has that is newer.
import { computed, type ReadonlySignal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import type { EventsAnswer } from '../../../server/contract/api.ts';
import type { EventRecord } from '../../../server/contract/event.ts';
import { clock, useEvents } from '../../live.ts';
import { queryText } from '../../time/ask.ts';
import { lengthMs } from '../../time/range.ts';
import { range } from '../../time/time.ts';
import { type Answered, useJson } from '../../time/useJson.ts';

/** One answer of the API holds at most so many. */
export const MOST_EVENTS = 1_000;

export interface EventList {
  readonly events: ReadonlySignal<readonly EventRecord[]>;
  readonly answered: ReadonlySignal<Answered<EventsAnswer>>;
}

export function useEventList(): EventList {
  const live = useEvents();
  const shown = range.value;
  const fixed = shown.kind === 'fixed';
  const from = fixed ? String(shown.fromMs) : `now-${Math.round(lengthMs(shown) / 60_000)}m`;
  const to = fixed ? String(shown.toMs) : 'now';
  const path = `/api/events?${queryText({ from, to, limit: MOST_EVENTS })}`;
  const answered = useJson<EventsAnswer>(path, fixed ? {} : { everyS: 30 });
  const events = useMemo(
    () =>
      computed(() => {
        const known = answered.value.answer?.events ?? [];
        const byId = new Map(known.map((event) => [event.id, event]));
        // A full answer begins with its oldest event, any other with the range.
        const begin =
          known.length < MOST_EVENTS
            ? (clock.peek()?.timeMs ?? Number.NaN) - lengthMs(shown)
            : Math.min(...known.map(({ timeMs }) => timeMs));
        for (const event of live.value) {
          if (byId.has(event.id) || (!fixed && event.timeMs >= begin)) byId.set(event.id, event);
        }
        return [...byId.values()];
      }),
    [answered, live, shown],
  );
  return { events, answered };
}
