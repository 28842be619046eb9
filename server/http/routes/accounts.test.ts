// One job by its id, and the ratios with their sums, with good and bad input.
import { describe, expect, test } from 'vitest';
import { JobsAnswer } from '../../contract/api.ts';
import { JobAnswer } from '../../contract/apiJob.ts';
import { EfficiencyAnswer } from '../../contract/ratio.ts';
import { createTestTelemetry, testJob } from '../../testing.ts';
import { answerOf, refusalOf, serve } from '../testApp.ts';

describe('/api/jobs/<id>', () => {
  test('gives one job with its figures, what it owes, and where it runs', async () => {
    const telemetry = createTestTelemetry();
    telemetry.jobList = [testJob(7, 72, 2), { ...testJob(8, 4, 3), gpuRanges: [[4, 8]] }];
    telemetry.accounts.set(7, { rackWh: 50, facilityWh: 60, costEur: 0.5, co2G: Number.NaN });
    telemetry.advance(({ jobId, jobEnergyWh, jobTokens }) => {
      jobId[2] = 7;
      jobEnergyWh[2] = 100;
      jobTokens[2] = 1_000;
    });
    const tested = serve(telemetry);
    const answer = await answerOf<JobAnswer>(tested, JobAnswer, '/api/jobs/J7');
    expect(answer.job).toMatchObject({
      id: 'J7',
      energyWh: 100,
      ledgerWh: 50,
      facilityWh: 60,
      costEur: 0.5,
      co2G: null,
      siteJPerToken: 432,
      gpuJPerToken: null,
    });
    expect(answer).toMatchObject({ racks: [{ id: 'R1', gpus: 72 }], wholeRacks: 1 });
    const small = await answerOf<JobAnswer>(tested, JobAnswer, '/api/jobs/J8');
    expect(small).toMatchObject({ racks: [{ id: 'R1', gpus: 4 }], wholeRacks: 0 });
    expect(await refusalOf(tested, '/api/jobs/J9')).toEqual([
      404,
      'no job of now or the last 24 hours is called "J9"',
      'jobId',
    ]);
    for (const id of ['7', 'J', 'J-1', 'R1', 'J1e3', `J${'9'.repeat(16)}`]) {
      expect((await refusalOf(tested, `/api/jobs/${id}`))[0]).toBe(400);
    }
  });

  test('is the same job that /api/jobs?ids= gives, which knows no other either', async () => {
    const telemetry = createTestTelemetry();
    telemetry.jobList = [testJob(7, 72, 2), testJob(8, 4, 3)];
    telemetry.advance();
    const tested = serve(telemetry);
    const { job } = await answerOf<JobAnswer>(tested, JobAnswer, '/api/jobs/J8');
    const { jobs } = await answerOf<JobsAnswer>(tested, JobsAnswer, '/api/jobs?ids=J8&ids=J7');
    expect(jobs.map(({ id }) => id)).toEqual(['J8', 'J7']);
    expect(jobs[0]).toEqual(job);
    expect(await refusalOf(tested, '/api/jobs?ids=J9')).toEqual([
      400,
      'no job of now or the last 24 hours is called "J9"',
      'ids',
    ]);
  });
});

describe('/api/efficiency', () => {
  test('gives every ratio with its sums and coverage, null where it is not known', async () => {
    const telemetry = createTestTelemetry();
    telemetry.ratios.set('wue 24h', { numerator: 31.25, denominator: 1_000_000, coverage: 0.5 });
    telemetry.advance();
    const answer = await answerOf<EfficiencyAnswer>(
      serve(telemetry),
      EfficiencyAnswer,
      '/api/efficiency',
    );
    expect(answer.ratios.map(({ ratio, window }) => `${ratio} ${window}`)).toEqual([
      'pue1 15m',
      'pue1 24h',
      'pue1 12m',
      'pue3 15m',
      'pue3 24h',
      'pue3 12m',
      'wue 24h',
      'wue 12m',
      'cue 24h',
      'cue 12m',
      'erf 24h',
      'erf 12m',
    ]);
    expect(answer.ratios.find(({ metric }) => metric === 'siteWue24hRatio')).toEqual({
      ratio: 'wue',
      window: '24h',
      metric: 'siteWue24hRatio',
      value: 0.03125,
      unit: 'L/kWh',
      numerator: 31.25,
      numeratorMetric: 'plantWaterL',
      denominator: 1_000_000,
      denominatorMetric: 'siteItEnergyWh',
      batteryWh: null,
      coverage: 0.5,
    });
    expect(answer.ratios[0]).toMatchObject({
      value: null,
      numerator: null,
      batteryWh: 0,
      coverage: 0,
    });
  });

  test('is refused before the first second', async () => {
    expect((await refusalOf(serve(createTestTelemetry()), '/api/efficiency'))[0]).toBe(503);
  });
});
