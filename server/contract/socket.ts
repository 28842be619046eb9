// The Socket.IO event maps: everything that page and server say to each other live.
import type { EventRecord, SiteStatus } from './event.ts';
import type { JobView } from './job.ts';

/** A frame as it travels: a Node client receives a Buffer, a browser an ArrayBuffer. */
export type Bytes = ArrayBuffer | ArrayBufferView;

/** The closed set of refusals; anything else is `internal`. */
type RefusalCode = 'badPayload' | 'unknownTopic' | 'tooManyTopics' | 'tooFast' | 'internal';

export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
  /** The culprit, where there is one. */
  readonly field?: string;
}

export type SubscribeReply =
  | { readonly ok: true; readonly topics: readonly string[] }
  | { readonly ok: false; readonly error: Refusal };

export interface Hello {
  readonly site: string;
  /** Fingerprint of dictionary and site (schema.ts); a page with another one reloads. */
  readonly schema: number;
  readonly version: string;
  readonly speed: number;
}

export interface ServerToClient {
  hello: (hello: Hello) => void;
  /** Everything subscribed to, of one published frame. A busy client keeps only the newest one and misses those between. */
  tick: (seq: number, parts: readonly Bytes[]) => void;
  /** Whole state of one topic: on join, on `resync`. Never dropped. */
  snapshot: (topic: string, seq: number, parts: readonly Bytes[]) => void;
  /** The server refused something that carries no acknowledgement. */
  refused: (error: Refusal) => void;
}

export interface ClientToServer {
  /** The whole list of topics wanted from now on; it replaces the one before. */
  subscribe: (topics: readonly string[], reply: (reply: SubscribeReply) => void) => void;
  /** A gap in `seq` was seen: snapshots of everything, please. */
  resync: (reply: (reply: SubscribeReply) => void) => void;
}

export const MAX_TOPICS = 24;

/** Ended jobs that a snapshot carries and a page keeps; more are at /api/jobs. */
export const ENDED_JOBS_KEPT = 40;

/** JSON of a `records` frame of topic `jobs`: new and changed jobs; in a snapshot all that are queued or running. */
export interface JobsRecords {
  readonly jobs: readonly JobView[];
}

/** JSON of a `records` frame of topic `events`: new and changed events; in a snapshot the latest ones. */
export interface EventsRecords {
  readonly status: SiteStatus;
  readonly events: readonly EventRecord[];
}
