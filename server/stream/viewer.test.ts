// One client between frames: what it is owed, what waits, and what it never gets twice.
import { EventEmitter } from 'node:events';
import { beforeEach, expect, test } from 'vitest';
import type { Topic } from '../contract/topic.ts';
import { createTestTelemetry, type TestTelemetry } from '../testing.ts';
import type { Parts } from './encoder.ts';
import { createPlane } from './planes.ts';
import { createViewer, type StreamSocket, type Viewer } from './viewer.ts';

const SITE: ReadonlyMap<string, Topic> = new Map([['site', { kind: 'site' }]]);
const BOTH: ReadonlyMap<string, Topic> = new Map([...SITE, ['jobs', { kind: 'jobs' }]]);
const bytes = new Uint8Array(1);
const FRAME: ReadonlyMap<string, Parts> = new Map([
  ['site', [bytes]],
  ['jobs', [bytes, bytes]],
]);

let seq: number;
let sent: string[];
let transport: EventEmitter & { writable: boolean };
let viewer: Viewer;
let fault: Error | undefined;
let corks: number;

/** A transport that takes what waits in one go and is busy until the test says `ready`. */
beforeEach(() => {
  seq = 5;
  sent = [];
  fault = undefined;
  corks = 0;
  transport = Object.assign(new EventEmitter(), { writable: true });
  const writeBuffer: string[] = [];
  const flush = (): void => {
    if (!transport.writable || writeBuffer.length === 0) return;
    transport.writable = false;
    sent.push(...writeBuffer.splice(0));
  };
  transport.on('ready', flush);
  const socket = {
    connected: true,
    conn: {
      transport,
      writeBuffer,
      request: { socket: { cork: () => corks++, uncork: () => corks-- } },
    },
    emit(event: string, a: unknown, b: unknown): void {
      if (fault) throw fault;
      const tick = `tick ${a} of ${(b as Parts).length}`;
      writeBuffer.push(event === 'tick' ? tick : `snapshot ${a} ${b}`);
      flush();
    },
  };
  viewer = createViewer(
    socket as unknown as StreamSocket,
    { publish: () => FRAME, snapshot: () => [bytes] },
    () => seq,
  );
});

function ready(): void {
  transport.writable = true;
  transport.emit('ready');
}

test('a topic that came with a snapshot of this frame is left out of its tick', () => {
  viewer.follow(SITE);
  ready();
  viewer.tick(5, FRAME);
  ready();
  viewer.tick(6, FRAME);
  expect(sent).toEqual(['snapshot site 5', 'tick 5 of 0', 'tick 6 of 1']);
});

test('a busy client gets the newest frame when it is free, and none of those between', () => {
  viewer.follow(SITE);
  for (seq = 6; seq <= 8; seq++) viewer.tick(seq, FRAME);
  ready();
  expect(sent).toEqual(['snapshot site 5', 'tick 8 of 1']);
  ready();
  expect(sent).toHaveLength(2);
});

test('a frame that fails leaves the client able to take the next one', () => {
  fault = new Error('no such frame');
  expect(() => viewer.tick(5, FRAME)).toThrow('no such frame');
  fault = undefined;
  viewer.tick(6, FRAME);
  expect(sent).toEqual(['tick 6 of 0']);
  expect(corks).toBe(0);
});

test('snapshots wait until nothing else does, and then are of the newest frame', () => {
  viewer.follow(SITE);
  viewer.follow(BOTH);
  viewer.resync();
  viewer.resync();
  seq = 7;
  viewer.tick(7, FRAME);
  expect(sent).toEqual(['snapshot site 5']);
  ready();
  expect(sent).toEqual(['snapshot site 5', 'tick 7 of 0']);
  ready();
  ready();
  expect(sent.slice(2)).toEqual(['snapshot site 7', 'snapshot jobs 7']);
  ready();
  viewer.tick(8, FRAME);
  expect(sent.at(-1)).toBe('tick 8 of 3');
});

test('a plane that missed a frame begins again with a key', () => {
  const telemetry: TestTelemetry = createTestTelemetry();
  const plane = createPlane({ kind: 'floor', metric: 'gpuPowerW' }, telemetry);
  const kinds = [1, 2, 3, 4].map((second) => {
    telemetry.advance();
    return second === 3 ? 'missed' : plane.next().kind;
  });
  expect(kinds).toEqual(['planeKey', 'planeDelta', 'missed', 'planeKey']);
});
