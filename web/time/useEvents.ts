// The events of the page's range at some places: from the live list while it slides, from the record otherwise.
import { computed, effect, type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { EventsAnswer } from '../../server/contract/api.ts';
import type { EventRecord } from '../../server/contract/event.ts';
import { asTheyHappened } from '../../server/contract/eventOrder.ts';
import { clock, useEvents } from '../live.ts';
import { ask, queryText } from './ask.ts';
import { lengthMs, type Span, spanOf } from './range.ts';
import { range } from './time.ts';

/** 'site': what concerns the whole site; otherwise all events of these places, or those that name a job. */
export type EventScope = 'site' | readonly string[] | { readonly job: string };

const MOST = 1_000;
const MOST_PAGES = 5;
/** The live list reaches back further than this. */
const LIVE_MS = 900_000;
const AGAIN_MS = 60_000;
const RETRY_MS = 10_000;
const NONE: readonly EventRecord[] = [];
/** What concerns the whole site, as /api/events can be asked for it. */
const OF_SITE = [
  { severity: 'warning' },
  { severity: 'critical' },
  { kind: 'plant' },
  { kind: 'command' },
  { kind: 'system' },
];
const CHECKPOINT = 'job.checkpoint';
/** In a longer range the marks of checkpoints, some 290 a day, are nothing but a line of dots. */
const CHECKPOINTS_WITHIN_MS = 21_600_000;
/** A list that changed its ends every second would be drawn every second. */
const GRAIN_MS = 10_000;

const grain = computed(() => clock.value && Math.floor(clock.value.timeMs / GRAIN_MS));
const started = computed(() => clock.value !== undefined);

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
      const slides = range.value.kind === 'sliding';
      // Before the site's first second nobody knows how far back a sliding range reaches.
      if (slides && (!started.value || lengthMs(range.value) <= LIVE_MS)) return;
      return keepAsking(asked, slides, (events) => {
        past.value = events;
      });
    });
  }, [key, past]);
  return useMemo(
    () =>
      computed(() => {
        const asked = JSON.parse(key) as EventScope | null;
        if (asked === null) return NONE;
        const { fromMs, toMs } = spanOf(range.value, (grain.value ?? 0) * GRAIN_MS);
        const endMs = range.value.kind === 'fixed' ? toMs : Number.POSITIVE_INFINITY;
        const events = eventsWithin(past.value, live.value, asked, { fromMs, toMs: endMs });
        return toldWithin(events, lengthMs(range.value));
      }),
    [key, live, past],
  );
}

/** Those of both lists that concern the scope and began in the span, each once, oldest first. */
export function eventsWithin(
  past: readonly EventRecord[],
  live: readonly EventRecord[],
  scope: EventScope,
  { fromMs, toMs }: Span,
): readonly EventRecord[] {
  const here = live.filter((event) => concerns(event, scope));
  const byId = new Map([...past, ...here].map((event) => [event.id, event]));
  return [...byId.values()]
    .filter(({ timeMs }) => timeMs > fromMs && timeMs <= toMs)
    .sort(asTheyHappened);
}

/** For a place, all that happened there and in its parts; for the site, what more than one job or GPU feels. */
function concerns({ place, severity, kind, code, text }: EventRecord, scope: EventScope): boolean {
  if (isJob(scope)) return text.params.job === scope.job;
  if (scope !== 'site')
    return place !== null && scope.some((id) => place === id || place.startsWith(`${id}-`));
  // A checkpoint of a large job makes the power of the site dip.
  if (code === CHECKPOINT) return true;
  return OF_SITE.some((one) => one.severity === severity || one.kind === kind);
}

function isJob(scope: EventScope): scope is { readonly job: string } {
  return typeof scope === 'object' && 'job' in scope;
}

/** Of a range of this length: a long one leaves out checkpoints. */
export function toldWithin(
  events: readonly EventRecord[],
  rangeMs: number,
): readonly EventRecord[] {
  if (rangeMs <= CHECKPOINTS_WITHIN_MS) return events;
  return events.filter(({ code }) => code !== CHECKPOINT);
}

/** Asks until it is answered and, while the range slides, again in its rhythm; returns its undo. */
function keepAsking(
  scope: EventScope,
  slides: boolean,
  take: (events: readonly EventRecord[]) => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let left = false;
  const look = async (): Promise<void> => {
    const events = await readPast(scope);
    if (left) return;
    if (events) take(events);
    if (!events) timer = setTimeout(look, RETRY_MS);
    else if (slides) timer = setTimeout(look, AGAIN_MS);
  };
  void look();
  return () => {
    left = true;
    clearTimeout(timer);
  };
}

/** undefined when any part of it was not answered. */
async function readPast(scope: EventScope): Promise<readonly EventRecord[] | undefined> {
  const nowMs = ((grain.peek() ?? 0) + 1) * GRAIN_MS;
  const { fromMs, toMs } = spanOf(range.peek(), nowMs);
  const span = { from: `${Math.max(0, fromMs)}`, to: `${toMs}`, limit: MOST };
  const short = lengthMs(range.peek()) <= CHECKPOINTS_WITHIN_MS;
  const ofSite = short ? [...OF_SITE, { code: CHECKPOINT }] : OF_SITE;
  const named = isJob(scope) ? scope : { ids: scope };
  const filters = scope === 'site' ? ofSite : [named];
  const lists = await Promise.all(filters.map((filter) => readPages({ ...span, ...filter })));
  const known = lists.filter((list) => list !== undefined);
  return known.length === lists.length ? known.flat() : undefined;
}

/** Page after page; of more than those a chart would be nothing but marks. */
export async function readPages(
  question: Parameters<typeof queryText>[0],
): Promise<readonly EventRecord[] | undefined> {
  const events: EventRecord[] = [];
  let before: number | null | undefined;
  for (let page = 0; page < MOST_PAGES && before !== null; page++) {
    const answer = await askOnce(`/api/events?${queryText({ ...question, before })}`);
    if (!answer) return undefined;
    events.push(...answer.events);
    before = answer.next;
  }
  return events;
}

const underWay = new Map<string, Promise<EventsAnswer | undefined>>();

/** All charts of a view ask the same at once. */
function askOnce(path: string): Promise<EventsAnswer | undefined> {
  const known = underWay.get(path);
  if (known) return known;
  const asking = ask<EventsAnswer>(path, new AbortController().signal).then((reply) => {
    underWay.delete(path);
    return 'answer' in reply ? reply.answer : undefined;
  });
  underWay.set(path, asking);
  return asking;
}
