// Jobs, events and rules, with good and bad input.
import type { Static } from 'typebox';
import { describe, expect, test } from 'vitest';
import { EventsAnswer, JobsAnswer } from '../../contract/api.ts';
import { RulesAnswer } from '../../contract/apiSite.ts';
import { createTestTelemetry, testEvent, testJob } from '../../testing.ts';
import { answerOf, refusalOf, serve } from '../testApp.ts';

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

  test('/api/jobs gives those that live and the 200 that ended last, or as many as asked', async () => {
    const telemetry = createTestTelemetry();
    const ended = Array.from({ length: 300 }, (_, i) => ({
      ...testJob(300 - i, 4, -1),
      state: 'ended' as const,
      endMs: i,
    }));
    telemetry.jobList = [...ended, testJob(301, 4, 0)];
    const tested = serve(telemetry);
    const idsOf = async (query: string) =>
      (
        await answerOf<Static<typeof JobsAnswer>>(tested, JobsAnswer, `/api/jobs?${query}`)
      ).jobs.map(({ id }) => id);
    const usual = await idsOf('');
    expect([usual.length, usual[0], usual.at(-1)]).toEqual([201, 'J200', 'J301']);
    expect(await idsOf('limit=2')).toEqual(['J1', 'J301']);
    expect(await idsOf('limit=5000')).toHaveLength(301);
    expect(await idsOf('state=ended&limit=1')).toEqual(['J1']);
    expect(await refusalOf(tested, '/api/jobs?limit=5001')).toEqual([
      400,
      'limit must be <= 5000',
      'limit',
    ]);
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
    expect(await idsOf('scope=tray&limit=1')).toEqual([2]);
    expect(await idsOf('scope=rack&ids=R1')).toEqual([3]);
    expect(await idsOf('scope=gpu')).toEqual([]);
    expect(await idsOf('limit=1')).toEqual([3]);
    expect(await idsOf('before=3&limit=1')).toEqual([2]);
    expect(await idsOf(`from=${testEvent(2, null).timeMs}`)).toEqual([3, 2]);
    for (const query of [
      'severity=bad',
      'scope=job',
      'ids=R7',
      'limit=0',
      'limit=1001',
      'before=9',
      'from=soon',
    ]) {
      expect((await refusalOf(tested, `/api/events?${query}`))[0]).toBe(400);
    }
    expect(await refusalOf(tested, '/api/events?from=now&to=now-5m')).toEqual([
      400,
      'from must lie before to',
      'from',
    ]);
  });

  test('/api/events of a job are those that name it, and what caused them, wherever it was', async () => {
    const telemetry = createTestTelemetry();
    telemetry.advance();
    const event = (id: number, cause: number | null, params = {}) => ({
      ...testEvent(id, 'R1'),
      cause,
      text: { key: 'any', params },
    });
    telemetry.eventList = [
      event(9, null, { target: 'J7' }),
      event(8, null),
      event(7, 5, { job: 'J8' }),
      event(6, 4, { job: 'J7' }),
      event(5, 2),
      event(4, 3),
      event(3, null),
      event(2, null, { job: 'J77' }),
    ];
    const tested = serve(telemetry);
    const idsOf = async (query: string) =>
      (await answerOf<EventsAnswer>(tested, EventsAnswer, `/api/events?${query}`)).events.map(
        ({ id }) => id,
      );
    expect(await idsOf('job=J7')).toEqual([9, 6, 4, 3]);
    expect(await idsOf('job=J1')).toEqual([]);
    expect((await refusalOf(tested, '/api/events?job=7'))[0]).toBe(400);
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
