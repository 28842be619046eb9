// A Socket.IO client for tests of the stream: keeps what it receives and can follow planes like a page.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { inflateRawSync } from 'node:zlib';
import { io, type Socket } from 'socket.io-client';
import { decodeFrame, type Frame } from '../contract/frame.ts';
import { applyDelta, unpackPlane } from '../contract/plane.ts';
import type {
  Bytes,
  ClientToServer,
  Refusal,
  ServerToClient,
  SubscribeReply,
} from '../contract/socket.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { createStream, type Stream } from './stream.ts';

type TestSocket = Socket<ServerToClient, ClientToServer>;

export interface TestStream {
  readonly stream: Stream;
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

/** The stream on a free port of its own; only a page of its own address may connect. */
export async function openTestStream(telemetry: Telemetry): Promise<TestStream> {
  const server: Server = createServer();
  const stream = createStream({
    server,
    telemetry,
    version: '0.0.0-test',
    allowedOrigin: (origin, host) => origin === undefined || origin === `http://${host}`,
    log: { error() {} },
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return {
    stream,
    port,
    url: `http://127.0.0.1:${port}`,
    async close() {
      await stream.close();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

export interface TestClient {
  readonly socket: TestSocket;
  readonly ticks: { readonly seq: number; readonly frames: readonly Frame[] }[];
  readonly snapshots: { readonly topic: string; readonly frames: readonly Frame[] }[];
  readonly refusals: Refusal[];
  ask(question: 'subscribe' | 'resync', topics?: readonly string[]): Promise<SubscribeReply>;
  /** Resolves when the condition holds; rejects after two seconds with `what`. */
  until(what: string, holds: () => boolean): Promise<void>;
}

export async function connectClient(url: string): Promise<TestClient> {
  const socket: TestSocket = io(url, { transports: ['websocket'], forceNew: true });
  const client: TestClient = {
    socket,
    ticks: [],
    snapshots: [],
    refusals: [],
    ask: (question, topics) =>
      question === 'subscribe'
        ? socket.emitWithAck('subscribe', topics ?? [])
        : socket.emitWithAck('resync'),
    async until(what, holds) {
      for (let waitedMs = 0; !holds(); waitedMs += 5) {
        if (waitedMs > 2_000) throw new Error(`timed out: ${what}`);
        await new Promise((done) => setTimeout(done, 5));
      }
    },
  };
  const decode = (parts: readonly Bytes[]) => parts.map((part) => decodeFrame(part));
  socket.on('tick', (seq, parts) => client.ticks.push({ seq, frames: decode(parts) }));
  socket.on('snapshot', (topic, _, parts) =>
    client.snapshots.push({ topic, frames: decode(parts) }),
  );
  socket.on('refused', (error) => client.refusals.push(error));
  await new Promise<void>((done, fail) => {
    socket.once('hello', () => done());
    socket.once('connect_error', fail);
  });
  return client;
}

/** Applies a plane frame to `codes` by the page's rules; false when a delta does not apply. */
export function applyPlane(frame: Frame, plane: { seq: number; codes: Uint8Array }): boolean {
  const inflate = (bytes: Uint8Array): Uint8Array => inflateRawSync(bytes);
  const bytes = unpackPlane(frame.payload, plane.codes.length, inflate);
  if (frame.kind === 'planeDelta' && frame.seq !== plane.seq + 1) return false;
  if (frame.kind === 'planeDelta') applyDelta(plane.codes, bytes);
  else plane.codes.set(bytes);
  plane.seq = frame.seq;
  return true;
}
