// The event log: what happened, newest kept, with a version that grows with every new or changed event.
import type { EventRecord, SourceEvent } from '../contract/event.ts';
import type { PlaceIds, PlaceRef } from '../contract/id.ts';
import type { Places } from '../contract/place.ts';
import type { EventsRequest } from './telemetry.ts';

/** Events that are kept; beyond it the oldest that no longer stands is dropped. */
export const KEPT_EVENTS = 10_000;

type AlarmMarks = Pick<EventRecord, 'cause' | 'untilMs'>;

export interface EventLog {
  add(event: SourceEvent, marks?: Partial<AlarmMarks>): EventRecord;
  /** Changes a kept event; the record handed out before stays as it was. */
  change(id: number, change: Partial<Pick<EventRecord, 'cause' | 'untilMs' | 'text'>>): void;
  get(id: number): EventRecord | undefined;
  list(query: EventsRequest): readonly EventRecord[];
  since(version: number): readonly EventRecord[];
  readonly version: number;
}

interface Entry {
  record: EventRecord;
  changedIn: number;
  readonly at: PlaceRef | undefined;
  readonly ref: number | undefined;
}

/** Ids go on after `afterId`. */
export function createEventLog(places: Places, ids: PlaceIds, afterId = 0): EventLog {
  const entries = new Map<number, Entry>();
  /** Id of the event that a source knows by its own reference. */
  const idOfRef = new Map<number, number>();
  let lastId = afterId;
  let version = 0;

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
      lastId++;
      const { timeMs, kind, severity, code, place, text, ref } = event;
      const cause = event.cause === undefined ? null : (idOfRef.get(event.cause) ?? null);
      if (ref !== undefined) idOfRef.set(ref, lastId);
      const record = {
        id: lastId,
        timeMs,
        kind,
        severity,
        code,
        place,
        cause,
        text,
        ...marks,
      };
      const at = place === null ? undefined : ids.parse(place);
      entries.set(lastId, { record, changedIn: ++version, at, ref });
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
      for (const { record, at } of [...entries.values()].reverse()) {
        if (found.length >= query.limit) break;
        if (!fits(record, query)) continue;
        if (within && !(at && within(at))) continue;
        found.push(record);
      }
      return found;
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
  };
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
