// The newest second, with good and bad input.

import { beforeEach, describe, expect, test } from 'vitest';
import { LatestAnswer } from '../../contract/api.ts';
import { createTestTelemetry } from '../../testing.ts';
import { answerOf, refusalOf, serve, type TestApp } from '../testApp.ts';

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
