// What the four users come with: each question is answered by walking the page as they would, and the answer is the API's.
import { expect, type Page } from '@playwright/test';
import type { HistoryAnswer, JobsAnswer } from '../../server/contract/api.ts';
import type { JobAnswer } from '../../server/contract/apiJob.ts';
import { inOneSecond, numberIn, openLive, plain, printed } from './screen.ts';
import { test } from './setup.ts';

test.use({
  site: 'one-rack',
  backfill: '24h',
  viewport: { width: 1440, height: 900 },
  locale: 'en-GB',
});

async function ask<T>(page: Page, path: string): Promise<T> {
  const response = await page.request.get(path);
  expect(response.ok(), await response.text()).toBe(true);
  return (await response.json()) as T;
}

async function command(page: Page, body: object): Promise<void> {
  const response = await page.request.post('/api/commands', { data: body });
  expect(response.ok(), await response.text()).toBe(true);
}

/** The site's own day, as a date. */
function dayOf(timeMs: number): string {
  return Number.isNaN(timeMs)
    ? ''
    : new Date(timeMs).toLocaleDateString('en-CA', { timeZone: 'Europe/Paris' });
}

function tile(page: Page, name: string) {
  return page.locator('.tile').filter({ has: page.locator('dt', { hasText: name }) });
}

test('the operator at night: what is wrong, and where? The first screen names it, and one click is there', async ({
  page,
}) => {
  await openLive(page, '/');
  const place = 'R1-T05-G2';
  await command(page, { do: 'injectFault', place, fault: 'xid', xid: 79 });
  const line = page
    .getByRole('region', { name: /events/i })
    .getByRole('listitem')
    .or(page.getByRole('region', { name: /events/i }).getByRole('row'))
    .filter({ hasText: /XID 79/ });
  await expect(line.first()).toContainText(place);
  await line.first().getByRole('link', { name: place }).click();
  await expect(page).toHaveURL(`/gpu/${place}`);
  await expect(page.getByText(/XID 79|79 ·/).first()).toBeVisible();
  await command(page, { do: 'clearFault', place });
});

test('the energy manager: what did yesterday use and cost, and is it what the meters say?', async ({
  page,
}) => {
  await openLive(page, '/energy');
  const asked = page.waitForRequest((request) => {
    const { pathname, searchParams } = new URL(request.url());
    const meters = searchParams.getAll('metric').includes('siteFacilityEnergyWh');
    const fromMs = Number(searchParams.get('from') ?? Number.NaN);
    return (
      pathname === '/api/history' && meters && dayOf(fromMs) === dayOf(Date.now() - 86_400_000)
    );
  });
  await page.getByRole('button', { name: /Earlier/ }).click();
  const url = new URL((await asked).url());
  const { series } = await ask<HistoryAnswer>(page, url.pathname + url.search);
  const sumOf = (metric: string): number =>
    (series.find((one) => one.metric === metric)?.mean ?? []).reduce<number>(
      (sum, value) => sum + (value ?? 0),
      0,
    );
  expect(sumOf('siteFacilityEnergyWh')).toBeGreaterThan(0);
  const shown = async (name: string): Promise<number> =>
    numberIn(plain(await tile(page, name).locator('.tileValue').innerText()));
  await expect
    .poll(() => shown('Facility energy'))
    .toBeCloseTo(sumOf('siteFacilityEnergyWh') / 1e3, 0);
  expect(await shown('Cost')).toBeCloseTo(sumOf('siteCostEur'), 1);
});

test('the reliability engineer: which job runs on this GPU, and how does it do?', async ({
  page,
}) => {
  await openLive(page, '/jobs');
  const { jobs } = await ask<JobsAnswer>(page, '/api/jobs?state=running&limit=500');
  const job = jobs[0];
  if (!job) throw new Error('no job runs');
  await page.getByRole('link', { name: job.name }).first().click();
  await expect(page).toHaveURL(new RegExp(`/jobs/${job.id}`));
  await expect(page.getByRole('heading', { level: 1 })).toContainText(job.name);
  const { racks } = await ask<JobAnswer>(page, `/api/jobs/${job.id}`);
  const gpus = racks.reduce((sum, rack) => sum + rack.gpus, 0);
  await expect(page.getByRole('main')).toContainText(new RegExp(`· ${gpus}\\sGPU`));
  await page.getByRole('main').getByRole('link', { name: 'R1', exact: true }).click();
  await expect(page).toHaveURL('/rack/R1');
});

test('the visitor: is it efficient, and where does a number come from?', async ({ page }) => {
  await openLive(page, '/');
  const figures = page.getByRole('region', { name: 'Key figures' });
  const pue = figures.getByRole('button', { name: /PUE/ }).first();
  const { shown, value } = await inOneSecond(page, 'metric=sitePue15mRatio', async () =>
    plain(await figures.innerText()),
  );
  expect(shown).toContain(printed(value('sitePue15mRatio'), 3));
  await pue.click();
  const origin = page.getByRole('dialog');
  await expect(origin).toContainText(/Formula/i);
  await expect(origin).toContainText(/facility/i);
  await expect(page.getByText(/synthetic/i).first()).toBeVisible();
});
