// The past, with good and bad input.

import { beforeEach, describe, expect, test } from 'vitest';
import { HistoryAnswer } from '../../contract/api.ts';
import { createFedTelemetry } from '../../testing.ts';
import { planSteps } from '../historySteps.ts';
import { answerOf, refusalOf, serve, type TestApp } from '../testApp.ts';

const SPAN = { fromMs: 0, toMs: 60_000 };

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

  test('knows no day without a store', async () => {
    const { series, timesMs } = await history('metric=siteFacilityPowerW&from=now-1d&step=day');
    expect(series[0]?.coverage).toEqual(timesMs.map(() => 0));
  });

  const AT_SITE = 'metric=siteFacilityPowerW';
  test.each([
    ['metric=nothing', 400, 'metric', 'unknown'],
    ['metric=feedPowerW&ids=FEED1', 404, 'metric', 'feedPowerW is not remembered'],
    ['metric=jobEnergyWh', 404, 'metric', 'not remembered'],
    ['metric=jobPowerW', 400, 'ids', 'needs the id of a job'],
    ['metric=gpuPowerW', 400, 'ids', 'needs the id of a gpu'],
    ['metric=gpuPowerW&ids=R1', 400, 'ids', 'R1, a rack'],
    ['metric=gpuPowerW&ids=R1-T19-G1', 400, 'ids', 'R1-T19-G1'],
    [`${AT_SITE}&from=yesterday`, 400, 'from', 'yesterday'],
    [`${AT_SITE}&to=2026-99-99`, 400, 'to', '2026-99-99'],
    [`${AT_SITE}&from=now-30000d`, 400, 'from', 'between the years 1970 and 2100'],
    [`${AT_SITE}&from=0001-01-01`, 400, 'from', 'between the years 1970 and 2100'],
    [`${AT_SITE}&to=99999999999999`, 400, 'to', 'between the years 1970 and 2100'],
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
    expect(await refusalOf(tested, `/api/history?metric=gpuPowerW&${ids}&points=4000`)).toEqual([
      400,
      'points must be at most 1388 for 72 series, 100000 in all',
      'points',
    ]);
    const three = 'metric=gpuPowerW&metric=gpuTempC&metric=gpuUtilPct';
    expect((await history(`${three}&${ids}&from=now-2m&points=10`)).series).toHaveLength(216);
    const all = await history(`metric=gpuPowerW&${ids}&from=now-2m`);
    expect(all.series).toHaveLength(72);
    expect(() => planSteps({ ...SPAN, points: undefined, step: undefined }, 100_001)).toThrow(
      '100001 series were asked for; an answer holds at most 100000 points of all series together',
    );
  });

  test('gives all places of a scope, which is that of every metric', async () => {
    const all = await history('metric=gpuPowerW&scope=gpu&from=now-1m&points=2');
    expect(all.series).toHaveLength(72);
    const some = await history('metric=gpuPowerW&scope=gpu&ids=R1-T01-G1&from=now-1m');
    expect(some.series.map(({ id }) => id)).toEqual(['R1-T01-G1']);
    expect(await refusalOf(tested, '/api/history?metric=gpuPowerW&scope=rack')).toEqual([
      400,
      'metric gpuPowerW is of a gpu, not a rack',
      'scope',
    ]);
  });
});
