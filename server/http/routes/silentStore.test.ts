// Laws of a store that cannot answer, for real: history is what the ring has, all else says 503 in one sentence, live goes on.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EventsAnswer, HistoryAnswer } from '../../contract/api.ts';
import { EnergyAnswer, StoreAnswer } from '../../contract/apiHistory.ts';
import type { HistoryStore } from '../../telemetry/history/history.ts';
import { openHistory } from '../../telemetry/history/openHistory.ts';
import { limitFiles, temporaryRoot } from '../../telemetry/history/testing.ts';
import { keepHistory } from '../../telemetry/keepHistory.ts';
import { createFedTelemetry, testEvent } from '../../testing.ts';
import { answerOf, createTestApp, refusalOf, serve, type TestApp } from '../testApp.ts';

/** Longer than the ring of this site. */
const SECONDS = 90;
const { telemetry, feed } = createFedTelemetry();
const undos: (() => void)[] = [];
let store: HistoryStore;
let tested: TestApp;
const told: string[] = [];

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((go) => setTimeout(go, 5));
};
/** A second of the site, once the store has room for it. */
async function record(): Promise<void> {
  await store.whenRoom();
  feed(({ siteFacilityPowerW }) => siteFacilityPowerW.fill(7_000));
  await new Promise((go) => setTimeout(go, 1));
}

beforeAll(async () => {
  const root = temporaryRoot((undo) => undos.push(undo));
  const { site } = telemetry;
  const event = ({ code }: { readonly code: string }): void => void told.push(code);
  store = await openHistory({ root, site, seed: 1, nowMs: 0, reserveBytes: 0, event });
  keepHistory(telemetry, store, false);
  for (let i = 0; i < SECONDS; i++) {
    await record();
  }
  await until(() => store.lastRecordedMs >= telemetry.frame.timeMs);
  tested = createTestApp(telemetry, { store });
  await answerOf(tested, StoreAnswer, '/api/store');
});
afterAll(async () => {
  limitFiles('unlimited');
  await tested.app.close();
  await store.close();
  for (const undo of undos) undo();
});

const ASKED = [
  '/api/top?metric=gpuPowerW',
  '/api/energy?by=rack',
  '/api/floor?metric=gpuPowerW&at=now',
  '/api/events',
  '/api/jobs?from=now-1h',
];

/** How each question is answered while nobody in the store can. */
async function expectSilence(why: RegExp): Promise<void> {
  for (const url of ASKED) {
    const [status, message] = await refusalOf(tested, url);
    expect([url, status]).toEqual([url, 503]);
    expect(message).toMatch(/^the store of history does not answer just now: [^\n]+$/);
    expect(message).toMatch(why);
  }
  const { fromMs } = telemetry.history.span('siteFacilityPowerW') ?? { fromMs: 0 };
  const url = '/api/history?metric=siteFacilityPowerW&from=now-1h&step=1';
  const { series, timesMs } = await answerOf<HistoryAnswer>(tested, HistoryAnswer, url);
  expect(series[0]?.coverage).toEqual(timesMs.map((timeMs) => (timeMs > fromMs ? 1 : 0)));
  expect(series[0]?.mean).toEqual(timesMs.map((timeMs) => (timeMs > fromMs ? 7_000 : null)));
  const told = await answerOf<StoreAnswer>(tested, StoreAnswer, '/api/store');
  expect([told.writing, told.bytes > 0]).toEqual([false, true]);
  expect(told.problem).toMatch(why);
}

describe.sequential('a store that does not answer', () => {
  test('because its files may not grow says so, and the live view goes on', async () => {
    limitFiles(4_096);
    while (store.problem === undefined) await record();
    tested.wait(6_000);
    await expectSilence(/full|file too large|i\/o error/i);
    expect(told).toEqual(['store.full']);
  });

  test('tells the newest events without it, and misses it on the next page', async () => {
    const { cause: _, ...event } = testEvent(0, 'R1-T03');
    telemetry.sinks.event(event);
    await record();
    const { events, next } = await answerOf<EventsAnswer>(tested, EventsAnswer, '/api/events');
    expect(events.length).toBeGreaterThan(0);
    expect(next).toBe(events.at(-1)?.id);
    expect((await refusalOf(tested, `/api/events?before=${next}`))[0]).toBe(503);
  });

  test('answers again once its files may grow, with a gap where nothing was written', async () => {
    limitFiles('unlimited');
    while (store.problem !== undefined) await record();
    await record();
    await until(() => store.lastRecordedMs >= telemetry.frame.timeMs);
    tested.wait(6_000);
    expect(told).toEqual(['store.full', 'store.writing']);
    const url = '/api/history?metric=feedPowerW&scope=feed&from=now-3m&step=1';
    const { gaps } = await answerOf<HistoryAnswer>(tested, HistoryAnswer, url);
    expect(gaps).toHaveLength(1);
    expect((await answerOf<StoreAnswer>(tested, StoreAnswer, '/api/store')).writing).toBe(true);
  });

  test('because it is closed', async () => {
    await store.close();
    tested.wait(6_000);
    const [status, message] = await refusalOf(tested, '/api/energy?by=rack');
    expect([status, message]).toEqual([
      503,
      'the store of history does not answer just now: it is closed',
    ]);
  });
});

describe('a store that was short of room from its first second on', () => {
  test('is the answer where nothing is known; the running quarter-hour of the lines is', async () => {
    const fed = createFedTelemetry();
    const root = temporaryRoot((undo) => undos.push(undo));
    const { site } = fed.telemetry;
    const { event } = fed.telemetry.sinks;
    const short = await openHistory({ root, site, seed: 1, nowMs: 0, reserveBytes: 1e18, event });
    undos.unshift(() => void short.close());
    keepHistory(fed.telemetry, short, false);
    for (let second = 1; second < 5 || short.problem === undefined; second++) {
      fed.feed(({ siteFacilityEnergyWh, siteIdleEnergyWh, rackEnergyWh }) => {
        for (const column of [siteFacilityEnergyWh, siteIdleEnergyWh, rackEnergyWh]) {
          column.fill(second);
        }
      });
      await new Promise((go) => setTimeout(go, 5));
    }
    const app = serve(fed.telemetry, { store: short });
    const why =
      /^the store of history does not answer just now: the disk has \d+ MB left, less than/;
    for (const url of ['/api/energy?by=rack', '/api/top?metric=gpuPowerW']) {
      const [status, message] = await refusalOf(app, url);
      expect([url, status]).toEqual([url, 503]);
      expect(message).toMatch(why);
    }
    const { events, status } = await answerOf<EventsAnswer>(app, EventsAnswer, '/api/events');
    expect(events).toMatchObject([{ code: 'store.full', untilMs: null }]);
    expect(status).toMatchObject({ state: 'critical', reason: events[0]?.id });
    const url = '/api/energy?by=line';
    const { coverage } = await answerOf<EnergyAnswer>(app, EnergyAnswer, url);
    expect(coverage).toBeGreaterThan(0);
  });
});
