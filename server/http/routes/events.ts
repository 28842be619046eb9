// GET /api/events: what happened, newest first, and the site in one word.
import { EventsAnswer, EventsQuery } from '../../contract/api.ts';
import type { EventRecord } from '../../contract/event.ts';
import { newestFirst } from '../../contract/eventOrder.ts';
import { placeTest } from '../../telemetry/eventLog.ts';
import { askEvents, askEventsById, JOB_PARAMS } from '../../telemetry/history/askEvents.ts';
import type { HistoryStore } from '../../telemetry/history/history.ts';
import { StoreSilent } from '../../telemetry/history/silent.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import { type Cell, csvTable, csvTime, wantsCsv } from '../csv.ts';
import { lookUpPlaces } from '../lookUp.ts';
import { readMoment, readNow } from '../moment.ts';
import { leaving } from '../needStore.ts';
import type { Route, RouteParts } from '../parts.ts';
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
    async (request, reply) => {
      const { format, ...query } = request.query;
      const most = query.limit ?? DEFAULT_LIMIT;
      const after = await placeInLog(query.before, { telemetry, store }, leaving(reply));
      const filter = { ...readFilter(query, telemetry), after };
      const newest = rememberedEvents(filter, telemetry);
      // One more than asked for tells whether there is a next page.
      const wanted = most + 1;
      const older = store && newest.length < wanted;
      const { found, isCut } = older
        ? await joined(newest, filter, wanted, store, leaving(reply))
        : { found: newest.slice(0, wanted), isCut: false };
      const page = found.slice(0, most);
      const next = isCut || found.length > most ? (page.at(-1)?.id ?? null) : null;
      const events = query.job
        ? [...page, ...(await causesOf(page, { telemetry, store }, leaving(reply)))]
        : page;
      if (wantsCsv(format, request)) {
        const about = next === null ? 'newest first' : `newest first; more with before=${next}`;
        const head = { source: telemetry.source, about, columns: CSV_COLUMNS };
        return csvTable(reply, 'events', head, events, cellsOf);
      }
      return { status: telemetry.events.status, events, next };
    },
  );
  done();
};

const CSV_COLUMNS = [
  ...['time', 'until', 'id', 'severity', 'kind', 'code', 'place', 'cause'],
  ...['text', 'params'],
];

/** The text is a key with its values, as in JSON: the page has the sentences. */
function cellsOf({ timeMs, untilMs, text, ...event }: EventRecord): readonly Cell[] {
  const { id, severity, kind, code, place, cause } = event;
  const what = [id, severity, kind, code, place, cause];
  return [csvTime(timeMs), csvTime(untilMs), ...what, text.key, JSON.stringify(text.params)];
}

interface Found {
  /** Newest first. */
  readonly found: readonly EventRecord[];
  /** There may be older ones that nobody could be asked for. */
  readonly isCut: boolean;
}

/** The event that a page comes after. */
async function placeInLog(
  id: number | undefined,
  { telemetry, store }: Pick<RouteParts, 'telemetry' | 'store'>,
  signal: AbortSignal,
): Promise<EventRecord | undefined> {
  if (id === undefined) return undefined;
  const all = telemetry.events.list({ limit: Number.POSITIVE_INFINITY });
  const remembered = all.find((event) => event.id === id);
  const [found] = remembered ? [remembered] : store ? await askEventsById(store, [id], signal) : [];
  if (!found) throw refusal(400, 'before must be the id of an event', 'before');
  return found;
}

interface Filter extends Pick<EventsQuery, 'severity' | 'kind' | 'code' | 'job'> {
  /** The event that the page comes after. */
  readonly after: EventRecord | undefined;
  readonly fromMs: number | undefined;
  readonly toMs: number | undefined;
  /** When `job` began; undefined where nobody remembers it. */
  readonly jobFromMs: number | undefined;
  /** Which places count; undefined takes events without a place too. */
  readonly isAt: ((place: string) => boolean) | undefined;
}

function readFilter(
  { from, to, tz, ids, scope, before: _, ...filter }: Omit<EventsQuery, 'format'>,
  telemetry: Telemetry,
): Omit<Filter, 'after'> {
  const now = readNow(telemetry, tz);
  const fromMs = from === undefined ? undefined : readMoment(from, 'from', now);
  const toMs = to === undefined ? undefined : readMoment(to, 'to', now);
  if (fromMs !== undefined && toMs !== undefined && fromMs >= toMs) {
    throw refusal(400, 'from must lie before to', 'from');
  }
  const jobId = Number(filter.job?.slice(1));
  const jobFromMs = telemetry.jobs.get(jobId)?.startMs ?? undefined;
  return { ...filter, fromMs, toMs, jobFromMs, isAt: placeFilter(ids, scope, telemetry) };
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
  const { severity, fromMs, toMs, kind, code, after, job, isAt } = filter;
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
      (after === undefined || newestFirst(event, after) > 0) &&
      (job === undefined || JOB_PARAMS.some((name) => event.text.params[name] === job)) &&
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
  const found = [...newest, ...older].sort(newestFirst).slice(0, limit);
  return { found, isCut: false };
}

/** A chain from a command over an XID and a tray to a job has four. */
const CAUSES_DEEP = 8;

/** What led to these events and is not among them, cause by cause. */
async function causesOf(
  events: readonly EventRecord[],
  { telemetry, store }: Pick<RouteParts, 'telemetry' | 'store'>,
  signal: AbortSignal,
): Promise<readonly EventRecord[]> {
  const all = telemetry.events.list({ limit: Number.POSITIVE_INFINITY });
  const remembered = new Map(all.map((event) => [event.id, event]));
  const known = new Set(events.map(({ id }) => id));
  const found: EventRecord[] = [];
  for (let asked = events, deep = 0; asked.length > 0 && deep < CAUSES_DEEP; deep++) {
    const ids = [...new Set(asked.map(({ cause }) => cause))].filter(
      (id) => id !== null && !known.has(id),
    ) as number[];
    const near = ids.flatMap((id) => remembered.get(id) ?? []);
    const far = ids.filter((id) => !remembered.has(id));
    const kept = store ? await askEventsById(store, far, signal).catch(untold) : [];
    asked = [...near, ...kept];
    for (const event of asked) known.add(event.id);
    found.push(...asked);
  }
  return found;
}

/** A store that does not answer costs the causes of long ago, not the answer. */
function untold(error: unknown): readonly EventRecord[] {
  if (error instanceof StoreSilent) return [];
  throw error;
}
