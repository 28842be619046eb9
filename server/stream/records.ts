// Records: jobs and events as JSON, sent when they changed and whole in a snapshot.
import type { EventRecord } from '../contract/event.ts';
import { newestFirst } from '../contract/eventOrder.ts';
import type { Job } from '../contract/job.ts';
import { ENDED_JOBS_KEPT, type EventsRecords, type JobsRecords } from '../contract/socket.ts';
import { jobViewOf } from '../telemetry/jobView.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';

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
  const { jobs } = telemetry;
  const toldEnds = new Set<number>();
  let version = -1;
  const record = (list: readonly Job[]): Uint8Array =>
    json({ jobs: list.map((job) => jobViewOf(job, telemetry)) } satisfies JobsRecords);

  function changed(wanted: boolean): Uint8Array | undefined {
    if (jobs.version === version) return undefined;
    const before = version;
    version = jobs.version;
    for (const id of toldEnds) if (!jobs.get(id)) toldEnds.delete(id);
    if (!wanted) return undefined;
    if (before < 0) return whole();
    const news = jobs.since(before).filter(isNews);
    return news.length > 0 ? record(news) : undefined;
  }

  /** Every end is told; after that, when a quarter-hour settles a hundred small ones, only what a page still shows. */
  function isNews({ id, state }: Job): boolean {
    if (state !== 'ended') return true;
    const isFirst = !toldEnds.has(id);
    toldEnds.add(id);
    return isFirst || kept().some((job) => job.id === id);
  }

  /** What a page keeps: all that live, and of those that ended the latest. */
  function kept(): readonly Job[] {
    let ended = 0;
    return jobs.list().filter(({ state }) => state !== 'ended' || ended++ < ENDED_JOBS_KEPT);
  }

  const whole = (): Uint8Array => record(kept());

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
    const news = [...events.since(before)].sort(newestFirst);
    return json({ status: events.status, events: news } satisfies EventsRecords);
  }

  function whole(): Uint8Array {
    const byId = new Map<number, EventRecord>();
    for (const event of events.standing()) byId.set(event.id, event);
    for (const event of events.list({ limit: EVENTS_SHOWN })) byId.set(event.id, event);
    const latest = [...byId.values()].sort(newestFirst);
    return json({ status: events.status, events: latest } satisfies EventsRecords);
  }

  return { changed, whole };
}
