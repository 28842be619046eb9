// The views behind the navigation: each opens there, and one figure of each is the API's.
import { expect, type Page } from '@playwright/test';
import type { HistoryAnswer, JobsAnswer } from '../../server/contract/api.ts';
import { clockOf, inOneSecond, numberIn, openLive, plain, printed, waitTicks } from './screen.ts';
import { test } from './setup.ts';

test.use({ site: 'one-rack', viewport: { width: 1440, height: 900 }, locale: 'en-GB' });

/** Goes to a view by its entry in the navigation. */
async function goTo(page: Page, name: string): Promise<void> {
  const entry = page.getByRole('navigation', { name: 'Views' }).getByRole('link', { name });
  await entry.click();
  await expect(entry).toHaveAttribute('aria-current', 'page');
  await expect(page.getByRole('heading', { level: 1, name })).toBeAttached();
}

/** The value of a tile, from its second line. */
async function tileValue(page: Page, region: string, name: string): Promise<string> {
  const tiles = page
    .getByRole('region', { name: `${region} · Key figures`, exact: true })
    .locator('.tile');
  const tile = tiles.filter({ has: page.locator('dt', { hasText: name }) });
  return plain(await tile.locator('.tileValue').innerText());
}

async function ask<T>(page: Page, path: string): Promise<T> {
  return (await (await page.request.get(path)).json()) as T;
}

async function command(page: Page, body: Record<string, string>): Promise<void> {
  const response = await page.request.post('/api/commands', { data: body });
  expect(response.ok(), await response.text()).toBe(true);
}

test.beforeEach(async ({ page }) => {
  await openLive(page, '/');
});

test('power: what comes from the grid is that of the API in the same second', async ({ page }) => {
  await goTo(page, 'Power');
  const { shown, value } = await inOneSecond(page, 'metric=siteGridPowerW', () =>
    tileValue(page, 'Power', 'From the grid'),
  );
  expect(shown).toBe(`${printed(value('siteGridPowerW') / 1e3, 2)} kW`);
});

test('jobs: as many rows run as the API counts', async ({ page }) => {
  await goTo(page, 'Jobs');
  await expect(async () => {
    const { jobs } = await ask<JobsAnswer>(page, '/api/jobs?state=running&limit=500');
    expect(jobs.length).toBeGreaterThan(0);
    const table = page.getByRole('region', { name: 'Jobs' }).locator('tbody tr');
    expect(await table.count()).toBe(jobs.length);
    const running = page.getByText(/^Running \d+$/);
    expect(numberIn(await running.innerText())).toBe(jobs.length);
  }).toPass({ intervals: [200] });
});

test('jobs: power and energy of a running job are the API’s of the same second', async ({
  page,
}) => {
  await goTo(page, 'Jobs');
  const { jobs } = await ask<JobsAnswer>(page, '/api/jobs?state=running&limit=500');
  const largest = jobs.reduce((a, b) => ((a.powerW ?? 0) > (b.powerW ?? 0) ? a : b));
  const row = page.locator('.jobsTablePanel tbody tr').filter({ hasText: largest.name });
  const cell = async (column: string) => plain(await row.locator(`.col-${column}`).innerText());
  const { shown, value } = await inOneSecond(
    page,
    `scope=job&metric=jobPowerW&metric=jobEnergyWh&metric=jobFacilityEnergyWh&ids=${largest.id}`,
    async () => [await cell('power'), await cell('itEnergy'), await cell('energy')],
  );
  const [power, energy, booked] = shown;
  expect(power).toBe(`${printed(value('jobPowerW') / 1e3, 0)} kW`);
  for (const [text, metric] of [
    [energy, 'jobEnergyWh'],
    [booked, 'jobFacilityEnergyWh'],
  ] as const) {
    const unit = text?.endsWith('MWh') ? 1e6 : 1e3;
    expect(Math.abs(numberIn(text) - value(metric) / unit), metric).toBeLessThanOrEqual(0.0051);
  }
});

test('explore: the numbers behind a chart are those of /api/history, step by step', async ({
  page,
}) => {
  await waitTicks(page, 12);
  const { clockMs } = await ask<{ clockMs: number }>(page, '/api/health');
  const toMs = Math.floor(clockMs / 1_000) * 1_000 - 2_000;
  const [from, to] = [toMs - 12_000, toMs].map((ms) => new Date(ms).toISOString());
  await page.goto(`/explore?metric=siteItPowerW&from=${from}&to=${to}`);
  await page.getByRole('button', { name: 'Menu of Charts' }).click();
  await page.getByRole('menuitem', { name: 'Show as a table' }).click();
  const rows = page.getByRole('dialog', { name: 'Charts' }).locator('tbody tr');
  await expect(rows.first()).toBeVisible();
  const shown = await rows.evaluateAll((all) =>
    all.map((row) => [...row.querySelectorAll('td')].map((one) => one.textContent ?? '')),
  );
  const { timesMs, series } = await ask<HistoryAnswer>(
    page,
    `/api/history?metric=siteItPowerW&from=${from}&to=${to}&step=1`,
  );
  expect(timesMs).toHaveLength(12);
  for (const [i, timeMs] of timesMs.entries()) {
    const row = shown.find(([time]) => time?.includes(clockOf(timeMs)));
    expect(numberIn(row?.[1]), clockOf(timeMs)).toBeCloseTo((series[0]?.mean[i] ?? 0) / 1e3, 2);
  }
});

test('explore: opens with an example; a metric that is picked is drawn, and the link shows it again', async ({
  page,
}) => {
  await goTo(page, 'Explore');
  await expect(page.getByRole('img', { name: /Charts: Facility power/ })).toBeVisible();
  await page.goto('/explore?metric=siteItPowerW');
  await page.getByRole('searchbox').fill('gridCarbonFreeRatio');
  await page.getByRole('button', { name: 'Carbon-free share gridCarbonFreeRatio' }).click();
  const chart = page.getByRole('img', { name: 'Charts: Carbon-free share' });
  await expect(chart).toBeVisible();
  expect(new URL(page.url()).searchParams.get('metric')).toBe('siteItPowerW,gridCarbonFreeRatio');
  await page.goto(page.url());
  await expect(chart).toBeVisible();
  await expect(page.getByRole('img', { name: 'Charts: IT power' })).toBeVisible();
});

test('about: the seconds published are the server’s, and grow', async ({ page }) => {
  await goTo(page, 'About');
  const published = async (): Promise<number> => {
    const row = page.locator('dl > div').filter({ hasText: 'Seconds published' });
    return numberIn(await row.locator('dd').innerText());
  };
  const asked = async () => (await ask<{ published: number }>(page, '/api/health')).published;
  await expect.poll(published).toBeGreaterThan(0);
  const before = await published();
  expect(before).toBeLessThanOrEqual(await asked());
  await expect.poll(published).toBeGreaterThan(before);
  expect((await asked()) - (await published())).toBeLessThan(10);
});

test('a CDU that stops is named on the first line of cooling and in the log, until it is repaired', async ({
  page,
}) => {
  const place = 'CDU1-1';
  await goTo(page, 'Cooling');
  const line = page.getByRole('region', { name: 'In trouble' });
  await expect(line).toHaveText('Every CDU runs or stands by.');
  await command(page, { do: 'injectFault', place, fault: 'stop' });
  await expect(line).toContainText(`${place} is stopped`);
  await goTo(page, 'Events');
  await expect(page.getByRole('cell', { name: /fault by command, stop/ })).toBeVisible();
  await expect(async () => {
    const { events } = await ask<{ events: unknown[] }>(
      page,
      '/api/events?from=now-15m&limit=1000',
    );
    await expect(page.getByText(`${events.length} events`, { exact: true })).toBeVisible({
      timeout: 500,
    });
  }).toPass();
  await command(page, { do: 'clearFault', place });
  await waitTicks(page, 1);
  await goTo(page, 'Cooling');
  await expect(line).toHaveText('Every CDU runs or stands by.');
});
