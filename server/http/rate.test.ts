// Law of the rate: a client that is gone before it is looked at has no address to be counted by, and that is no fault.
import { connect } from 'node:net';
import { expect, it } from 'vitest';
import { createTestTelemetry } from '../testing.ts';
import { serve } from './testApp.ts';

/** Asks, and is gone before the server has read the question: the reset comes with it. */
function askAndGo(port: number): Promise<void> {
  return new Promise((gone) => {
    const tcp = connect(port, '127.0.0.1', () => {
      tcp.write('GET /api/events HTTP/1.1\r\nHost: localhost\r\n\r\n');
      tcp.resetAndDestroy();
    });
    tcp.on('error', () => undefined).on('close', () => gone());
  });
}

it('answers those who stay, and fails on nobody who has left', async () => {
  const telemetry = createTestTelemetry();
  telemetry.advance();
  const { app } = serve(telemetry);
  const seen: { readonly ip: string | undefined; readonly status: number }[] = [];
  app.addHook('onResponse', async ({ ip }, { statusCode }) => {
    seen.push({ ip, status: statusCode });
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  for (let i = 0; i < 20; i++) await askAndGo(port);
  // Whoever asks after them is answered after them.
  const stayed = await fetch(`http://127.0.0.1:${port}/api/events`);
  expect(stayed.status).toBe(200);
  const left = seen.filter(({ ip }) => ip === undefined);
  expect(left.length).toBeGreaterThan(0);
  expect(new Set(left.map(({ status }) => status))).toEqual(new Set([499]));
});
