// Turns the newest second into frames, each topic once, whoever and however many follow it.
import { encodeFrame, type FrameKind } from '../contract/frame.ts';
import type { MetricId } from '../contract/metrics.ts';
import { schemaOf } from '../contract/schema.ts';
import { packRows, packTable, slicesOf, type TableSlice } from '../contract/table.ts';
import type { Topic } from '../contract/topic.ts';
import type { LiveFrame, Telemetry } from '../telemetry/telemetry.ts';
import { createPlane, type Plane } from './planes.ts';
import { createEventRecords, createJobRecords } from './records.ts';

export type Parts = readonly Uint8Array[];

export interface Encoder {
  /** Parts of the published frame by topic text: of the topics given and no other. Call it once a frame. */
  publish(topics: ReadonlyMap<string, Topic>): ReadonlyMap<string, Parts>;
  /** The whole state of one topic at the newest frame; made once a frame, however many ask. */
  snapshot(text: string, topic: Topic): Parts;
}

export function createEncoder(telemetry: Telemetry): Encoder {
  const schema = schemaOf(telemetry.site);
  const jobs = createJobRecords(telemetry);
  const events = createEventRecords(telemetry);
  const planes = new Map<string, Plane>();
  const slices = new Map<string, readonly TableSlice[]>();
  const snapshots = new Map<string, Parts>();
  let jobsChange: Uint8Array | undefined;
  let eventsChange: Uint8Array | undefined;

  function frame(kind: FrameKind, topic: string, payload: Uint8Array): Uint8Array {
    const { seq, timeMs } = telemetry.frame;
    return encodeFrame({ kind, seq, timeMs, schema, topic }, payload);
  }

  function plane(text: string, topic: Extract<Topic, { kind: 'floor' }>): Plane {
    const known = planes.get(text) ?? createPlane(topic, telemetry);
    planes.set(text, known);
    return known;
  }

  function table(text: string, topic: Topic): Uint8Array {
    const { places, site, frame: live } = telemetry;
    const known = slices.get(text) ?? slicesOf(topic, places, site.jobSlots);
    slices.set(text, known);
    const read = (metric: MetricId, i: number): number => live.value(metric, i);
    return topic.kind === 'jobs'
      ? frame('rows', text, packRows(known, heldSlots(live), read))
      : frame('table', text, packTable(known, read));
  }

  function changeOf(text: string, topic: Topic): Parts {
    if (topic.kind === 'floor') {
      const { kind, payload } = plane(text, topic).next();
      return [frame(kind, text, payload)];
    }
    if (topic.kind === 'events') return eventsChange ? [frame('records', text, eventsChange)] : [];
    const parts = [table(text, topic)];
    if (topic.kind === 'jobs' && jobsChange) parts.push(frame('records', text, jobsChange));
    return parts;
  }

  function wholeOf(text: string, topic: Topic): Parts {
    if (topic.kind === 'floor') {
      const { kind, payload } = plane(text, topic).whole();
      return [frame(kind, text, payload)];
    }
    if (topic.kind === 'events') return [frame('records', text, events.whole())];
    const parts = [table(text, topic)];
    if (topic.kind === 'jobs') parts.push(frame('records', text, jobs.whole()));
    return parts;
  }

  function publish(topics: ReadonlyMap<string, Topic>): ReadonlyMap<string, Parts> {
    snapshots.clear();
    for (const memory of [planes, slices]) {
      for (const text of memory.keys()) if (!topics.has(text)) memory.delete(text);
    }
    jobsChange = jobs.changed(topics.has('jobs'));
    eventsChange = events.changed(topics.has('events'));
    return new Map([...topics].map(([text, topic]) => [text, changeOf(text, topic)]));
  }

  function snapshot(text: string, topic: Topic): Parts {
    const known = snapshots.get(text) ?? wholeOf(text, topic);
    snapshots.set(text, known);
    return known;
  }

  return { publish, snapshot };
}

/** Slots that hold a job: two in three are empty on most days. */
function heldSlots({ columns }: LiveFrame): number[] {
  const held: number[] = [];
  for (let slot = 0; slot < columns.jobId.length; slot++) {
    if ((columns.jobId[slot] as number) >= 0) held.push(slot);
  }
  return held;
}
