// Live state for every view: who reads a topic here subscribes to it while the component stands.
import { type ReadonlySignal, signal } from '@preact/signals';
import { useLayoutEffect } from 'preact/hooks';
import { io } from 'socket.io-client';
import type { HealthAnswer } from '../server/contract/api.ts';
import type { EventRecord } from '../server/contract/event.ts';
import type { JobView } from '../server/contract/job.ts';
import type { MetricId } from '../server/contract/metrics.ts';
import { schemaOf } from '../server/contract/schema.ts';
import type { Hello } from '../server/contract/socket.ts';
import {
  ageS,
  connection,
  failure,
  making,
  noteArrival,
  noteLine,
  openS,
  startAge,
} from './live/connection.ts';
import { loadContext, type SiteContext } from './live/context.ts';
import { noteFrame, noteMissed } from './live/delays.ts';
import { clock, createFeed, events, forget, jobs, planeSignal, tableSignal } from './live/feed.ts';
import { createInterest } from './live/interest.ts';
import { createLink, type Link } from './live/link.ts';
import type { Plane } from './live/planes.ts';
import type { Table } from './live/table.ts';

export { ageS, type Connection, connection, failure, making, openS } from './live/connection.ts';
export type { SiteContext } from './live/context.ts';
export { clock, jobRecords, jobsKnown, status } from './live/feed.ts';
export type { Plane } from './live/planes.ts';
export type { Table } from './live/table.ts';

export type TableTopic = 'site' | `rack:${string}` | `gpu:${string}`;

const context = signal<SiteContext | undefined>(undefined);
export const siteInfo: ReadonlySignal<SiteContext | undefined> = context;

let link: Link | undefined;
const interest = createInterest(() => link?.subscribe(), forget);

/** Subscribes to a topic while the component stands; undefined asks for nothing. */
function useTopic(topic: string | undefined): void {
  // Before the paint, so that leaving one view for another is one change of the list.
  useLayoutEffect(() => (topic === undefined ? undefined : interest.want(topic)), [topic]);
}

/** Subscribes to a table until the returned undo is called; the table itself is the signal. */
export function followTable(topic: TableTopic): {
  readonly table: ReadonlySignal<Table | undefined>;
  readonly leave: () => void;
} {
  return { table: tableSignal(topic), leave: interest.want(topic) };
}

/** Subscribes to the jobs and their figures until the returned undo is called. */
export function followJobs(): {
  readonly jobs: ReadonlySignal<readonly JobView[]>;
  readonly leave: () => void;
} {
  return { jobs, leave: interest.want('jobs') };
}

export function useTable(topic: TableTopic): ReadonlySignal<Table | undefined> {
  useTopic(topic);
  return tableSignal(topic);
}

/** One field of the floor; of one hall where the site is too large to be sent whole. */
export function usePlane(metric: MetricId, hallId?: string): ReadonlySignal<Plane | undefined> {
  const topic = hallId === undefined ? `floor:${metric}` : `floor:${metric}:${hallId}`;
  useTopic(topic);
  return planeSignal(topic);
}

export function useJobs(): ReadonlySignal<readonly JobView[]> {
  useTopic('jobs');
  return jobs;
}

export function useEvents(): ReadonlySignal<readonly EventRecord[]> {
  useTopic('events');
  return events;
}

const RETRY_MS = 1_500;
const HEALTH_EVERY_MS = 1_000;
/** A start may take this long without a question; then it says how far it has come. */
const ASK_FROM_S = 1;
/** A pause may last this long without one. */
const SILENT_FROM_S = 8;
const RELOADED_FOR = 'carnot.reloadedFor';
/** So many frames without a disagreement, and the next one is a new one: other topics come as views are opened. */
const AGREED_FRAMES = 60;

/** Loads the site, opens the line and keeps both; called once. */
export async function startLive(): Promise<void> {
  startAge();
  setInterval(() => void askWhy(), HEALTH_EVERY_MS);
  const loaded = await loadUntilAnswered();
  const schema = schemaOf(loaded.site);
  let frames = 0;
  context.value = loaded;
  const socket = io({
    transports: ['websocket'],
    reconnectionDelay: 500,
    reconnectionDelayMax: 3_000,
  });
  link = createLink(socket, createFeed(loaded, schema, interest.has), interest.topics, {
    arrived: ({ live, arrivedMs, missed }) => {
      noteArrival();
      noteMissed(missed);
      if (live && clock.value) noteFrame(clock.value.timeMs, arrivedMs);
      if (++frames === AGREED_FRAMES) sessionStorage.removeItem(RELOADED_FOR);
    },
    connected: noteLine,
    hello: (hello) => greet(hello, schema),
    mismatch: () => reloadOnce(schema),
    damaged: (detail) => {
      failure.value = { kind: 'damaged', detail };
    },
    refused: (detail) => {
      failure.value = { kind: 'refused', detail };
    },
  });
}

async function loadUntilAnswered(): Promise<SiteContext> {
  for (;;) {
    try {
      return await loadContext();
    } catch {
      noteLine(false);
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

/** After a restart the server may be another one. */
function greet(hello: Hello, schema: number): void {
  const known = context.value;
  if (hello.schema !== schema) reloadOnce(hello.schema);
  else if (known && (known.speed !== hello.speed || known.version !== hello.version)) {
    context.value = { ...known, speed: hello.speed, version: hello.version };
  }
}

/** A new page may know the server's dictionary; if the same disagreement comes back, it is said and left. */
function reloadOnce(schema: number): void {
  if (sessionStorage.getItem(RELOADED_FOR) === String(schema)) {
    failure.value = { kind: 'schema' };
    return;
  }
  sessionStorage.setItem(RELOADED_FOR, String(schema));
  location.reload();
}

/** While nothing arrives, the server knows why: how far its start has come, or, with status 503, that nothing will. */
async function askWhy(): Promise<void> {
  const waiting = connection.value === 'connecting' && openS.value >= ASK_FROM_S;
  const silent = connection.value === 'stale' && ageS.value >= SILENT_FROM_S;
  if (!waiting && !silent) return;
  try {
    const health = (await (await fetch('/api/health')).json()) as HealthAnswer;
    if (health.state === 'failed') failure.value = { kind: 'source' };
    making.value = health.backfill ?? undefined;
  } catch {
    // The line says by itself that the server is gone.
  }
}
