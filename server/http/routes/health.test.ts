// The health of the program from its start to its end.
import Value from 'typebox/value';
import { describe, expect, test } from 'vitest';
import { HealthAnswer } from '../../contract/api.ts';
import { createTestTelemetry } from '../../testing.ts';
import { serve } from '../testApp.ts';

describe('/api/health', () => {
  test('is starting, live, stale, live again, and failed at last', async () => {
    const telemetry = createTestTelemetry();
    const tested = serve(telemetry);
    const look = async () => {
      const { status, body } = await tested.get('/api/health');
      expect(Value.Check(HealthAnswer, body)).toBe(true);
      return [status, (body as HealthAnswer).state];
    };
    expect(await look()).toEqual([200, 'starting']);
    telemetry.advance();
    expect(await look()).toEqual([200, 'live']);
    tested.wait(5_001);
    expect(await look()).toEqual([503, 'stale']);
    telemetry.advance();
    tested.wait(900);
    expect((await tested.get('/api/health')).body).toMatchObject({
      state: 'live',
      uptimeS: 5.901,
      clockMs: 1_006_901,
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
