import { beforeEach, expect, test, vi } from 'vitest';
import { type Feed, SchemaMismatch } from './feed.ts';
import { createLink, type LinkReports, type SocketLike } from './link.ts';

/** A socket that a test drives: it keeps what was asked and lets the test answer. */
class FakeSocket implements SocketLike {
  connected = false;
  asked: { event: string; args: unknown[] }[] = [];
  private readonly listeners = new Map<string, (...args: never[]) => void>();

  on(event: string, listener: (...args: never[]) => void): void {
    this.listeners.set(event, listener);
  }

  emit(event: string, ...args: unknown[]): void {
    this.asked.push({ event, args });
  }

  connect(): void {
    this.connected = true;
    this.receive('connect');
  }

  drop(reason: string): void {
    this.connected = false;
    this.receive('disconnect', reason);
  }

  receive(event: string, ...args: unknown[]): void {
    this.listeners.get(event)?.(...(args as never[]));
  }

  count(event: string): number {
    return this.asked.filter((question) => question.event === event).length;
  }
}

/** Stands for a frame: the feed of these tests reads none. */
const PART = new Uint8Array();

let socket: FakeSocket;
let accept: ReturnType<typeof vi.fn<Feed['accept']>>;
let report: { [K in keyof LinkReports]: ReturnType<typeof vi.fn<LinkReports[K]>> };
let nowMs: number;

beforeEach(() => {
  socket = new FakeSocket();
  accept = vi.fn<Feed['accept']>(() => 'complete');
  report = {
    arrived: vi.fn(),
    connected: vi.fn(),
    hello: vi.fn(),
    mismatch: vi.fn(),
    damaged: vi.fn(),
    refused: vi.fn(),
  };
  nowMs = 0;
});

function open() {
  const link = createLink(
    socket,
    { accept },
    () => ['site', 'jobs'],
    report,
    () => nowMs,
  );
  socket.connect();
  return link;
}

test('topics are asked for on every connection, by itself', () => {
  open();
  expect(socket.asked[0]?.args[0]).toEqual(['site', 'jobs']);
  socket.drop('transport close');
  expect(report.connected).toHaveBeenLastCalledWith(false);
  socket.connect();
  expect(socket.count('subscribe')).toBe(2);
});

test('an empty frame is no sign of life: it is not counted, and the topics are asked for again', () => {
  open();
  socket.receive('tick', 6, []);
  expect(report.arrived).not.toHaveBeenCalled();
  expect(socket.count('subscribe')).toBe(1);
  nowMs = 3_000;
  socket.receive('tick', 7, []);
  expect(socket.count('subscribe')).toBe(2);
  socket.receive('tick', 8, []);
  expect(socket.count('subscribe')).toBe(2);
});

test('nothing is asked while the line is down', () => {
  const link = open();
  socket.drop('transport close');
  link.subscribe();
  expect(socket.count('subscribe')).toBe(1);
});

test('frames in sequence are handed on and ask for nothing', () => {
  open();
  socket.receive('snapshot', 'site', 5, [PART]);
  socket.receive('tick', 6, [PART]);
  socket.receive('tick', 7, [PART]);
  expect(accept).toHaveBeenCalledTimes(3);
  expect(report.arrived).toHaveBeenCalledTimes(3);
  expect(socket.count('resync')).toBe(0);
});

test('a jump in the sequence asks for snapshots, once', () => {
  open();
  socket.receive('tick', 6, [PART]);
  socket.receive('tick', 8, [PART]);
  socket.receive('tick', 10, [PART]);
  expect(socket.count('resync')).toBe(1);
  nowMs = 10_000;
  socket.receive('tick', 12, [PART]);
  expect(socket.count('resync')).toBe(2);
});

test('frames that never came are counted, those of a snapshot are not live', () => {
  open();
  nowMs = 7;
  socket.receive('snapshot', 'site', 5, [PART]);
  expect(report.arrived).toHaveBeenLastCalledWith({ live: false, arrivedMs: 7, missed: 0 });
  socket.receive('tick', 6, [PART]);
  expect(report.arrived).toHaveBeenLastCalledWith({ live: true, arrivedMs: 7, missed: 0 });
  socket.receive('tick', 9, [PART]);
  expect(report.arrived).toHaveBeenLastCalledWith({ live: true, arrivedMs: 7, missed: 2 });
});

test('a change without its base asks for snapshots', () => {
  accept.mockReturnValue('gap');
  open();
  socket.receive('tick', 6, [PART]);
  expect(socket.count('resync')).toBe(1);
});

test('a server that starts again counts from anew without a gap', () => {
  open();
  socket.receive('tick', 900, [PART]);
  socket.drop('transport close');
  socket.connect();
  socket.receive('tick', 3, [PART]);
  expect(socket.count('resync')).toBe(0);
});

test('a frame that cannot be read is reported and is no sign of life', () => {
  accept.mockImplementation(() => {
    throw new Error('not a frame');
  });
  open();
  socket.receive('tick', 6, [PART]);
  expect(report.damaged).toHaveBeenCalledWith('not a frame');
  expect(report.arrived).not.toHaveBeenCalled();
});

test('another dictionary is reported as such', () => {
  accept.mockImplementation(() => {
    throw new SchemaMismatch();
  });
  open();
  socket.receive('tick', 6, [PART]);
  expect(report.mismatch).toHaveBeenCalledTimes(1);
});

test('a refusal for haste is tried again, any other is said', () => {
  vi.useFakeTimers();
  open();
  const reply = socket.asked[0]?.args[1] as (answer: unknown) => void;
  reply({ ok: false, error: { code: 'tooFast', message: 'slower' } });
  vi.advanceTimersByTime(2_000);
  expect(socket.count('subscribe')).toBe(2);
  reply({ ok: false, error: { code: 'unknownTopic', message: 'no such topic' } });
  expect(report.refused).toHaveBeenCalledWith('no such topic');
  vi.useRealTimers();
});

test('when the server ends the connection, the page knocks again', () => {
  vi.useFakeTimers();
  open();
  socket.drop('io server disconnect');
  vi.advanceTimersByTime(2_000);
  expect(socket.connected).toBe(true);
  vi.useRealTimers();
});
