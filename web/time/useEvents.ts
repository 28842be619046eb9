// The events of the page's range at some places: from the live list while it slides, from the record otherwise.
import { computed, effect, type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { EventsAnswer } from '../../server/contract/api.ts';
import type { EventRecord } from '../../server/contract/event.ts';
import { clock, useEvents } from '../live.ts';
import { ask, queryText } from './ask.ts';
import { lengthMs, spanOf } from './range.ts';
import { range } from './time.ts';

/** 'site': what concerns the whole site; otherwise all events of these places. */
export type EventScope = 'site' | readonly string[];

const MOST = 1_000;
const AGAIN_MS = 60_000;
const NONE: readonly EventRecord[] = [];

/** Oldest first. `scope` undefined asks nothing. */
export function useEventsOf(scope: EventScope | undefined): ReadonlySignal<readonly EventRecord[]> {
  const live = useEvents();
  const past = useSignal<readonly EventRecord[]>(NONE);
  const key = JSON.stringify(scope ?? null);
  useEffect(() => {
    const asked = JSON.parse(key) as EventScope | null;
    past.value = NONE;
    if (asked === null) return;
    return effect(() => {
      const leaving = new AbortController();
      const look = (): void => {
        readPast(asked, leaving.signal).then(
          (events) => {
            past.value = events;
          },
          () => undefined,
        );
      };
      // The live list reaches back further than the shortest range.
      if (range.value.kind === 'sliding' && lengthMs(range.value) <= 900_000) past.value = NONE;
      else look();
      const timer = setInterval(() => {
        if (range.peek().kind === 'sliding' && past.peek().length > 0) look();
      }, AGAIN_MS);
      return () => {
        leaving.abort();
        clearInterval(timer);
      };
    });
  }, [key, past]);
  return useMemo(
    () =>
      computed(() => {
        const asked = JSON.parse(key) as EventScope | null;
        if (asked === null) return NONE;
        const here = live.value.filter((event) => concerns(event, asked));
        const byId = new Map([...past.value, ...here].map((event) => [event.id, event]));
        return [...byId.values()].sort((a, b) => a.timeMs - b.timeMs);
      }),
    [key, live, past],
  );
}

/** For a place, all that happened there; for the site, what more than one job or GPU feels. */
function concerns(event: EventRecord, scope: EventScope): boolean {
  if (scope !== 'site') return event.place !== null && scope.includes(event.place);
  if (event.severity !== 'info') return true;
  return event.kind === 'plant' || event.kind === 'command' || event.kind === 'system';
}

async function readPast(scope: EventScope, leaving: AbortSignal): Promise<readonly EventRecord[]> {
  const { fromMs, toMs } = spanOf(range.peek(), clock.peek()?.timeMs ?? 0);
  if (toMs <= 0) return NONE;
  const span = { from: `${Math.max(0, fromMs)}`, to: `${toMs}`, limit: MOST };
  const queries =
    scope === 'site'
      ? ['warning', 'critical'].map((severity) => queryText({ ...span, severity }))
      : [queryText({ ...span, ids: scope })];
  const replies = await Promise.all(
    queries.map((query) => ask<EventsAnswer>(`/api/events?${query}`, leaving)),
  );
  return replies.flatMap((reply) => ('answer' in reply ? reply.answer.events : []));
}
