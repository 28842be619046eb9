// Every route with good and bad input; every answer is what its schema says.
import type { Static, TSchema } from 'typebox';
import Value from 'typebox/value';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  EventsAnswer,
  HealthAnswer,
  HistoryAnswer,
  JobsAnswer,
  LatestAnswer,
  MetricsAnswer,
} from '../../contract/api.ts';
import { PlacesAnswer, RulesAnswer, SiteAnswer } from '../../contract/apiSite.ts';
import { METRIC_IDS } from '../../contract/metrics.ts';
import { schemaOf } from '../../contract/schema.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import { createFedTelemetry, createTestTelemetry, testEvent, testJob } from '../../testing.ts';
import { createTestApp, type TestApp } from '../testApp.ts';

const apps: TestApp[] = [];
function serve(telemetry: Telemetry, more: Parameters<typeof createTestApp>[1] = {}): TestApp {
  const made = createTestApp(telemetry, more);
  apps.push(made);
  return made;
}
afterEach(async () => {
  for (const { app } of apps.splice(0)) await app.close();
});

/** The answer to a good request, checked against its schema. */
async function answerOf<T>(tested: TestApp, schema: TSchema, url: string): Promise<T> {
  const { status, body } = await tested.get(url);
  expect([status, status === 200 ? [...Value.Errors(schema, body)] : body]).toEqual([200, []]);
  return body as T;
}

/** Status and message of a bad request, with the field that it names. */
async function refusalOf(tested: TestApp, url: string): Promise<[number, string, string?]> {
  const { status, body } = await tested.get(url);
  const { message, field } = (body as { error: { message: string; field?: string } }).error;
  return field === undefined ? [status, message] : [status, message, field];
}

describe('what stands where', () => {
  test('/api/site has the site, its counts and its source', async () => {
    const telemetry = createTestTelemetry();
    const answer = await answerOf<SiteAnswer>(serve(telemetry), SiteAnswer, '/api/site');
    expect(answer).toMatchObject({
      site: { id: 'one-rack', limits: { gpuPowerW: 1_200 } },
      counts: { rack: 1, gpu: 72 },
      kind: 'simulated',
      speed: 1,
      seed: 42,
      schema: schemaOf(telemetry.site),
      version: '0.0.0-test',
    });
  });

  test('/api/places lists kinds, and places with label and parents', async () => {
    const tested = serve(createTestTelemetry());
    const kinds = await answerOf<PlacesAnswer>(tested, PlacesAnswer, '/api/places');
    expect([kinds.kinds.length, kinds.places]).toEqual([17, []]);
    const trays = await answerOf<PlacesAnswer>(tested, PlacesAnswer, '/api/places?scope=tray');
    expect(trays.places).toHaveLength(18);
    const named = '/api/places?scope=rack&ids=R1';
    expect((await answerOf<PlacesAnswer>(tested, PlacesAnswer, named)).places).toEqual([
      {
        id: 'R1',
        kind: 'rack',
        label: { en: 'Rack', fr: 'Baie' },
        parents: { row: 'H1-A', cduRing: 'RING1', upsGroup: 'UPSG1' },
      },
    ]);
    const gpu = await answerOf<PlacesAnswer>(tested, PlacesAnswer, '/api/places?ids=R1-T07-G2');
    expect(gpu.places[0]).toMatchObject({ label: { en: 'GPU R1-T07-G2' } });
  });

  test.each([
    ['scope=planet', 400, 'scope'],
    ['ids=R9', 400, 'ids'],
    ['scope=rack&ids=R1-T07', 400, 'ids'],
    [`ids=${'R'.repeat(65)}`, 400, 'ids.0'],
    [`ids=${Array(101).fill('R1').join('&ids=')}`, 400, 'ids'],
  ])('/api/places refuses %s', async (query, status, field) => {
    const [got, , named] = await refusalOf(serve(createTestTelemetry()), `/api/places?${query}`);
    expect([got, named]).toEqual([status, field]);
  });

  test('/api/metrics is the whole dictionary with provenance', async () => {
    const tested = serve(createTestTelemetry());
    const { metrics } = await answerOf<Static<typeof MetricsAnswer>>(
      tested,
      MetricsAnswer,
      '/api/metrics',
    );
    expect(metrics.map(({ id }) => id)).toEqual(METRIC_IDS);
    expect(metrics.find(({ id }) => id === 'gpuPowerW')).toMatchObject({
      unit: 'W',
      range: [0, 1_200],
      ring: true,
      dcgm: { name: 'DCGM_FI_DEV_POWER_USAGE', id: 155 },
      provenance: { basis: 'modelled' },
    });
    expect(metrics.find(({ id }) => id === 'rackGpuTempMaxC')).toMatchObject({
      from: 'gpuTempC',
      provenance: null,
    });
  });
});

describe('/api/latest', () => {
  let telemetry: ReturnType<typeof createTestTelemetry>;
  let tested: TestApp;
  beforeEach(() => {
    telemetry = createTestTelemetry();
    tested = serve(telemetry);
    telemetry.advance((columns) => {
      columns.siteFacilityPowerW[0] = 26e6;
      columns.siteThermalMarginGpu[0] = 25;
      columns.rackState[0] = 1;
      columns.gpuPowerW[25] = 812.5;
      columns.jobId[3] = 7;
      columns.jobPowerW[3] = 9_600;
      columns.jobPhase[3] = 2;
      columns.gpuXid[0] = 94;
    });
  });
  const latest = (query: string) =>
    answerOf<LatestAnswer>(tested, LatestAnswer, `/api/latest?${query}`);

  test('without anything asked is the site', async () => {
    const { timeMs, seq, ids, values } = await latest('');
    expect([timeMs, seq, ids]).toEqual([telemetry.frame.timeMs, 1, { site: ['SITE'] }]);
    expect(values.siteFacilityPowerW).toEqual([26e6]);
    expect(values.siteItPowerW).toEqual([null]);
    expect(values.siteThermalMarginGpu).toEqual(['R1-T07-G2']);
  });

  test('gives the places asked for, states by name, codes as numbers', async () => {
    const query =
      'metric=gpuPowerW&metric=gpuXid&metric=rackState&ids=R1&ids=R1-T07-G2&ids=R1-T01-G1';
    const { ids, values } = await latest(query);
    expect(ids).toEqual({ rack: ['R1'], gpu: ['R1-T07-G2', 'R1-T01-G1'] });
    expect(values).toEqual({
      gpuPowerW: [812.5, null],
      gpuXid: [null, 94],
      rackState: ['degraded'],
    });
    expect((await latest('metric=gpuPowerW')).values.gpuPowerW).toHaveLength(72);
  });

  test('gives jobs by their ids, and the coverage of what is rolled up', async () => {
    const jobs = await latest('scope=job');
    expect(jobs.ids).toEqual({ job: ['J7'] });
    expect(jobs.values).toMatchObject({ jobPowerW: [9_600], jobPhase: ['checkpoint'] });
    expect((await latest('metric=jobPowerW&ids=J7')).values).toEqual({ jobPowerW: [9_600] });
    expect((await latest('metric=rackGpuTempMaxC')).coverage).toEqual({ rackGpuTempMaxC: [1] });
  });

  test.each([
    ['metric=gpuPower', 'metric'],
    ['metric=gpuPowerW&scope=rack', 'scope'],
    ['metric=gpuPowerW&ids=R1', 'ids'],
    ['metric=gpuPowerW&ids=R2', 'ids'],
    ['metric=jobPowerW&ids=J8', 'ids'],
    ['metric=', 'metric.0'],
  ])('refuses %s', async (query, field) => {
    const [status, , named] = await refusalOf(tested, `/api/latest?${query}`);
    expect([status, named]).toEqual([400, field]);
  });

  test('waits for the first second', async () => {
    const [status] = await refusalOf(serve(createTestTelemetry()), '/api/latest');
    expect(status).toBe(503);
  });
});

describe('/api/history', () => {
  const { telemetry, feed } = createFedTelemetry();
  for (let second = 1; second <= 120; second++) {
    feed(({ siteFacilityPowerW, gpuPowerW }) => {
      siteFacilityPowerW[0] = second === 60 ? Number.NaN : second * 1_000;
      gpuPowerW.fill(500 + second);
    });
  }
  let tested: TestApp;
  beforeEach(() => {
    tested = serve(telemetry);
  });
  const history = (query: string) =>
    answerOf<HistoryAnswer>(tested, HistoryAnswer, `/api/history?${query}`);
  const nowMs = telemetry.frame.timeMs;

  test('gives every second with gaps as gaps, in relative time', async () => {
    const { stepS, timesMs, series } = await history('metric=siteFacilityPowerW&from=now-2m');
    expect([stepS, timesMs.length, timesMs.at(-1)]).toEqual([1, 120, nowMs]);
    const [one] = series;
    expect(one).toMatchObject({ metric: 'siteFacilityPowerW', id: 'SITE', unit: 'W' });
    expect(one?.mean.slice(57, 61)).toEqual([58_000, 59_000, null, 61_000]);
    expect(one?.coverage.slice(57, 61)).toEqual([1, 1, 0, 1]);
  });

  test('folds seconds into steps with lowest, mean and highest value and coverage', async () => {
    const { timesMs, series } = await history('metric=siteFacilityPowerW&from=now-2m&step=60');
    expect(timesMs).toEqual([nowMs - 60_000, nowMs]);
    const [one] = series;
    expect([one?.min, one?.max]).toEqual([
      [1_000, 61_000],
      [59_000, 120_000],
    ]);
    expect(one?.mean[0]).toBeCloseTo(30_000);
    expect(one?.coverage).toEqual([59 / 60, 1]);
  });

  test('takes ISO times and epochs, several metrics and places, and no more points than asked', async () => {
    const from = encodeURIComponent(new Date(nowMs - 60_000).toISOString());
    const places = 'ids=R1-T01-G1&ids=R1-T18-G4&metric=gpuPowerW&metric=siteFacilityPowerW';
    const answer = await history(`${places}&from=${from}&to=${nowMs}&points=7`);
    expect(answer.fromMs).toBe(nowMs - 60_000);
    expect(answer.timesMs.length).toBeLessThanOrEqual(7);
    expect(answer.timesMs.length).toBeGreaterThanOrEqual(5);
    expect(answer.series.map(({ metric, id }) => `${metric} ${id}`)).toEqual([
      'gpuPowerW R1-T01-G1',
      'gpuPowerW R1-T18-G4',
      'siteFacilityPowerW SITE',
    ]);
    expect(answer.series[1]?.max.at(-1)).toBeCloseTo(620, 1);
  });

  const AT_SITE = 'metric=siteFacilityPowerW';
  test.each([
    ['metric=nothing', 400, 'metric', 'unknown'],
    ['metric=feedPowerW&ids=FEED1', 404, 'metric', 'feedPowerW is not remembered'],
    ['metric=jobPowerW', 404, 'metric', 'not remembered'],
    ['metric=gpuPowerW', 400, 'ids', 'needs the id of a gpu'],
    ['metric=gpuPowerW&ids=R1', 400, 'ids', 'R1, a rack'],
    ['metric=gpuPowerW&ids=R1-T19-G1', 400, 'ids', 'R1-T19-G1'],
    [`${AT_SITE}&from=yesterday`, 400, 'from', 'yesterday'],
    [`${AT_SITE}&to=2026-99-99`, 400, 'to', '2026-99-99'],
    [`${AT_SITE}&from=now&to=now-1m`, 400, 'from', 'before to'],
    [`${AT_SITE}&points=0`, 400, 'points', '>= 1'],
    [`${AT_SITE}&points=4001`, 400, 'points', '<= 4000'],
    [`${AT_SITE}&points=many`, 400, 'points', 'integer'],
    [`${AT_SITE}&step=0`, 400, 'step', '>= 1'],
    [`${AT_SITE}&from=now-1d&step=1`, 400, 'step', '86400 points; at most 4000'],
  ])('refuses %s', async (query, status, field, words) => {
    const [got, message, named] = await refusalOf(tested, `/api/history?${query}`);
    expect([got, named]).toEqual([status, field]);
    expect(message).toContain(words);
  });

  test('bounds series and points of all series together', async () => {
    const ids = Array.from({ length: 72 }, (_, i) => `ids=${telemetry.ids.idOf('gpu', i)}`).join(
      '&',
    );
    const three = 'metric=gpuPowerW&metric=gpuTempC&metric=gpuUtilPct';
    expect(await refusalOf(tested, `/api/history?${three}&${ids}`)).toEqual([
      400,
      '216 series were asked for; at most 200',
      'ids',
    ]);
    expect(await refusalOf(tested, `/api/history?metric=gpuPowerW&${ids}&points=4000`)).toEqual([
      400,
      'points must be at most 1388 for 72 series',
      'points',
    ]);
    const all = await history(`metric=gpuPowerW&${ids}&from=now-2m`);
    expect(all.series).toHaveLength(72);
  });
});

describe('records', () => {
  test('/api/jobs gives jobs of a state with the figures of their slot', async () => {
    const telemetry = createTestTelemetry();
    telemetry.jobList = [
      { ...testJob(9, 4, -1), state: 'queued', startMs: null, gpuRanges: [] },
      testJob(7, 8, 2),
    ];
    telemetry.advance(({ jobId, jobPowerW, jobSmActiveRatio }) => {
      jobId[2] = 7;
      jobPowerW[2] = 9_600;
      jobSmActiveRatio[2] = 0.5;
    });
    const tested = serve(telemetry);
    const all = await answerOf<Static<typeof JobsAnswer>>(tested, JobsAnswer, '/api/jobs');
    expect(all.jobs.map(({ id }) => id)).toEqual(['J9', 'J7']);
    const running = await answerOf<Static<typeof JobsAnswer>>(
      tested,
      JobsAnswer,
      '/api/jobs?state=running',
    );
    expect(running.jobs).toMatchObject([
      {
        id: 'J7',
        gpus: [['R1-T01-G1', 'R1-T02-G4']],
        powerW: 9_600,
        smActiveRatio: 0.5,
        tokens: null,
      },
    ]);
    telemetry.advance(({ jobId }) => {
      jobId[2] = 8;
    });
    const reused = await answerOf<Static<typeof JobsAnswer>>(
      tested,
      JobsAnswer,
      '/api/jobs?state=running',
    );
    expect(reused.jobs[0]?.powerW).toBeNull();
  });

  test('/api/events gives what happened by severity, place, time and number', async () => {
    const telemetry = createTestTelemetry();
    telemetry.advance();
    telemetry.eventList = [
      { ...testEvent(3, 'R1'), severity: 'critical' },
      testEvent(2, 'R1-T03'),
      testEvent(1, null),
    ];
    const tested = serve(telemetry);
    const idsOf = async (query: string) =>
      (await answerOf<EventsAnswer>(tested, EventsAnswer, `/api/events?${query}`)).events.map(
        ({ id }) => id,
      );
    expect(await idsOf('')).toEqual([3, 2, 1]);
    expect(await idsOf('severity=critical')).toEqual([3]);
    expect(await idsOf('ids=R1-T03')).toEqual([2]);
    expect(await idsOf('limit=1')).toEqual([3]);
    expect(await idsOf(`from=${testEvent(2, null).timeMs}`)).toEqual([3, 2]);
    for (const query of ['severity=bad', 'ids=R7', 'limit=0', 'limit=1001', 'from=soon']) {
      expect((await refusalOf(tested, `/api/events?${query}`))[0]).toBe(400);
    }
    expect(await refusalOf(tested, '/api/events?from=now&to=now-5m')).toEqual([
      400,
      'from must lie before to',
      'from',
    ]);
  });

  test('/api/rules gives the limit rules with their sentences', async () => {
    const text = { en: 'GPU hot', fr: 'GPU chaud' };
    const rule = {
      id: 'gpuHot',
      metric: 'gpuThermalMarginK',
      severity: 'warning' as const,
      on: { below: 5 },
      off: { above: 8 },
      onDelayS: 10,
      offDelayS: 30,
      title: text,
      consequence: text,
      action: text,
      source: 'made up for tests',
    };
    const tested = serve(createTestTelemetry(), { rules: [rule] });
    expect(await answerOf(tested, RulesAnswer, '/api/rules')).toEqual({ rules: [rule] });
  });
});

describe('/api/health', () => {
  test('is starting, live, stale, live again, and failed at last', async () => {
    const telemetry = createTestTelemetry();
    const tested = serve(telemetry);
    const look = async () => {
      const { status, body } = await tested.get('/api/health');
      expect(Value.Check(HealthAnswer, body)).toBe(true);
      return [status, (body as HealthAnswer).state];
    };
    expect(await look()).toEqual([503, 'starting']);
    telemetry.advance();
    expect(await look()).toEqual([200, 'live']);
    tested.wait(5_001);
    expect(await look()).toEqual([503, 'stale']);
    telemetry.advance();
    tested.wait(900);
    expect((await tested.get('/api/health')).body).toMatchObject({
      state: 'live',
      uptimeS: 5.901,
      tickAgeMs: 900,
      lateMs: 3,
      published: 2,
      skipped: 0,
      clients: 3,
    });
    telemetry.failure = new Error('the source has died');
    expect(await look()).toEqual([503, 'failed']);
  });
});

describe('/api/commands', () => {
  const accept = async () => ({ accepted: true, message: 'as you wish' });
  const ask = (
    tested: TestApp,
    headers: Record<string, string>,
    payload: object = { do: 'stop' },
  ) =>
    tested.app
      .inject({
        method: 'POST',
        url: '/api/commands',
        headers: { host: 'localhost:8080', ...headers },
        payload,
      })
      .then(({ statusCode }) => statusCode);

  test('answers 501 where the source takes none', async () => {
    expect(await ask(serve(createTestTelemetry()), {})).toBe(501);
  });

  test('hears the own page and programs, and no foreign page', async () => {
    const tested = serve(createTestTelemetry(), { command: accept });
    expect(await ask(tested, {})).toBe(200);
    expect(await ask(tested, { origin: 'http://localhost:8080' })).toBe(200);
    expect(await ask(tested, { origin: 'http://localhost:9090' })).toBe(403);
    expect(await ask(tested, { origin: 'https://elsewhere.example' })).toBe(403);
    expect(await ask(tested, { origin: 'null' })).toBe(403);
    expect(await ask(tested, {}, {})).toBe(400);
    expect(await ask(tested, {}, { do: 'stop', at: 'once' })).toBe(400);
  });

  test('asks for the token beyond loopback, and for a name that is not this machine’s', async () => {
    const open = serve(createTestTelemetry(), { command: accept, host: '0.0.0.0' });
    expect(await ask(open, {})).toBe(403);
    const guarded = serve(createTestTelemetry(), {
      command: accept,
      host: '0.0.0.0',
      token: 'open sesame',
    });
    expect(await ask(guarded, {})).toBe(403);
    expect(await ask(guarded, { authorization: 'Bearer open' })).toBe(403);
    expect(await ask(guarded, { authorization: 'Bearer open sesame' })).toBe(200);
    const rebound = serve(createTestTelemetry(), { command: accept });
    const evil = { host: 'evil.example:8080', origin: 'http://evil.example:8080' };
    expect(await ask(rebound, evil)).toBe(403);
  });
});
