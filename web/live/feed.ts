// From frames to state: decodes what the stream sends into signals, one batched update a tick.
import { batch, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { EventRecord, SiteStatus } from '../../server/contract/event.ts';
import { decodeFrame, type Frame } from '../../server/contract/frame.ts';
import type { JobView } from '../../server/contract/job.ts';
import type { Bytes, EventsRecords, JobsRecords } from '../../server/contract/socket.ts';
import { slicesOf, type TableSlice } from '../../server/contract/table.ts';
import { parseTopic, type Topic } from '../../server/contract/topic.ts';
import type { SiteContext } from './context.ts';
import { type Plane, readPlane } from './planes.ts';
import { mergeEvents, mergeJobs, updateJobs } from './records.ts';
import { readJobRows, readTable, type Table } from './table.ts';

export interface Clock {
  readonly seq: number;
  /** END of the newest second, UTC epoch. */
  readonly timeMs: number;
}

/** A second that the stream and the page's dictionary do not agree on. */
export class SchemaMismatch extends Error {}

export const clock = signal<Clock | undefined>(undefined);
export const jobs = signal<readonly JobView[]>([]);
/** The same jobs as they were when one came, went or changed: new then, not with the figures of each second. */
export const jobRecords = signal<readonly JobView[]>([]);
export const events = signal<readonly EventRecord[]>([]);
export const status = signal<SiteStatus | undefined>(undefined);
/** Whether the list of jobs has arrived: an empty list may be a quiet site. */
export const jobsKnown = signal(false);

const tables = new Map<string, Signal<Table | undefined>>();
const planes = new Map<string, Signal<Plane | undefined>>();

export function tableSignal(topic: string): ReadonlySignal<Table | undefined> {
  return signalIn(tables, topic);
}

export function planeSignal(topic: string): ReadonlySignal<Plane | undefined> {
  return signalIn(planes, topic);
}

function signalIn<T>(
  store: Map<string, Signal<T | undefined>>,
  topic: string,
): Signal<T | undefined> {
  const known = store.get(topic);
  if (known) return known;
  const made = signal<T | undefined>(undefined);
  store.set(topic, made);
  return made;
}

/** Lets go of a topic that nobody wants: what it held would be old when it is wanted again. */
export function forget(topic: string): void {
  const table = tables.get(topic);
  const plane = planes.get(topic);
  if (table) table.value = undefined;
  if (plane) plane.value = undefined;
}

export interface Feed {
  /** Takes in the parts of one message. 'gap': something needs a snapshot. Throws on what cannot be read. */
  accept(parts: readonly Bytes[], whole: boolean): 'complete' | 'gap';
}

export function createFeed(
  context: SiteContext,
  schema: number,
  wanted: (topic: string) => boolean,
): Feed {
  const { places, ids, site } = context;
  const topics = new Map<string, { topic: Topic; slices: readonly TableSlice[] }>();
  let gap = false;

  function lookUp(text: string): { topic: Topic; slices: readonly TableSlice[] } {
    const known = topics.get(text);
    if (known) return known;
    const reading = parseTopic(text, places, ids);
    if ('problem' in reading) throw new Error(reading.problem);
    const { topic } = reading;
    const made = { topic, slices: slicesOf(topic, places, site.jobSlots) };
    topics.set(text, made);
    return made;
  }

  function take(frame: Frame, whole: boolean): void {
    if (frame.schema !== schema) throw new SchemaMismatch();
    if (frame.seq !== clock.value?.seq) clock.value = { seq: frame.seq, timeMs: frame.timeMs };
    // Still on its way when the page lost interest.
    if (!wanted(frame.topic)) return;
    const { topic, slices } = lookUp(frame.topic);
    if (frame.kind === 'records') takeRecords(topic, frame, whole);
    else if (frame.kind === 'table') takeTable(frame, slices);
    else if (frame.kind === 'rows') jobs.value = updateJobs(jobs.value, readJobRows(frame, slices));
    else if (topic.kind === 'floor') takePlane(topic, frame);
  }

  function takeTable(frame: Frame, slices: readonly TableSlice[]): void {
    signalIn(tables, frame.topic).value = readTable(frame, slices);
  }

  function takePlane(topic: Extract<Topic, { kind: 'floor' }>, frame: Frame): void {
    const store = signalIn(planes, frame.topic);
    const plane = readPlane(store.value, frame, topic, context);
    if (plane) store.value = plane;
    else gap = true;
  }

  function accept(parts: readonly Bytes[], whole: boolean): 'complete' | 'gap' {
    gap = false;
    batch(() => {
      for (const part of parts) take(decodeFrame(part), whole);
    });
    return gap ? 'gap' : 'complete';
  }

  return { accept };
}

const text = new TextDecoder();

function takeRecords(topic: Topic, frame: Frame, whole: boolean): void {
  const records: unknown = JSON.parse(text.decode(frame.payload));
  if (topic.kind === 'jobs') {
    jobs.value = mergeJobs(whole ? [] : jobs.value, (records as JobsRecords).jobs);
    jobRecords.value = jobs.value;
    jobsKnown.value = true;
  } else if (topic.kind === 'events') {
    const news = records as EventsRecords;
    events.value = mergeEvents(whole ? [] : events.value, news.events);
    status.value = news.status;
  }
}
