// A page that cannot keep up shows the newest second all the same, and costs the server no memory.
import { expect, type Page } from '@playwright/test';
import type { HealthAnswer, LatestAnswer } from '../../server/contract/api.ts';
import { clockOf, openLive, siteClock, waitTicks } from './screen.ts';
import { test } from './setup.ts';

async function health(page: Page): Promise<HealthAnswer> {
  return (await (await page.request.get('/api/health')).json()) as HealthAnswer;
}

/** Seconds from the time on the screen to the server's newest. */
async function behindS(page: Page): Promise<number> {
  const shown = await siteClock(page).innerText();
  const response = await page.request.get('/api/latest?metric=siteFacilityPowerW');
  const { timeMs } = (await response.json()) as LatestAnswer;
  const late = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].find((s) => clockOf(timeMs - s * 1000) === shown);
  return late ?? Number.POSITIVE_INFINITY;
}

test('a page on a slow processor, or stuck for three seconds, shows the newest second', async ({
  page,
}) => {
  await openLive(page, '/');
  await waitTicks(page, 1);
  const before = await health(page);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 6 });
  await waitTicks(page, 2);
  expect(await behindS(page)).toBeLessThanOrEqual(1);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await page.evaluate(() => {
    const untilMs = performance.now() + 3_000;
    while (performance.now() < untilMs);
  });
  await expect
    .poll(() => behindS(page), { timeout: 1_500, intervals: [50] })
    .toBeLessThanOrEqual(1);
  const after = await health(page);
  const grownMB = (after.memory.residentBytes - before.memory.residentBytes) / 1e6;
  expect(grownMB).toBeLessThan(60);
  expect(after.skipped).toBe(before.skipped);
});

test('a tab that comes back from behind another shows the newest second', async ({ page }) => {
  await openLive(page, '/');
  const front = await page.context().newPage();
  await openLive(front, '/rack/R118');
  await waitTicks(front, 2);
  await page.bringToFront();
  await expect
    .poll(() => behindS(page), { timeout: 1_500, intervals: [50] })
    .toBeLessThanOrEqual(1);
  await front.close();
});
