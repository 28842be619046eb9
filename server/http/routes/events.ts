// GET /api/events: what happened, newest first, and the site in one word.
import { EventsAnswer, EventsQuery } from '../../contract/api.ts';
import type { EventRecord } from '../../contract/event.ts';
import { placeTest } from '../../telemetry/eventLog.ts';
import { askEvents } from '../../telemetry/history/askEvents.ts';
import type { HistoryStore } from '../../telemetry/history/history.ts';
import { StoreSilent } from '../../telemetry/history/silent.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import { lookUpPlaces } from '../lookUp.ts';
import { readMoment } from '../moment.ts';
import { leaving } from '../needStore.ts';
import type { Route } from '../parts.ts';
import { HEAVY } from '../rate.ts';
import { REFUSALS, refusal } from '../refusal.ts';

const DEFAULT_LIMIT = 200;

export const eventRoutes: Route = (app, { telemetry, store }, done) => {
  app.get(
    '/api/events',
    {
      config: HEAVY,
      schema: {
        operationId: 'getEvents',
        summary: 'Events and alarms',
        tags: ['records'],
        querystring: EventsQuery,
        response: { 200: EventsAnswer, ...REFUSALS },
      },
    },
    async ({ query }, reply) => {
      const most = query.limit ?? DEFAULT_LIMIT;
      const filter = readFilter(query, telemetry);
      const newest = rememberedEvents(filter, telemetry);
      // One more than asked for tells whether there is a next page.
      const wanted = most + 1;
      const older = store && newest.length < wanted;
      const { found, isCut } = older
        ? await joined(newest, filter, wanted, store, leaving(reply))
        : { found: newest.slice(0, wanted), isCut: false };
      const events = found.slice(0, most);
      const next = isCut || found.length > most ? (events.at(-1)?.id ?? null) : null;
      return { status: telemetry.events.status, events, next };
    },
  );
  done();
};

interface Found {
  /** Newest first. */
  readonly found: readonly EventRecord[];
  /** There may be older ones that nobody could be asked for. */
  readonly isCut: boolean;
}

interface Filter extends Pick<EventsQuery, 'severity' | 'kind' | 'code' | 'before'> {
  readonly fromMs: number | undefined;
  readonly toMs: number | undefined;
  /** Which places count; undefined takes events without a place too. */
  readonly isAt: ((place: string) => boolean) | undefined;
}

function readFilter(
  { from, to, ids, scope, ...filter }: EventsQuery,
  telemetry: Telemetry,
): Filter {
  const nowMs = telemetry.frame.timeMs;
  const fromMs = from === undefined ? undefined : readMoment(from, 'from', nowMs);
  const toMs = to === undefined ? undefined : readMoment(to, 'to', nowMs);
  if (fromMs !== undefined && toMs !== undefined && fromMs >= toMs) {
    throw refusal(400, 'from must lie before to', 'from');
  }
  return { ...filter, fromMs, toMs, isAt: placeFilter(ids, scope, telemetry) };
}

function placeFilter(
  ids: EventsQuery['ids'],
  scope: EventsQuery['scope'],
  telemetry: Telemetry,
): Filter['isAt'] {
  if (ids === undefined && scope === undefined) return undefined;
  const named = ids && lookUpPlaces(ids, telemetry).map(({ id }) => id);
  const isWithin = named && placeTest(telemetry.places, telemetry.ids, named);
  return (place) => {
    const ref = telemetry.ids.parse(place);
    if (!ref || (scope !== undefined && ref.kind !== scope)) return false;
    return isWithin?.(ref) ?? true;
  };
}

/** All that telemetry still has, newest first. */
function rememberedEvents(filter: Filter, { events }: Telemetry): readonly EventRecord[] {
  const { severity, fromMs, toMs, kind, code, before, isAt } = filter;
  const list = events.list({
    limit: Number.POSITIVE_INFINITY,
    ...(severity === undefined ? {} : { severity }),
    ...(fromMs === undefined ? {} : { fromMs }),
    ...(toMs === undefined ? {} : { toMs }),
  });
  return list.filter(
    (event) =>
      (kind === undefined || event.kind === kind) &&
      (code === undefined || event.code === code) &&
      (before === undefined || event.id < before) &&
      (isAt === undefined || (event.place !== null && isAt(event.place))),
  );
}

/**
 * While the store does not answer the newest events are told without it, and the next page is where it is missed. With
 * none to tell the store's silence is the answer.
 */
async function joined(
  newest: readonly EventRecord[],
  filter: Filter,
  limit: number,
  store: HistoryStore,
  signal: AbortSignal,
): Promise<Found> {
  let kept: readonly EventRecord[];
  try {
    kept = await askEvents(store, { ...filter, limit }, signal);
  } catch (error) {
    if (newest.length === 0 || !(error instanceof StoreSilent)) throw error;
    return { found: newest, isCut: true };
  }
  const known = new Set(newest.map(({ id }) => id));
  const older = kept.filter(({ id }) => !known.has(id));
  const found = [...newest, ...older].sort((a, b) => b.id - a.id).slice(0, limit);
  return { found, isCut: false };
}
