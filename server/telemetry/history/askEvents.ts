// Asks the store for events of long ago, in the order of the log, by what they are and where they happened.
import type { EventRecord } from '../../contract/event.ts';
import type { HistoryStore } from './history.ts';
import { texts } from './rows.ts';

/** Parameters of an event's text that name a job. */
export const JOB_PARAMS = ['job', 'target'] as const;

export interface PastEventsQuestion {
  readonly severity?: EventRecord['severity'] | undefined;
  readonly kind?: EventRecord['kind'] | undefined;
  readonly code?: string | undefined;
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  /** Only events that come after this one in the order of `newestFirst`. */
  readonly after?: Pick<EventRecord, 'timeMs' | 'id'> | undefined;
  readonly limit: number;
  /** Only events that name this job: `J7`. */
  readonly job?: string | undefined;
  /** When that job began: earlier records name it nowhere but in commands, and need not be searched. */
  readonly jobFromMs?: number | undefined;
  /** Which ids of places count; undefined takes events without a place too. */
  readonly isAt?: ((place: string) => boolean) | undefined;
}

export async function askEvents(
  store: Pick<HistoryStore, 'query'>,
  question: PastEventsQuestion,
  signal?: AbortSignal,
): Promise<readonly EventRecord[]> {
  const { isAt, limit } = question;
  const places = isAt && (await placesOfEvents(store, isAt, signal));
  if (places?.length === 0) return [];
  const { sql, params } = conditions(question, places);
  const rows = await store.query({
    sql: `SELECT record FROM {event} WHERE ${sql} ORDER BY timeMs DESC, id LIMIT ${limit}`,
    params,
    ...EVER,
    ...(signal && { signal }),
  });
  return texts(rows, 'record').map((record) => JSON.parse(record ?? '') as EventRecord);
}

/** Those of these numbers that are known, in any order. */
export async function askEventsById(
  store: Pick<HistoryStore, 'query'>,
  ids: readonly number[],
  signal?: AbortSignal,
): Promise<readonly EventRecord[]> {
  if (ids.length === 0) return [];
  const marks = ids.map((_, i) => `$${i + 1}`).join();
  const rows = await store.query({
    sql: `SELECT record FROM {event} WHERE id IN (${marks})`,
    params: [...ids],
    ...EVER,
    ...(signal && { signal }),
  });
  return texts(rows, 'record').map((record) => JSON.parse(record ?? '') as EventRecord);
}

/** Events are not by the day: no file is left out for its span. */
const EVER = { fromMs: 0, toMs: Number.MAX_SAFE_INTEGER } as const;

async function placesOfEvents(
  store: Pick<HistoryStore, 'query'>,
  isAt: (place: string) => boolean,
  signal: AbortSignal | undefined,
): Promise<readonly string[]> {
  const sql = 'SELECT DISTINCT place FROM {event} WHERE place IS NOT NULL';
  const rows = await store.query({ sql, ...EVER, ...(signal && { signal }) });
  return texts(rows, 'place').filter((place): place is string => place !== null && isAt(place));
}

function conditions(
  { severity, kind, code, fromMs, toMs, after, job, jobFromMs }: PastEventsQuestion,
  places: readonly string[] | undefined,
): { readonly sql: string; readonly params: readonly (number | string)[] } {
  const params: (number | string)[] = [];
  const parts = ['true'];
  const add = (text: string, value: number | string | undefined): void => {
    if (value === undefined) return;
    params.push(value);
    parts.push(`${text} $${params.length}`);
  };
  add('severity =', severity);
  add('kind =', kind);
  add('code =', code);
  add('timeMs >=', fromMs);
  add('timeMs <=', toMs);
  if (after) {
    params.push(after.timeMs, after.id);
    const [time, id] = [params.length - 1, params.length];
    parts.push(`(timeMs < $${time} OR (timeMs = $${time} AND id > $${id}))`);
  }
  if (job !== undefined) {
    if (jobFromMs !== undefined) {
      params.push(jobFromMs);
      parts.push(`(timeMs >= $${params.length} OR kind = 'command')`);
    }
    // The record is text as it was written, without spaces: what names the job reads so in it.
    const named = JOB_PARAMS.map((name) => {
      params.push(`%"${name}":"${job}"%`);
      return `record LIKE $${params.length}`;
    });
    parts.push(`(${named.join(' OR ')})`);
  }
  if (places) {
    const marks = places.map((place) => {
      params.push(place);
      return `$${params.length}`;
    });
    parts.push(`place IN (${marks.join()})`);
  }
  return { sql: parts.join(' AND '), params };
}
