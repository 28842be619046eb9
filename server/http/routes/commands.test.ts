// Who may command, and who may not.

import { describe, expect, test } from 'vitest';
import { createTestTelemetry } from '../../testing.ts';
import { serve, type TestApp } from '../testApp.ts';

describe('/api/commands', () => {
  const accept = async () => ({ accepted: true, timeMs: 0, message: 'as you wish' }) as const;
  const ask = (
    tested: TestApp,
    headers: Record<string, string>,
    payload: object = { do: 'endShed' },
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
    expect(await ask(tested, {}, { do: 'endShed', at: 'once' })).toBe(400);
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
