// One client: what it follows, and what it can be sent without its queue growing.
import type { Socket } from 'socket.io';
import type { ClientToServer, ServerToClient } from '../contract/socket.ts';
import type { Topic } from '../contract/topic.ts';
import type { Encoder, Parts } from './encoder.ts';

export type StreamSocket = Socket<ClientToServer, ServerToClient>;

/** Where a topic stands at this client: snapshot to come, or part of every frame after `since`. */
interface Following {
  readonly topic: Topic;
  since: number;
}
const OWED = Number.POSITIVE_INFINITY;
/** Small packets (answers, pings) that may wait for a client that does not read; then it is hung up on. */
const MAX_WAITING = 64;

export interface Viewer {
  readonly topics: Iterable<readonly [text: string, topic: Topic]>;
  /** Replaces the list; topics that are new to it get a snapshot. */
  follow(topics: ReadonlyMap<string, Topic>): void;
  /** Snapshots of everything, as soon as the client can take them. */
  resync(): void;
  /** The one event of a frame; like a volatile one it never waits behind another. */
  tick(seq: number, parts: ReadonlyMap<string, Parts>): void;
  /** Hangs up on a client that lets answers pile up. */
  check(): void;
}

/** `seqNow` is the newest published frame, 0 before the first. */
export function createViewer(socket: StreamSocket, encoder: Encoder, seqNow: () => number): Viewer {
  const following = new Map<string, Following>();
  const { conn } = socket;
  const isFree = (): boolean => conn.transport.writable && waiting(socket) === 0;
  let late: { readonly seq: number; readonly parts: ReadonlyMap<string, Parts> } | undefined;
  // The transport says so each time that everything handed to it has left the process.
  conn.transport.on('ready', () => {
    if (late && isFree()) send(late.seq, late.parts);
    settle();
  });

  /** An event with n parts is n + 1 packets: held back until all are there, they cost one write to the kernel. */
  function inOneWrite(emit: () => void): void {
    const { transport, request } = conn;
    transport.writable = false;
    try {
      emit();
    } finally {
      transport.writable = true;
      request.socket.cork();
      try {
        transport.emit('ready');
      } finally {
        request.socket.uncork();
      }
    }
  }

  function send(seq: number, parts: ReadonlyMap<string, Parts>): void {
    late = undefined;
    const mine: Uint8Array[] = [];
    for (const [text, { since }] of following) {
      if (seq > since) mine.push(...(parts.get(text) ?? []));
    }
    inOneWrite(() => socket.emit('tick', seq, mine));
  }

  /** Sends what is owed: only when nothing waits, so that no client ever holds more than one set. */
  function settle(): void {
    if (seqNow() === 0 || !socket.connected || !isFree()) return;
    for (const [text, entry] of following) {
      if (entry.since !== OWED) continue;
      entry.since = seqNow();
      socket.emit('snapshot', text, entry.since, encoder.snapshot(text, entry.topic));
    }
  }

  return {
    get topics() {
      return [...following].map(([text, { topic }]) => [text, topic] as const);
    },
    follow(topics) {
      for (const text of following.keys()) if (!topics.has(text)) following.delete(text);
      // Before the first frame there is no state to send: that frame brings it.
      const since = seqNow() === 0 ? 0 : OWED;
      for (const [text, topic] of topics) {
        if (!following.has(text)) following.set(text, { topic, since });
      }
      settle();
    },
    resync() {
      if (seqNow() === 0) return;
      for (const entry of following.values()) entry.since = OWED;
      settle();
    },
    tick(seq, parts) {
      if (isFree()) send(seq, parts);
      // A busy client gets this frame when it is free again, unless the next one comes first.
      else late = { seq, parts };
    },
    check() {
      if (waiting(socket) > MAX_WAITING) socket.disconnect(true);
    },
  };
}

/** Packets that wait behind those which the transport still holds; the field is not in Engine.IO's types. */
function waiting(socket: StreamSocket): number {
  return (socket.conn as unknown as { readonly writeBuffer: readonly unknown[] }).writeBuffer
    .length;
}
