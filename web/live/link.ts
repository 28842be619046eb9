// The line to the server: says which topics are wanted, hands frames to the feed, asks again after a gap.
import type { Bytes, Hello, SubscribeReply } from '../../server/contract/socket.ts';
import { type Feed, SchemaMismatch } from './feed.ts';

/** What the link needs of a Socket.IO client; a test brings its own. */
export interface SocketLike {
  readonly connected: boolean;
  on(event: string, listener: (...args: never[]) => void): unknown;
  emit(event: string, ...args: unknown[]): unknown;
  connect(): unknown;
}

export interface LinkReports {
  /** A frame has arrived and was read; `live` when it is of the newest second, with the frames that were missed before it. */
  arrived(frame: {
    readonly live: boolean;
    readonly arrivedMs: number;
    readonly missed: number;
  }): void;
  connected(yes: boolean): void;
  hello(hello: Hello): void;
  /** The page and the server do not speak of the same site. */
  mismatch(): void;
  /** A frame that cannot be read. */
  damaged(detail: string): void;
  /** The server does not give these topics. */
  refused(detail: string): void;
}

export interface Link {
  /** Sends the list of wanted topics, now or when the line stands. */
  subscribe(): void;
}

const RETRY_MS = 1_000;
/** A snapshot that has not come by then is asked for again. */
const RESYNC_PATIENCE_MS = 3_000;

export function createLink(
  socket: SocketLike,
  feed: Feed,
  topics: () => readonly string[],
  report: LinkReports,
  now: () => number = () => performance.now(),
): Link {
  let lastSeq: number | undefined;
  let resyncAskedMs = Number.NEGATIVE_INFINITY;
  let subscribedMs = Number.NEGATIVE_INFINITY;

  function subscribe(): void {
    if (!socket.connected) return;
    subscribedMs = now();
    socket.emit('subscribe', topics(), answered);
  }

  function answered(reply: SubscribeReply): void {
    if (reply.ok) return;
    const { code } = reply.error;
    if (code === 'tooFast' || code === 'internal') setTimeout(subscribe, RETRY_MS);
    else report.refused(reply.error.message);
  }

  function subscribeAgain(): void {
    if (now() - subscribedMs >= RESYNC_PATIENCE_MS) subscribe();
  }

  function resync(): void {
    if (now() - resyncAskedMs < RESYNC_PATIENCE_MS) return;
    resyncAskedMs = now();
    socket.emit('resync', () => undefined);
  }

  function take(seq: number, parts: readonly Bytes[], whole: boolean): void {
    const arrivedMs = now();
    const missed = whole || lastSeq === undefined ? 0 : Math.max(0, seq - lastSeq - 1);
    lastSeq = Math.max(seq, lastSeq ?? seq);
    try {
      const reading = feed.accept(parts, whole);
      // The shell follows `site`: an empty frame tells that the server does not know what this page wants.
      if (parts.length > 0) report.arrived({ live: !whole, arrivedMs, missed });
      else if (topics().length > 0) subscribeAgain();
      if (missed > 0 || reading === 'gap') resync();
    } catch (error) {
      if (error instanceof SchemaMismatch) report.mismatch();
      else report.damaged(error instanceof Error ? error.message : String(error));
    }
  }

  socket.on('connect', () => {
    lastSeq = undefined;
    resyncAskedMs = Number.NEGATIVE_INFINITY;
    report.connected(true);
    subscribe();
  });
  socket.on('disconnect', (reason: string) => {
    report.connected(false);
    // The one case in which Socket.IO does not try again by itself.
    if (reason === 'io server disconnect') setTimeout(() => socket.connect(), RETRY_MS);
  });
  socket.on('connect_error', () => report.connected(false));
  socket.on('hello', report.hello);
  socket.on('tick', (seq: number, parts: readonly Bytes[]) => take(seq, parts, false));
  socket.on('snapshot', (_topic: string, seq: number, parts: readonly Bytes[]) =>
    take(seq, parts, true),
  );
  return { subscribe };
}
