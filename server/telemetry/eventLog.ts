// The event log: what happened, newest kept, with a version that grows with every new or changed event.
import type { EventRecord, SourceEvent } from '../contract/event.ts';
import { newestFirst } from '../contract/eventOrder.ts';
import type { PlaceIds, PlaceRef } from '../contract/id.ts';
import type { Places } from '../contract/place.ts';
import type { EventLogState, RememberedEvents } from './savedEvents.ts';
import type { EventsRequest } from './telemetry.ts';

/** Events that are kept; beyond it the oldest that no longer stands is dropped. */
export const KEPT_EVENTS = 10_000;

type AlarmMarks = Pick<EventRecord, 'cause' | 'untilMs'>;

export interface EventLog {
  add(event: SourceEvent, marks?: Partial<AlarmMarks>): EventRecord;
  /** Changes a kept event; the record handed out before stays as it was. */
  change(id: number, change: Partial<Pick<EventRecord, 'cause' | 'untilMs' | 'text'>>): void;
  get(id: number): EventRecord | undefined;
  /** In the order of `newestFirst`. */
  list(query: EventsRequest): readonly EventRecord[];
  since(version: number): readonly EventRecord[];
  readonly version: number;
  /** Takes back a record under its own id. */
  recall(record: EventRecord): void;
  save(): EventLogState;
  /** Before the first tick: what a source says again of the time after `timeMs` is known already and keeps its id. */
  restore(saved: EventLogState, timeMs: number): void;
}

interface Entry {
  record: EventRecord;
  changedIn: number;
  readonly at: PlaceRef | undefined;
  readonly ref: number | undefined;
}

const NOTHING: RememberedEvents = { lastId: 0, records: [], endMs: 0 };

export function createEventLog(
  places: Places,
  ids: PlaceIds,
  remembered: RememberedEvents = NOTHING,
): EventLog {
  const entries = new Map<number, Entry>();
  /** Id of the event that a source knows by its own reference. */
  const idOfRef = new Map<number, number>();
  /** By what they say, ids of events that may be told once more. */
  let toldBefore = new Map<string, number[]>();
  let lastId = remembered.lastId;
  let version = 0;

  function enter(record: EventRecord, changedIn: number, ref?: number): void {
    const at = record.place === null ? undefined : ids.parse(record.place);
    entries.set(record.id, { record, changedIn, at, ref });
  }
  for (const record of remembered.records) {
    const ended = record.untilMs === null;
    const closed = ended
      ? { ...record, untilMs: Math.max(record.timeMs, remembered.endMs) }
      : record;
    enter(closed, ended ? ++version : 0);
  }

  function dropOldest(): void {
    for (const [id, { record, ref }] of entries) {
      if (record.untilMs === null) continue;
      entries.delete(id);
      if (ref !== undefined && idOfRef.get(ref) === id) idOfRef.delete(ref);
      return;
    }
  }

  return {
    add(event, marks = {}) {
      const id = toldBefore.get(saying(event))?.shift() ?? ++lastId;
      const { ref } = event;
      const cause = event.cause === undefined ? null : (idOfRef.get(event.cause) ?? null);
      if (ref !== undefined) idOfRef.set(ref, id);
      const record = { ...recordOf(id, event, cause), ...marks };
      enter(record, ++version, ref);
      if (entries.size > KEPT_EVENTS) dropOldest();
      return record;
    },
    change(id, change) {
      const entry = entries.get(id);
      if (!entry) return;
      entry.record = { ...entry.record, ...change };
      entry.changedIn = ++version;
    },
    get: (id) => entries.get(id)?.record,
    list(query) {
      const within = query.at ? placeTest(places, ids, query.at) : undefined;
      const found: EventRecord[] = [];
      for (const { record, at } of entries.values()) {
        if (!fits(record, query)) continue;
        if (within && !(at && within(at))) continue;
        found.push(record);
      }
      return found.sort(newestFirst).slice(0, query.limit);
    },
    since(from) {
      if (from >= version) return [];
      return [...entries.values()]
        .filter(({ changedIn }) => changedIn > from)
        .map(({ record }) => record);
    },
    get version() {
      return version;
    },
    recall: (record) => enter(record, ++version),
    save: () => ({ lastId, refs: [...idOfRef] }),
    restore(saved, timeMs) {
      lastId = Math.max(lastId, saved.lastId);
      for (const [ref, id] of saved.refs) idOfRef.set(ref, id);
      toldBefore = idsBySaying(remembered.records.filter((record) => record.timeMs > timeMs));
    },
  };
}

function recordOf(id: number, event: SourceEvent, cause: number | null): EventRecord {
  const { timeMs, kind, severity, code, place, text } = event;
  return { id, timeMs, kind, severity, code, place, cause, text };
}

function idsBySaying(records: readonly EventRecord[]): Map<string, number[]> {
  const ids = new Map<string, number[]>();
  for (const record of records) {
    const key = saying(record);
    ids.set(key, [...(ids.get(key) ?? []), record.id]);
  }
  return ids;
}

/** Two events that say the same of the same second and place are one. */
function saying({ timeMs, code, place }: Pick<SourceEvent, 'timeMs' | 'code' | 'place'>): string {
  return `${timeMs} ${code} ${place}`;
}

function fits(record: EventRecord, { severity, fromMs, toMs }: EventsRequest): boolean {
  return (
    (severity === undefined || record.severity === severity) &&
    (fromMs === undefined || record.timeMs >= fromMs) &&
    (toMs === undefined || record.timeMs <= toMs)
  );
}

/** Whether a place is one of these or stands in one of them. */
export function placeTest(
  places: Places,
  ids: PlaceIds,
  at: readonly string[],
): (place: PlaceRef) => boolean {
  const wanted = at.map((id) => ids.parse(id)).filter((ref) => ref !== undefined);
  return ({ kind, index }) =>
    wanted.some((ref) => {
      if (!places.path(kind, ref.kind)) return false;
      const { from, to } = places.within(kind, ref.kind, ref.index);
      return index >= from && index < to;
    });
}
