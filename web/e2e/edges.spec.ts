// Beside the page, at the same address: the Prometheus page of a tray and the description of the API.
import { expect } from '@playwright/test';
import { openLive } from './screen.ts';
import { test } from './setup.ts';

test('the page can fetch the DCGM page of a tray and the OpenAPI document from its own origin', async ({
  page,
}) => {
  await openLive(page, '/rack/R118');
  const [dcgm, openapi] = await page.evaluate(() =>
    Promise.all(
      ['/metrics/dcgm/R118-T07', '/api/openapi.json'].map(async (path) => {
        const answer = await fetch(path);
        return { type: answer.headers.get('content-type'), text: await answer.text() };
      }),
    ),
  );
  expect(dcgm?.type).toContain('text/plain; version=0.0.4');
  expect(dcgm?.text.match(/^DCGM_FI_DEV_POWER_USAGE\{/gm)).toHaveLength(4);
  expect(openapi?.type).toContain('application/json');
  expect(JSON.parse(openapi?.text ?? '')).toMatchObject({
    openapi: expect.stringMatching(/^3\.1/),
  });
});
