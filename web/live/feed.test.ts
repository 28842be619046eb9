import { beforeEach, expect, test } from 'vitest';
import { schemaOf } from '../../server/contract/schema.ts';
import { parseTopic, type Topic } from '../../server/contract/topic.ts';
import { createEncoder } from '../../server/stream/encoder.ts';
import { jobViewOf } from '../../server/telemetry/jobView.ts';
import { createTestTelemetry, type TestTelemetry, testJob } from '../../server/testing.ts';
import type { SiteContext } from './context.ts';
import {
  clock,
  createFeed,
  events,
  type Feed,
  forget,
  jobs,
  planeSignal,
  SchemaMismatch,
  status,
  tableSignal,
} from './feed.ts';

const PLANE = 'floor:gpuPowerW';
const TOPICS = ['site', PLANE, 'jobs', 'events', 'rack:R1', 'gpu:R1-T02-G3'];

let telemetry: TestTelemetry;
let encoder: ReturnType<typeof createEncoder>;
let feed: Feed;
let topics: Map<string, Topic>;

function contextOf({ site, places, ids }: TestTelemetry): SiteContext {
  return {
    site,
    places,
    ids,
    kind: 'simulated',
    speed: 1,
    seed: 1,
    version: '0',
    rules: [],
    abilities: [],
    stored: new Set(),
  };
}

/** The parts of one published second, as the stream would send them. */
function publish(fill?: Parameters<TestTelemetry['advance']>[0]): Uint8Array[] {
  telemetry.advance(fill);
  return [...encoder.publish(topics).values()].flat();
}

function join(...texts: string[]): void {
  for (const text of texts) {
    const topic = topics.get(text);
    if (topic) feed.accept(encoder.snapshot(text, topic), true);
  }
}

beforeEach(() => {
  telemetry = createTestTelemetry();
  encoder = createEncoder(telemetry);
  feed = createFeed(contextOf(telemetry), schemaOf(telemetry.site), () => true);
  for (const text of TOPICS) forget(text);
  topics = new Map(
    TOPICS.map((text) => {
      const reading = parseTopic(text, telemetry.places, telemetry.ids);
      if ('problem' in reading) throw new Error(reading.problem);
      return [text, reading.topic];
    }),
  );
});

test('a table arrives at full precision, unknown as NaN', () => {
  feed.accept(
    publish((columns) => {
      columns.siteFacilityPowerW[0] = 26_412_344;
      columns.siteFacilityEnergyWh[0] = 123_456_789.012_345;
      columns.cduState[1] = 2;
    }),
    false,
  );
  const table = tableSignal('site').value;
  expect(table?.value('siteFacilityPowerW', 0)).toBe(26_412_344);
  expect(table?.value('siteFacilityEnergyWh', 0)).toBe(123_456_789.012_345);
  expect(table?.value('cduState', 1)).toBe(2);
  expect(table?.value('cduState', 0)).toBeNaN();
  expect(table?.value('gpuPowerW', 0)).toBeNaN();
  expect(table?.has('gpuPowerW')).toBe(false);
});

test('tables of parts are asked by the site’s index', () => {
  feed.accept(
    publish((columns) => {
      for (let i = 0; i < 72; i++) columns.gpuPowerW[i] = 1000 + i;
      columns.trayPowerW[1] = 5000;
    }),
    false,
  );
  const gpu = tableSignal('gpu:R1-T02-G3').value;
  expect(gpu?.value('gpuPowerW', 6)).toBe(1006);
  expect(gpu?.value('gpuPowerW', 7)).toBeNaN();
  expect(gpu?.value('trayPowerW', 1)).toBe(5000);
  expect(tableSignal('rack:R1').value?.value('gpuPowerW', 71)).toBe(1071);
});

test('a plane follows key and deltas to the codes of the newest second', () => {
  publish();
  join(PLANE);
  for (const power of [300, 600, 1200]) {
    const parts = publish((columns) => columns.gpuPowerW.fill(power, 0, 71));
    expect(feed.accept(parts, false)).toBe('complete');
  }
  const plane = planeSignal(PLANE).value;
  expect(plane?.seq).toBe(telemetry.frame.seq);
  expect([...(plane?.codes ?? [])]).toEqual([...new Array<number>(71).fill(254), 255]);
  expect(plane?.range).toEqual([0, 1200]);
});

test('a change to a plane that was missed asks for a snapshot, which heals it', () => {
  publish();
  join(PLANE);
  publish((columns) => columns.gpuPowerW.fill(300));
  const after = publish((columns) => columns.gpuPowerW.fill(600));
  expect(feed.accept(after, false)).toBe('gap');
  join(PLANE);
  expect(planeSignal(PLANE).value?.codes[0]).toBe(127);
});

test('a change that the snapshot already holds is not applied twice', () => {
  publish();
  const parts = publish((columns) => columns.gpuPowerW.fill(600));
  join(PLANE);
  feed.accept(parts, false);
  expect(planeSignal(PLANE).value?.codes[0]).toBe(127);
});

test('jobs keep their record and take their figures from every second', () => {
  telemetry.jobList = [
    {
      id: 7,
      name: 'aurore',
      tenant: 'a',
      kind: 'pretraining',
      gpuRanges: [[0, 72]],
      gpuCount: 72,
      slot: 3,
      state: 'running',
      startMs: 0,
      endMs: null,
      endReason: null,
      totals: null,
    },
  ];
  feed.accept(publish(), false);
  expect(jobs.value[0]).toMatchObject({ id: 'J7', powerW: null });
  feed.accept(
    publish((columns) => {
      columns.jobId[3] = 7;
      columns.jobPowerW[3] = 90_000;
    }),
    false,
  );
  expect(jobs.value[0]).toMatchObject({ id: 'J7', name: 'aurore', powerW: 90_000 });
});

test('the figures of a job in the page are those of the API, to the second', () => {
  const job = testJob(7, 72, 3);
  telemetry.jobList = [job];
  telemetry.accounts.set(7, { rackWh: 500, facilityWh: 600, costEur: 0.5, co2G: 12 });
  feed.accept(publish(), false);
  feed.accept(
    publish((columns) => {
      columns.jobId[3] = 7;
      columns.jobEnergyWh[3] = 1_000;
      columns.jobGpuEnergyWh[3] = 700;
      columns.jobTokens[3] = 1_000;
      columns.jobLedgerEnergyWh[3] = 500;
      columns.jobFacilityEnergyWh[3] = 600;
      columns.jobCostEur[3] = 0.5;
      columns.jobCo2G[3] = 12;
    }),
    false,
  );
  expect(jobs.value[0]).toMatchObject({ siteJPerToken: 4_320, gpuJPerToken: 2_520, costEur: 0.5 });
  expect(jobs.value[0]).toEqual(jobViewOf(job, telemetry));
});

test('events come in once, newest first, and a snapshot replaces them', () => {
  const event = (id: number, untilMs?: number | null) => ({
    id,
    timeMs: id * 1000,
    kind: 'alarm' as const,
    severity: 'warning' as const,
    code: 'x',
    place: null,
    cause: null,
    text: { key: 'alarm.x', params: {} },
    ...(untilMs === undefined ? {} : { untilMs }),
  });
  telemetry.eventList = [event(2, null), event(1)];
  telemetry.status = { state: 'degraded', reason: 2, critical: 0, warning: 1 };
  publish();
  join('events');
  expect(events.value.map(({ id }) => id)).toEqual([2, 1]);
  expect(status.value?.state).toBe('degraded');
  telemetry.eventList = [event(3), event(2, 9000)];
  join('events');
  publish();
  join('events');
  expect(events.value.map(({ id }) => id)).toEqual([3, 2]);
  expect(events.value[1]?.untilMs).toBe(9000);
});

test('a second moves the clock once', () => {
  feed.accept(publish(), false);
  expect(clock.value).toEqual({ seq: telemetry.frame.seq, timeMs: telemetry.frame.timeMs });
});

test('a topic that nobody wants any more leaves nothing behind', () => {
  const deaf = createFeed(contextOf(telemetry), schemaOf(telemetry.site), () => false);
  deaf.accept(publish(), false);
  expect(tableSignal('site').value).toBeUndefined();
});

test('another dictionary is refused before its bytes are read', () => {
  const stranger = createFeed(contextOf(telemetry), 12_345, () => true);
  expect(() => stranger.accept(publish(), false)).toThrow(SchemaMismatch);
});
