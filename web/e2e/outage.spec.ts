// When the server is gone or silent the page says so at once and unmistakably, and when it is back the page heals itself.
import { readFile } from 'node:fs/promises';
import { test as base, expect, type Page } from '@playwright/test';
import type { HealthAnswer, HistoryAnswer } from '../../server/contract/api.ts';
import { openLive, siteClock, waitTicks } from './screen.ts';
import { type Server, startServer } from './setup.ts';

interface Own {
  readonly url: string;
  server: Server;
  /** Another process at the same address. */
  restart(): Promise<void>;
}

// Not the quiet `test`: a browser complains of a lost connection, and should.
const test = base.extend<object, { own: Own }>({
  own: [
    async ({ browserName: _ }, use) => {
      const server = await startServer({ site: 'one-rack' });
      const own: Own = {
        url: server.url,
        server,
        async restart() {
          own.server = await startServer({ site: 'one-rack', port: server.port });
        },
      };
      await use(own);
      await own.server.kill();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  baseURL: ({ own }, use) => use(own.url),
});

test.use({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', colorScheme: 'dark' });

/** The state of the connection in the header. */
function liveChip(page: Page) {
  return page.getByRole('banner').getByText(/^(Live|Stale|Disconnected|Connecting)/);
}

/** Whether the figures look as figures do that are not of now: without colour. */
async function areMarked(page: Page): Promise<boolean> {
  const tile = page.getByRole('main').getByRole('region').first();
  return tile.evaluate((element) => {
    for (let at: Element | null = element; at; at = at.parentElement) {
      if (getComputedStyle(at).filter.includes('grayscale(1)')) return true;
    }
    return false;
  });
}

/** Tells later whether the page has been reloaded in between. */
async function leaveTrace(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate(() => Object.assign(globalThis, { stillHere: true }));
  return () => page.evaluate(() => 'stillHere' in globalThis);
}

async function health(own: Own): Promise<HealthAnswer> {
  return (await (await fetch(`${own.url}/api/health`)).json()) as HealthAnswer;
}

test('a server that dies is seen as disconnected, and one that returns is live again without a reload', async ({
  page,
  own,
}) => {
  await openLive(page, '/gpu/R1-T07-G2');
  await expect(liveChip(page)).toHaveText(/^Live/);
  expect(await areMarked(page)).toBe(false);
  const stillThere = await leaveTrace(page);
  const power = page
    .getByRole('row', { name: /^GPU power DCGM/ })
    .getByRole('cell')
    .first();
  await waitTicks(page, 1);
  await own.server.kill();
  await expect(liveChip(page)).toHaveText('Disconnected', { timeout: 5_000 });
  const time = await siteClock(page).innerText();
  const sentence = `Connection lost, reconnecting. What you see is from ${time}.`;
  await expect(page.getByText(sentence).first()).toBeVisible();
  expect(await areMarked(page)).toBe(true);

  await own.restart();
  await expect(liveChip(page)).toHaveText(/^Live/, { timeout: 15_000 });
  await expect(page.getByText(/^Connection lost/)).toHaveCount(0);
  expect(await areMarked(page)).toBe(false);
  const watts = (await power.textContent()) ?? '';
  expect(watts).toMatch(/\d\sW$/);
  await expect(power).not.toHaveText(watts);
  await page.getByRole('link', { name: 'Overview' }).first().click();
  await waitTicks(page, 2);
  await expect(page.getByRole('region', { name: 'Key figures' })).toContainText(/\d\skW/);
  expect(await stillThere()).toBe(true);
});

test('a server that falls silent is seen as stale while its socket is open, and the missed seconds are counted', async ({
  page,
  own,
}) => {
  let closed = 0;
  page.on('websocket', (socket) => socket.on('close', () => closed++));
  await openLive(page, '/');
  await waitTicks(page, 1);
  const before = await health(own);
  own.server.freeze();
  await expect(liveChip(page)).toHaveText(/^Stale \d+ s$/);
  await expect(
    page.getByText(/^No new values for \d+\ss\. What you see is from \d/).first(),
  ).toBeVisible();
  await expect(page.getByRole('region', { name: 'Key figures' })).toContainText('Unknown');
  expect(await areMarked(page)).toBe(true);
  await expect(liveChip(page)).toHaveText(/^Stale ([5-9]|1\d) s$/);
  expect(closed).toBe(0);
  own.server.thaw();
  await expect(liveChip(page)).toHaveText(/^Live/, { timeout: 5_000 });
  await expect(page.getByRole('region', { name: 'Key figures' })).not.toContainText('Unknown');
  expect(await areMarked(page)).toBe(false);
  await waitTicks(page, 1);
  expect(closed).toBe(0);
  const after = await health(own);
  expect(after.skipped - before.skipped).toBeGreaterThanOrEqual(4);
  expect(after.gaps).toBe(before.gaps);
  const past = await fetch(
    `${own.url}/api/history?metric=siteFacilityPowerW&from=now-15s&to=now&step=1`,
  );
  const { series } = (await past.json()) as HistoryAnswer;
  expect(series[0]?.mean.slice(0, -2)).not.toContain(null);
  // The chart has them too: each of the last seconds, one after the other.
  const seconds = (await savedCsv(page, 'Power')).slice(-10).map((line) => line.split(','));
  const begin = Date.parse(seconds[0]?.[0] ?? '');
  expect(seconds.map(([time = '']) => Date.parse(time))).toEqual(
    seconds.map((_, i) => begin + i * 1_000),
  );
  expect(seconds.filter(([, gpus]) => gpus === '')).toEqual([]);
});

/** Rows of the file that a panel's menu saves. */
async function savedCsv(page: Page, panel: string): Promise<string[]> {
  await page.getByRole('button', { name: `Menu of ${panel}` }).click();
  const choose = page.getByRole('menuitem', { name: 'Save as CSV' });
  const [download] = await Promise.all([page.waitForEvent('download'), choose.click()]);
  const text = await readFile(await download.path(), 'utf8');
  return text.trimEnd().split('\r\n');
}

test('a page that is opened before its server answers waits and then shows it', async ({
  page,
  own,
}) => {
  await openLive(page, '/');
  await page.route('**/api/site', (route) => route.abort());
  await page.reload();
  await expect(liveChip(page)).toHaveText('Disconnected');
  await expect(page.getByText('The server cannot be reached. Trying again.').first()).toBeVisible();
  await page.unroute('**/api/site');
  await expect(liveChip(page)).toHaveText(/^Live/, { timeout: 8_000 });
  expect((await health(own)).clients).toBe(1);
});
