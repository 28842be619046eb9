// What telemetry remembers of the time before a start: the newest events in the store.
import type { EventRecord } from './contract/event.ts';
import { KEPT_EVENTS } from './telemetry/eventLog.ts';
import type { HistoryStore } from './telemetry/history/history.ts';
import type { RememberedEvents } from './telemetry/savedEvents.ts';

export async function readRemembered(store: HistoryStore): Promise<RememberedEvents> {
  const { maxEventId, lastRecordedMs } = store;
  if (maxEventId === 0) return { lastId: 0, records: [], endMs: 0 };
  const { columns } = await store.query({
    sql: `SELECT record FROM {event} WHERE id > ${maxEventId - KEPT_EVENTS} ORDER BY id`,
    fromMs: 0,
    toMs: lastRecordedMs,
  });
  const texts = (columns.record ?? []) as readonly (string | null)[];
  const records = texts.flatMap((text) => (text === null ? [] : [JSON.parse(text) as EventRecord]));
  return { lastId: maxEventId, records, endMs: lastRecordedMs || 0 };
}
