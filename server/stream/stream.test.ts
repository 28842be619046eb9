// The stream as a client sees it: one event a frame, planes that stay exact, gaps that heal.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { rangeOf } from '../contract/metrics.ts';
import { quantise } from '../contract/plane.ts';
import { schemaOf } from '../contract/schema.ts';
import type { EventsRecords, JobsRecords } from '../contract/socket.ts';
import { slicesOf, unpackTable } from '../contract/table.ts';
import type { FrameColumns } from '../telemetry/columns.ts';
import { createTestTelemetry, type TestTelemetry, testEvent, testJob } from '../testing.ts';
import {
  applyPlane,
  connectClient,
  openTestStream,
  type TestClient,
  type TestStream,
} from './testClient.ts';

let telemetry: TestTelemetry;
let server: TestStream;
const clients: TestClient[] = [];

beforeEach(async () => {
  telemetry = createTestTelemetry();
  server = await openTestStream(telemetry);
});
afterEach(async () => {
  for (const { socket } of clients.splice(0)) socket.disconnect();
  await server.close();
});

async function connect(): Promise<TestClient> {
  const client = await connectClient(server.url);
  clients.push(client);
  return client;
}

/** Power that changes everywhere from second to second, with holes. */
function noisyPower(second: number) {
  return ({ gpuPowerW }: FrameColumns): void => {
    for (let i = 0; i < gpuPowerW.length; i++) {
      gpuPowerW[i] = (i + second) % 13 === 0 ? Number.NaN : 600 + 500 * Math.sin(second * 2 + i);
    }
  };
}

function codesNow(): Uint8Array {
  const column = telemetry.columns.gpuPowerW;
  const codes = new Uint8Array(column.length);
  quantise(column, rangeOf('gpuPowerW', telemetry.site.limits) ?? [0, 1], codes);
  return codes;
}

const readJson = <T>(payload: Uint8Array | undefined): T =>
  JSON.parse(Buffer.from(payload ?? []).toString()) as T;

test('a client is greeted with the fingerprint of dictionary and site', async () => {
  const client = await connectClient(server.url);
  clients.push(client);
  client.socket.disconnect();
  const greeted = new Promise((done) => client.socket.once('hello', done));
  client.socket.connect();
  expect(await greeted).toEqual({
    site: 'one-rack',
    schema: schemaOf(telemetry.site),
    version: '0.0.0-test',
    speed: 1,
  });
});

test('many topics make exactly one event a frame, with the parts of each', async () => {
  const client = await connect();
  const topics = ['site', 'floor:gpuPowerW', 'floor:gpuTempC', 'rack:R1', 'gpu:R1-T07-G2', 'jobs'];
  expect(await client.ask('subscribe', topics)).toEqual({ ok: true, topics });
  for (let second = 1; second <= 5; second++) {
    telemetry.advance(noisyPower(second));
    await client.until(`tick ${second}`, () => client.ticks.length >= second);
  }
  await new Promise((done) => setTimeout(done, 50));
  expect(client.ticks.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
  expect(client.ticks[4]?.frames.map(({ topic, kind }) => `${topic} ${kind}`)).toEqual([
    'site table',
    'floor:gpuPowerW planeDelta',
    'floor:gpuTempC planeDelta',
    'rack:R1 table',
    'gpu:R1-T07-G2 table',
    'jobs rows',
  ]);
  expect(client.ticks[4]?.frames.every(({ timeMs }) => timeMs === telemetry.frame.timeMs)).toBe(
    true,
  );
});

test('a table carries every value at full precision', async () => {
  const client = await connect();
  telemetry.advance(({ siteFacilityPowerW, siteFacilityEnergyWh, feedState }) => {
    siteFacilityPowerW[0] = 26_123_456;
    siteFacilityEnergyWh[0] = 123_456_789_012.25;
    feedState[1] = 1;
  });
  await client.ask('subscribe', ['site']);
  await client.until('the snapshot', () => client.snapshots.length === 1);
  const slices = slicesOf({ kind: 'site' }, telemetry.places, telemetry.site.jobSlots);
  const [frame] = client.snapshots[0]?.frames ?? [];
  const table = unpackTable(slices, frame?.payload ?? new Uint8Array());
  expect(table.get('siteFacilityPowerW')?.[0]).toBe(26_123_456);
  expect(table.get('siteFacilityEnergyWh')?.[0]).toBe(123_456_789_012.25);
  expect([...(table.get('feedState') ?? [])]).toEqual([65_535, 1]);
  expect(table.get('siteItPowerW')?.[0]).toBeNaN();
});

test('a snapshot and the deltas after it reproduce the plane exactly', async () => {
  const early = await connect();
  await early.ask('subscribe', ['floor:gpuPowerW']);
  for (let second = 1; second <= 10; second++) telemetry.advance(noisyPower(second));
  await early.until('ten seconds', () => early.ticks.length > 0);

  const client = await connect();
  await client.ask('subscribe', ['floor:gpuPowerW']);
  await client.until('the snapshot', () => client.snapshots.length === 1);
  const plane = { seq: 0, codes: new Uint8Array(72) };
  const [key] = client.snapshots[0]?.frames ?? [];
  expect(key?.kind).toBe('planeKey');
  if (key) applyPlane(key, plane);
  expect(plane).toEqual({ seq: 10, codes: codesNow() });
  for (let second = 11; second <= 70; second++) {
    telemetry.advance(noisyPower(second));
    await client.until(`tick ${second}`, () => client.ticks.at(-1)?.seq === second);
    const [frame] = client.ticks.at(-1)?.frames ?? [];
    expect(frame?.kind).toBe('planeDelta');
    expect(frame && applyPlane(frame, plane)).toBe(true);
    expect(plane.codes).toEqual(codesNow());
  }
});

test('a client that followed before the first frame gets its state in that frame', async () => {
  const client = await connect();
  await client.ask('subscribe', ['floor:gpuPowerW', 'events', 'jobs']);
  telemetry.jobList = [testJob(1, 8, 0)];
  telemetry.advance(noisyPower(1));
  await client.until('the tick', () => client.ticks.length === 1);
  expect(client.ticks[0]?.frames.map(({ topic, kind }) => `${topic} ${kind}`)).toEqual([
    'floor:gpuPowerW planeKey',
    'events records',
    'jobs rows',
    'jobs records',
  ]);
  expect(client.snapshots).toEqual([]);
});

test('after a gap a delta does not apply, and resync heals it', async () => {
  telemetry.advance(noisyPower(1));
  const client = await connect();
  await client.ask('subscribe', ['floor:gpuPowerW']);
  await client.until('the snapshot', () => client.snapshots.length === 1);
  // Two frames in one turn: the first is not through when the second comes, and is skipped.
  for (let second = 2; second <= 4; second++) telemetry.advance(noisyPower(second));
  await client.until('a tick after the gap', () => client.ticks.at(-1)?.seq === 4);
  expect(client.ticks.map(({ seq }) => seq)).toEqual([2, 4]);

  const plane = { seq: 0, codes: new Uint8Array(72) };
  for (const { frames } of [...client.snapshots, ...client.ticks]) {
    for (const frame of frames) applyPlane(frame, plane);
  }
  expect(plane.seq).toBe(2);
  await client.ask('resync');
  await client.until('the second snapshot', () => client.snapshots.length === 2);
  const [key] = client.snapshots[1]?.frames ?? [];
  if (key) applyPlane(key, plane);
  expect(plane).toEqual({ seq: 4, codes: codesNow() });
});

test('a new list replaces the old one and brings snapshots of what is new only', async () => {
  telemetry.advance(noisyPower(1));
  const client = await connect();
  await client.ask('subscribe', ['site', 'floor:gpuPowerW']);
  await client.until('two snapshots', () => client.snapshots.length === 2);
  await client.ask('subscribe', ['floor:gpuPowerW', 'rack:R1']);
  await client.until('the third', () => client.snapshots.length === 3);
  expect(client.snapshots.map(({ topic }) => topic)).toEqual([
    'site',
    'floor:gpuPowerW',
    'rack:R1',
  ]);
  telemetry.advance(noisyPower(2));
  await client.until('a tick', () => client.ticks.length === 1);
  expect(client.ticks[0]?.frames.map(({ topic }) => topic)).toEqual(['floor:gpuPowerW', 'rack:R1']);
});

test('jobs and events travel as records when they changed, and whole in a snapshot', async () => {
  telemetry.jobList = [testJob(7, 8, 2)];
  telemetry.eventList = [testEvent(1, 'R1-T03')];
  telemetry.advance(({ jobId, jobPowerW }) => {
    jobId[2] = 7;
    jobPowerW[2] = 9_600;
  });
  const client = await connect();
  await client.ask('subscribe', ['jobs', 'events']);
  await client.until('the snapshots', () => client.snapshots.length === 2);
  const { jobs } = readJson<JobsRecords>(client.snapshots[0]?.frames[1]?.payload);
  expect(jobs).toMatchObject([
    { id: 'J7', gpus: [['R1-T01-G1', 'R1-T02-G4']], powerW: 9_600, energyWh: null, phase: null },
  ]);

  telemetry.advance();
  await client.until('a quiet tick', () => client.ticks.length === 1);
  expect(client.ticks[0]?.frames.map(({ kind }) => kind)).toEqual(['rows']);

  telemetry.eventList = [testEvent(2, 'R1-T04'), ...telemetry.eventList];
  telemetry.jobList = [testJob(8, 4, -1), ...telemetry.jobList];
  telemetry.advance();
  await client.until('a tick with news', () => client.ticks.length === 2);
  const [, jobNews, eventNews] = client.ticks[1]?.frames ?? [];
  expect(readJson<JobsRecords>(jobNews?.payload).jobs.map(({ id }) => id)).toEqual(['J8']);
  expect(readJson<EventsRecords>(eventNews?.payload).events.map(({ id }) => id)).toEqual([2]);

  telemetry.status = { state: 'critical', reason: 2, critical: 1, warning: 0 };
  telemetry.advance();
  await client.until('a tick with a new state', () => client.ticks.length === 3);
  const [, state] = client.ticks[2]?.frames ?? [];
  expect(readJson<EventsRecords>(state?.payload)).toEqual({ status: telemetry.status, events: [] });
});

test('with 600 clients every one gets every frame, in order', async () => {
  const all = await Promise.all(Array.from({ length: 600 }, connect));
  await Promise.all(all.map((client) => client.ask('subscribe', ['floor:gpuPowerW'])));
  expect(server.stream.clients()).toBe(600);
  for (let second = 1; second <= 3; second++) {
    telemetry.advance(noisyPower(second));
    for (const client of all) {
      await client.until(`tick ${second}`, () => client.ticks.length === second);
    }
  }
  for (const client of all) expect(client.ticks.map(({ seq }) => seq)).toEqual([1, 2, 3]);
});
