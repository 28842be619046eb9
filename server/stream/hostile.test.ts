// What the stream does with clients that are wrong, hostile, foreign or asleep.
import { randomBytes } from 'node:crypto';
import { connect as connectTcp, type Socket as TcpSocket } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { io } from 'socket.io-client';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPlaces } from '../contract/place.ts';
import { createTestTelemetry, type TestTelemetry } from '../testing.ts';
import { ONE_RACK } from '../testingSite.ts';
import { connectClient, openTestStream, type TestClient, type TestStream } from './testClient.ts';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let telemetry: TestTelemetry;
let server: TestStream;
let client: TestClient;

async function open(rows = ONE_RACK): Promise<void> {
  telemetry = createTestTelemetry(rows);
  telemetry.advance();
  server = await openTestStream(telemetry);
  client = await connectClient(server.url);
}

beforeEach(() => open());
afterEach(async () => {
  client.socket.disconnect();
  await server.close();
});

/** Says anything, past the types. */
function emitRaw(event: string, ...args: readonly unknown[]): void {
  (client.socket as unknown as { emit(event: string, ...args: readonly unknown[]): void }).emit(
    event,
    ...args,
  );
}

const askRaw = (event: string, ...args: readonly unknown[]): Promise<unknown> =>
  new Promise((done) => emitRaw(event, ...args, done));

test.each([
  ['no list', 'site', 'badPayload', 'topics'],
  ['null', null, 'badPayload', 'topics'],
  ['an object', { length: 1 }, 'badPayload', 'topics'],
  ['a number in the list', ['site', 7], 'badPayload', 'topics[1]'],
  ['a long text', [`rack:${'R'.repeat(80)}`], 'badPayload', 'topics[0]'],
  ['an unknown kind', ['weather'], 'unknownTopic', 'topics[0]'],
  ['an unknown rack', ['site', 'rack:R2'], 'unknownTopic', 'topics[1]'],
  ['an unknown metric', ['floor:gpuPower'], 'unknownTopic', 'topics[0]'],
  ['a prototype member', ['floor:constructor'], 'unknownTopic', 'topics[0]'],
  ['a mask as a plane', ['floor:gpuEventReasons'], 'unknownTopic', 'topics[0]'],
  ['too many', Array.from({ length: 25 }, () => 'site'), 'tooManyTopics', 'topics'],
])('%s is refused in words, and the list before stays', async (_, payload, code, field) => {
  await client.ask('subscribe', ['site']);
  expect(await askRaw('subscribe', payload)).toMatchObject({ ok: false, error: { code, field } });
  telemetry.advance();
  await client.until('the next tick', () => client.ticks.length === 1);
  expect(client.ticks[0]?.frames.map(({ topic }) => topic)).toEqual(['site']);
});

test('planes of two halls at a time are refused', async () => {
  client.socket.disconnect();
  await server.close();
  await open(ONE_RACK.map((row) => ({ ...row, count: row.kind === 'site' ? 1 : row.count * 2 })));
  expect(createPlaces(telemetry.site.places).count('hall')).toBe(2);
  const topics = ['floor:gpuPowerW:H1', 'floor:gpuTempC:H1'];
  expect(await client.ask('subscribe', topics)).toMatchObject({ ok: true });
  await client.until('both snapshots', () => client.snapshots.length === 2);
  expect(await client.ask('subscribe', [...topics, 'floor:gpuTempC:H2'])).toMatchObject({
    ok: false,
    error: { code: 'tooManyTopics' },
  });
});

test('questions without an acknowledgement and unknown events are refused, and harm nobody', async () => {
  emitRaw('subscribe', ['site']);
  emitRaw('resync');
  emitRaw('subscribe');
  emitRaw('error', new Error('boom'));
  emitRaw('constructor', 1);
  await client.until('five refusals', () => client.refusals.length === 5);
  expect(client.refusals.map(({ code }) => code)).toEqual(Array(5).fill('badPayload'));
  expect(client.refusals[0]?.field).toBe('reply');
  expect(await askRaw('subscribe')).toMatchObject({ ok: false, error: { code: 'badPayload' } });
  telemetry.advance();
  await client.until('a tick', () => client.ticks.length === 1);
});

test('who asks too fast is told so, and is heard again a second later', async () => {
  const replies = await Promise.all(Array.from({ length: 40 }, () => client.ask('resync')));
  // How many it is to the number says allowance.test.ts; here a second may begin anywhere in the burst.
  expect(replies.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(20);
  expect(replies.find(({ ok }) => !ok)).toMatchObject({ ok: false, error: { code: 'tooFast' } });
  const heard = async () => expect(await client.ask('resync')).toMatchObject({ ok: true });
  await vi.waitFor(heard, { timeout: 5_000, interval: 100 });
});

test('who floods is hung up on, and the others stay', async () => {
  const flooder = await connectClient(server.url);
  flooder.socket.io.opts.reconnection = false;
  const gone = new Promise((done) => flooder.socket.once('disconnect', done));
  for (let i = 0; i < 200; i++) void flooder.ask('resync').catch(() => undefined);
  expect(await gone).toMatch(/transport/);
  expect(await client.ask('subscribe', ['site'])).toMatchObject({ ok: true });
  expect(server.stream.clients()).toBe(1);
});

test('who sends more than a question can be is hung up on', async () => {
  const gone = new Promise((done) => client.socket.once('disconnect', done));
  emitRaw('subscribe', ['x'.repeat(20_000)], () => undefined);
  expect(await gone).toMatch(/transport/);
});

test('a page of a foreign origin is refused, the own page and programs are not', async () => {
  const attempt = (origin: string | undefined): Promise<string> =>
    new Promise((done) => {
      const socket = io(server.url, {
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        ...(origin ? { extraHeaders: { origin } } : {}),
      });
      const end = (verdict: string) => {
        socket.disconnect();
        done(verdict);
      };
      socket.once('hello', () => end('in'));
      socket.once('connect_error', () => end('out'));
    });
  expect(await attempt('https://elsewhere.example')).toBe('out');
  expect(await attempt('null')).toBe('out');
  expect(await attempt(server.url)).toBe('in');
  expect(await attempt(undefined)).toBe('in');
});

test('polling is not offered', async () => {
  const answer = await fetch(`${server.url}/socket.io/?EIO=4&transport=polling`);
  expect(answer.status).toBe(400);
});

/** A raw WebSocket client with its Engine.IO session open, and nothing said yet. */
async function connectRaw(): Promise<TcpSocket> {
  const tcp = connectTcp(server.port, '127.0.0.1');
  // Whoever is hung up on while it writes sees a reset.
  tcp.on('error', () => undefined);
  tcp.write(
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: sleeper\r\nUpgrade: websocket\r\n' +
      'Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
  );
  await said(tcp);
  return tcp;
}

const said = (tcp: TcpSocket): Promise<unknown> => new Promise((done) => tcp.once('data', done));
const gone = (tcp: TcpSocket): Promise<unknown> => new Promise((done) => tcp.once('close', done));

/** A client that subscribes and then reads nothing more. */
async function connectSleeper(topics: readonly string[]): Promise<TcpSocket> {
  const tcp = await connectRaw();
  tcp.write(maskedText('40'));
  await said(tcp);
  tcp.write(maskedText(`420["subscribe",${JSON.stringify(topics)}]`));
  tcp.pause();
  return tcp;
}

/** A WebSocket text frame under 64 kB as a client sends it, masked with zeros. */
function maskedText(text: string): Buffer {
  const { length } = text;
  const head = length < 126 ? [0x81, 0x80 | length] : [0x81, 0xfe, length >> 8, length & 255];
  return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), Buffer.from(text)]);
}

/** Bytes that the program holds outside the heap once the garbage is gone; buffers are swept a moment later. */
async function heldBytes(): Promise<number> {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 4; round++) {
    collectGarbage();
    await new Promise((done) => setTimeout(done, 50));
    const { arrayBuffers, external } = process.memoryUsage();
    least = Math.min(least, arrayBuffers + external);
  }
  return least;
}

test('a connection that joins many times in one write is one viewer at most, and is closed', async () => {
  const warnings: string[] = [];
  const warn = ({ name }: Error): unknown => warnings.push(name);
  process.on('warning', warn);
  await client.ask('subscribe', ['site']);
  const tcp = await connectRaw();
  const closed = gone(tcp);
  tcp.resume();
  let most = 0;
  const watch = setInterval(() => {
    most = Math.max(most, server.stream.clients());
  }, 1);
  tcp.write(Buffer.concat(Array(50).fill(maskedText('40'))));
  for (let second = 2; second <= 4; second++) {
    telemetry.advance();
    await client.until(`tick ${second}`, () => client.ticks.at(-1)?.seq === second);
  }
  clearInterval(watch);
  process.off('warning', warn);
  expect(client.ticks.map(({ seq }) => seq)).toEqual([2, 3, 4]);
  expect(most).toBeLessThanOrEqual(2);
  expect(warnings).toEqual([]);
  await closed;
  expect(server.stream.clients()).toBe(1);
});

test.each([
  ['has not joined', ''],
  ['has joined', '40'],
])('a connection that %s and pings without reading is hung up on', async (_, hello) => {
  const tcp = await connectRaw();
  if (hello) {
    tcp.write(maskedText(hello));
    await client.until('it is in', () => server.stream.clients() === 2);
  }
  tcp.pause();
  const ping = Buffer.from([0x89, 0x80, 0, 0, 0, 0]);
  tcp.write(Buffer.concat(Array(500).fill(ping)));
  const closed = gone(tcp);
  // Reads again only so that this end learns of its end.
  tcp.resume();
  await closed;
  await client.until('it is out', () => server.stream.clients() === 1);
  expect(await client.ask('subscribe', ['site'])).toMatchObject({ ok: true });
});

test('a connection that left and joins again is closed: no second allowance', async () => {
  const tcp = await connectRaw();
  const closed = gone(tcp);
  tcp.resume();
  tcp.write(maskedText('40'));
  await client.until('it is in', () => server.stream.clients() === 2);
  tcp.write(maskedText('41'));
  await client.until('it is out', () => server.stream.clients() === 1);
  tcp.write(maskedText('40'));
  await closed;
  expect(server.stream.clients()).toBe(1);
});

test('a client that stops reading holds no growing memory, and the others miss nothing', async () => {
  client.socket.disconnect();
  await server.close();
  const inRack = ['rack', 'shelf', 'switchTray', 'tray', 'gpu'];
  await open(
    ONE_RACK.map((row) => (inRack.includes(row.kind) ? { ...row, count: row.count * 256 } : row)),
  );
  const metrics = ['gpuPowerW', 'gpuTempC', 'gpuMemTempC', 'gpuSmClockMHz', 'gpuUtilPct'] as const;
  const topics = metrics.map((metric) => `floor:${metric}`);
  const sleepers = await Promise.all(Array.from({ length: 3 }, () => connectSleeper(topics)));
  await client.ask('subscribe', ['floor:rackPowerW']);
  await client.until('all four', () => server.stream.clients() === 4);

  const FRAMES = 400;
  // 18,432 random bytes a plane cannot be squeezed.
  const FRAME_BYTES = metrics.length * 18_432;
  let before = 0;
  for (let second = 1; second <= FRAMES; second++) {
    telemetry.advance((columns) => {
      for (const metric of metrics) {
        const random = randomBytes(columns[metric].length);
        for (let i = 0; i < random.length; i++) columns[metric][i] = (random[i] ?? 0) * 4.7;
      }
    });
    await client.until('its tick', () => client.ticks.length === second);
    if (second === FRAMES / 2) before = await heldBytes();
  }
  const seqs = client.ticks.map(({ seq }) => seq);
  expect(seqs).toEqual(Array.from({ length: FRAMES }, (_, i) => i + 2));
  expect((await heldBytes()) - before).toBeLessThan(10 * FRAME_BYTES);

  // What a sleeper finds when it wakes up is what the kernel held, not all that was published.
  const [sleeper] = sleepers;
  let found = 0;
  let foundBefore = -1;
  const quiet = (): void => {
    const news = found - foundBefore;
    foundBefore = found;
    expect(news).toBe(0);
  };
  sleeper?.on('data', (chunk: Buffer) => {
    found += chunk.length;
  });
  sleeper?.resume();
  await vi.waitFor(() => expect(found).toBeGreaterThan(FRAME_BYTES), { timeout: 10_000 });
  await vi.waitFor(quiet, { timeout: 10_000, interval: 200 });
  expect(found).toBeLessThan((FRAMES / 2) * FRAME_BYTES);
  for (const tcp of sleepers) tcp.destroy();
});
