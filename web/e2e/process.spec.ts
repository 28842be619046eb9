// The program at the terminal: help, refusals in one sentence, and an end in good order under an open page.
import { createServer } from 'node:net';
import { expect, test } from '@playwright/test';
import { openLive } from './screen.ts';
import { runToEnd, startServer } from './setup.ts';

test('--help names every option and ends well', async () => {
  const { code, out, err } = await runToEnd('--help');
  expect(code).toBe(0);
  expect(err).toBe('');
  for (const flag of ['port', 'host', 'site', 'seed', 'speed', 'data']) {
    expect(out).toContain(`--${flag}`);
  }
});

test('a start that cannot be is refused in one clear sentence with exit code 1', async () => {
  const holder = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => holder.once('listening', resolve));
  const address = holder.address();
  const taken = typeof address === 'object' ? String(address?.port) : '';
  const refusals = await Promise.all(
    [
      ['--port', taken],
      ['--site', 'atlantis'],
      ['--speed', '0'],
    ].map(async (flags) => ({ flags, ...(await runToEnd(...flags)) })),
  );
  holder.close();
  for (const { flags, code, err } of refusals) {
    const said = `${flags.join(' ')} said: ${err}`;
    expect(code, said).toBe(1);
    expect(err.trimEnd().split('\n'), said).toHaveLength(1);
    expect(err, said).toMatch(/^carnot: \S.*\n$/);
    expect(err, said).toContain(flags[1]);
  }
});

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  test(`${signal} closes the server within two seconds under an open page`, async ({ page }) => {
    const server = await startServer({ site: 'one-rack' });
    await openLive(page, server.url);
    const { code, tookMs } = await server.stop(signal);
    expect(code).toBe(0);
    expect(tookMs).toBeLessThan(2_000);
    await expect(page.getByRole('banner').getByText('Disconnected')).toBeVisible();
  });
}
