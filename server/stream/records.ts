// Records: jobs and events as JSON, sent when they changed and whole in a snapshot.
import type { EventRecord } from '../contract/event.ts';
import type { EventsRecords, JobsRecords } from '../contract/socket.ts';
import { jobViewOf } from '../telemetry/jobView.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';

/** Ended jobs in the record; all of them are at /api/jobs. */
const ENDED_SHOWN = 40;
/** Events in a snapshot, besides the alarms that stand; all of them are at /api/events. */
const EVENTS_SHOWN = 200;

export interface Records {
  /** What changed since the last call, or undefined. Called once a published frame, wanted or not. */
  changed(wanted: boolean): Uint8Array | undefined;
  /** The whole. */
  whole(): Uint8Array;
}

const json = (value: unknown): Uint8Array => Buffer.from(JSON.stringify(value));

export function createJobRecords(telemetry: Telemetry): Records {
  let version = -1;

  function whole(): Uint8Array {
    let ended = 0;
    const shown = telemetry.jobs
      .list()
      .filter((job) => job.state !== 'ended' || ended++ < ENDED_SHOWN);
    const jobs = shown.map((job) => jobViewOf(job, telemetry.frame, telemetry.ids));
    return json({ jobs } satisfies JobsRecords);
  }

  function changed(wanted: boolean): Uint8Array | undefined {
    if (telemetry.jobs.version === version) return undefined;
    version = telemetry.jobs.version;
    return wanted ? whole() : undefined;
  }

  return { changed, whole };
}

export function createEventRecords({ events }: Telemetry): Records {
  let version = -1;
  let status = '';

  function changed(wanted: boolean): Uint8Array | undefined {
    const statusNow = JSON.stringify(events.status);
    if (events.version === version && statusNow === status) return undefined;
    const before = version;
    version = events.version;
    status = statusNow;
    if (!wanted) return undefined;
    if (before < 0) return whole();
    const news = events.since(before);
    return json({ status: events.status, events: news } satisfies EventsRecords);
  }

  function whole(): Uint8Array {
    const byId = new Map<number, EventRecord>();
    for (const event of events.standing()) byId.set(event.id, event);
    for (const event of events.list({ limit: EVENTS_SHOWN })) byId.set(event.id, event);
    const latest = [...byId.values()].sort((a, b) => b.timeMs - a.timeMs || b.id - a.id);
    return json({ status: events.status, events: latest } satisfies EventsRecords);
  }

  return { changed, whole };
}
