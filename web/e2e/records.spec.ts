// What the page keeps to account for itself: the accuracy table, the delay to its pixels, the year's energy, one event's chain.
import { expect, type Page } from '@playwright/test';
import type { AccuracyAnswer } from '../../server/contract/accuracy.ts';
import type { EventsAnswer } from '../../server/contract/api.ts';
import type { EnergyAnswer } from '../../server/contract/apiHistory.ts';
import { numberIn, openLive, plain } from './screen.ts';
import { test } from './setup.ts';

test.use({ site: 'one-rack', viewport: { width: 1440, height: 900 }, locale: 'en-GB' });

async function ask<T>(page: Page, path: string): Promise<T> {
  return (await (await page.request.get(path)).json()) as T;
}

test('about: every statistic of the kept validation with its verdict, and the delay to the pixels in ms', async ({
  page,
}) => {
  await openLive(page, '/about');
  const { run } = await ask<AccuracyAnswer>(page, '/api/accuracy');
  expect(run?.rows.length).toBeGreaterThan(50);
  const panel = page.getByRole('region', { name: 'Held against the real world' });
  await expect(panel.locator('tbody tr')).toHaveCount(run?.rows.length ?? 0);
  const passed = run?.rows.filter(({ verdict }) => verdict === 'pass').length ?? 0;
  await expect(panel.getByText('in band', { exact: true })).toHaveCount(passed);
  await expect(panel.getByText(`seed ${run?.seed}`)).toBeVisible();
  const delay = page.locator('dl > div').filter({ hasText: 'End of a second to its pixels' });
  await expect(delay.locator('dd')).toHaveText(/^−?\d+ ms, −?\d+ ms$/);
});

test('energy: the year so far is the meter of its lines', async ({ page }) => {
  await openLive(page, '/energy?period=year');
  const ledger = page.getByRole('region', { name: 'Ledger' });
  const year = new Date().getFullYear();
  await expect(page.getByText(String(year), { exact: true })).toBeVisible();
  await expect(async () => {
    const note = plain(await ledger.locator('.panelNote').innerText());
    const [, sum, meter, residual] = /sum (.*) · meter (.*) · residual (\S+)/.exec(note) ?? [];
    const from = Date.parse(`${year}-01-01T00:00:00+01:00`);
    const to = Math.floor(Date.now() / 3_600_000) * 3_600_000;
    const answer = await ask<EnergyAnswer>(page, `/api/energy?by=line&from=${from}&to=${to}`);
    expect(numberIn(meter)).toBeCloseTo((answer.meter.facilityWh ?? Number.NaN) / 1e3, 1);
    expect(numberIn(sum) + numberIn(residual)).toBeCloseTo(numberIn(meter), 2);
  }).toPass();
});

test('events: an event has an address that shows its chain alone; a place holds what stands in it', async ({
  page,
}) => {
  await openLive(page, '/events');
  const inject = { do: 'injectFault', place: 'CDU1-2', fault: 'pumpA' };
  const response = await page.request.post('/api/commands', { data: inject });
  expect(response.ok(), await response.text()).toBe(true);
  const log = page.getByRole('region', { name: 'Log', exact: true });
  const row = log.locator('tbody tr').filter({ hasText: 'CDU1-2' }).first();
  await expect(row).toBeVisible();
  const { events } = await ask<EventsAnswer>(page, '/api/events?from=now-15m&kind=command');
  const [newest] = events;
  await page.goto(`/events?event=${newest?.id}`);
  await expect(log.getByText(`Only event ${newest?.id}`)).toBeVisible();
  await expect(log.locator('tbody tr').first()).toContainText('CDU1-2');
  await page.getByRole('button', { name: 'Show all' }).click();
  expect(new URL(page.url()).searchParams.has('event')).toBe(false);
  await page.goto('/events?place=h1');
  await expect(row).toBeVisible();
  await page.goto('/events?place=R1');
  await expect(log.locator('tbody tr').filter({ hasText: 'CDU1-2' })).toHaveCount(0);
  await page.request.post('/api/commands', { data: { do: 'clearFault', place: 'CDU1-2' } });
});
