// The live stream: Socket.IO on the program's own server, one event a published frame for every client.
import type { Server as HttpServer } from 'node:http';
import { Server, type ServerOptions } from 'socket.io';
import { schemaOf } from '../contract/schema.ts';
import type { ClientToServer, ServerToClient } from '../contract/socket.ts';
import type { Topic } from '../contract/topic.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import type { Allowance } from './allowance.ts';
import { createBroadcast } from './broadcast.ts';
import { type Connection, type Guard, guardConnection, hangUp } from './connection.ts';
import { createEncoder } from './encoder.ts';
import { answerQuestions, type StreamLog } from './questions.ts';
import { createViewer, type Viewer } from './viewer.ts';

export interface StreamParts {
  readonly server: HttpServer;
  readonly telemetry: Telemetry;
  readonly version: string;
  /** Whether a page of this origin, which called this host, may connect. */
  readonly allowedOrigin: (origin: string | undefined, host: string | undefined) => boolean;
  readonly log: StreamLog;
  /** For more than one process; none keeps everything in memory. */
  readonly adapter?: NonNullable<ServerOptions['adapter']>;
}

export interface Stream {
  clients(): number;
  close(): Promise<void>;
}

const PING_MS = 10_000;
/** The longest question is 24 topics of 64 characters. */
const MAX_MESSAGE_BYTES = 8_192;

export function createStream(parts: StreamParts): Stream {
  const { telemetry } = parts;
  const encoder = createEncoder(telemetry);
  const viewers = new Map<Connection, { viewer: Viewer; allowance: Allowance }>();
  const joined = new WeakSet<Connection>();
  const guards = new Set<Guard>();
  const broadcast = createBroadcast();
  const io = openServer(parts);
  const hello = {
    site: telemetry.site.id,
    schema: schemaOf(telemetry.site),
    version: parts.version,
    speed: telemetry.source.speed,
  };

  // Also those that never join.
  io.engine.on('connection', (conn: Connection) => {
    const guard = guardConnection(conn);
    guards.add(guard);
    conn.once('close', () => guards.delete(guard));
  });

  io.on('connection', (socket) => {
    const { conn } = socket;
    // One viewer a connection, for good: a page neither joins twice nor comes back over the same one.
    if (joined.has(conn)) {
      hangUp(conn);
      return;
    }
    joined.add(conn);
    const viewer = createViewer(socket, encoder, () => telemetry.frame.seq);
    const allowance = answerQuestions(socket, viewer, telemetry, parts.log);
    viewers.set(conn, { viewer, allowance });
    socket.on('disconnect', () => viewers.delete(conn));
    socket.emit('hello', hello);
  });

  /** A fault of ours must not reach the source, nor keep the other clients from their frame. */
  function guarded(act: () => void): void {
    try {
      act();
    } catch (error) {
      parts.log.error({ error }, 'a frame could not be sent');
    }
  }

  function publish(): void {
    const topics = new Map<string, Topic>();
    for (const { viewer } of viewers.values()) {
      for (const [text, topic] of viewer.topics) topics.set(text, topic);
    }
    const { seq } = telemetry.frame;
    const frame = encoder.publish(topics);
    const order = [...viewers.values()];
    broadcast.start(order, (i) => guarded(() => order[i]?.viewer.tick(seq, frame)));
  }
  const stopFrames = telemetry.onFrame(() => guarded(publish));

  const second = setInterval(() => {
    for (const guard of guards) guard.check();
    for (const { viewer, allowance } of viewers.values()) {
      allowance.refill();
      viewer.check();
    }
  }, 1_000).unref();

  async function close(): Promise<void> {
    stopFrames();
    clearInterval(second);
    broadcast.stop();
    // Not io.close(): the HTTP server belongs to the application, which closes it.
    io.disconnectSockets(true);
    io.engine.close();
    await io.of('/').adapter.close();
  }

  return { clients: () => viewers.size, close };
}

function openServer({ server, allowedOrigin, adapter }: StreamParts) {
  return new Server<ClientToServer, ServerToClient>(server, {
    transports: ['websocket'],
    allowUpgrades: false,
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: MAX_MESSAGE_BYTES,
    pingInterval: PING_MS,
    pingTimeout: PING_MS,
    connectTimeout: PING_MS,
    allowRequest: ({ headers }, decide) =>
      decide(null, allowedOrigin(headers.origin, headers.host)),
    ...(adapter ? { adapter } : {}),
  });
}
