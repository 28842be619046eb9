// One range of time for the whole page: chosen, zoomed and undone by mouse and keyboard, in the address, read and saved.
import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import type { HistoryAnswer } from '../../server/contract/api.ts';
import { numberIn, openLive, plain, waitTicks } from './screen.ts';
import { test } from './setup.ts';

test.use({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });

const powerPanel = (page: Page): Locator =>
  page.getByRole('region', { name: 'Power', exact: true });
const cursorOf = (panel: Locator): Locator => panel.getByRole('slider');

/** Text of a file that a click saves. */
async function saved(
  page: Page,
  click: () => Promise<void>,
): Promise<{ name: string; text: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  return { name: download.suggestedFilename(), text: await readFile(await download.path()) };
}

test('a range goes with every link, Back undoes it, and a reload keeps it', async ({ page }) => {
  await openLive(page, '/');
  await page.getByRole('radio', { name: '24 h' }).check();
  expect(new URL(page.url()).search).toBe('?range=24h');
  await page.locator('dl').getByRole('link').first().click();
  await expect(page).toHaveURL(/\/gpu\/R\d+-T\d+-G\d\?range=24h$/);
  await page.reload();
  await expect(page.getByRole('radio', { name: '24 h' })).toBeChecked();
  await page.goBack();
  await expect(page).toHaveURL(/\/\?range=24h$/);
  await page.goBack();
  await expect(page.getByRole('radio', { name: '15 min' })).toBeChecked();
});

test('a date in the address is a day of the site, and words that make no sense leave it', async ({
  page,
}) => {
  await openLive(page, '/?from=2024-11-22&to=2024-11-23');
  await expect(page).toHaveURL(/\?from=2024-11-21T23%3A00%3A00Z&to=2024-11-22T23%3A00%3A00Z$/);
  const span = page.getByRole('button', { name: '22 Nov 2024 00:00 – 23 Nov 2024 00:00' });
  await expect(span).toBeVisible();
  await page.goto('/?range=99h&from=banana');
  await expect(page).toHaveURL(/\/$/);
  await expect(page.getByRole('radio', { name: '15 min' })).toBeChecked();
});

test('a drag zooms the whole page, a double click undoes it', async ({ page }) => {
  await openLive(page, '/');
  await waitTicks(page, 2);
  const cursor = cursorOf(powerPanel(page));
  const box = await cursor.boundingBox();
  if (!box) throw new Error('the chart is not there');
  const middle = box.y + box.height / 2;
  // The cursor's code comes with the first pointer.
  await expect(async () => {
    await page.mouse.move(box.x + 80, middle);
    await page.mouse.move(box.x + 90, middle);
    await expect(cursor).not.toHaveAttribute('aria-valuenow', '100', { timeout: 300 });
  }).toPass();
  await page.mouse.down();
  await page.mouse.move(box.x + 160, middle, { steps: 3 });
  await page.mouse.up();
  await expect(page).toHaveURL(/\?from=.*&to=/);
  await expect(page.getByRole('button', { name: /Past.*Back to live/ })).toBeVisible();
  await expect(page.locator('.kpi', { hasText: 'Facility' })).toContainText('live');
  await page.mouse.dblclick(box.x + 120, middle);
  await expect(page.getByRole('radio', { name: '15 min' })).toBeChecked();
});

test('by keyboard one reads a moment, which is what the API says, zooms in and climbs out', async ({
  page,
}) => {
  await openLive(page, '/rack/R118');
  await waitTicks(page, 2);
  const panel = page.getByRole('region', { name: 'Over time' });
  const cursor = cursorOf(panel).first();
  await cursor.focus();
  await expect(cursor).toHaveAttribute('aria-valuetext', /arrow keys/);
  // The first key may come before the cursor's code.
  await expect(async () => {
    await page.keyboard.press('Shift+ArrowLeft');
    const said = /^\d\d:\d\d:\d\d,( back-filled,)? AC input \d/;
    await expect(cursor).toHaveAttribute('aria-valuetext', said, { timeout: 300 });
  }).toPass();
  const [time = '', ...rest] = plain((await cursor.getAttribute('aria-valuetext')) ?? '').split(
    ', ',
  );
  const said = rest.find((part) => part.startsWith('AC input'));
  const answer = (await (
    await page.request.get('/api/history?metric=rackPowerW&ids=R118&from=now-5m&to=now&step=1')
  ).json()) as HistoryAnswer;
  const clock = (timeMs: number): string =>
    new Date(timeMs).toLocaleTimeString('en-GB', { timeZone: 'Europe/Paris' });
  const row = answer.timesMs.findIndex((timeMs) => clock(timeMs) === time);
  expect(numberIn(said)).toBeCloseTo((answer.series[0]?.mean[row] ?? 0) / 1e3, 0.9);
  // All charts of the page stand at the same moment.
  await expect(panel.locator('.chartReadout strong')).toHaveText(Array(5).fill(time));

  await page.keyboard.press('+');
  await expect(page).toHaveURL(/from=/);
  // Zooming has let go of the cursor: the next Escape undoes the zoom.
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/from=/);
});

test('a panel saves its numbers and its picture, and shows them as a table', async ({ page }) => {
  await openLive(page, '/');
  await waitTicks(page, 2);
  const menu = page.getByRole('button', { name: 'Menu of Power' });
  const choose = async (name: string): Promise<void> => {
    await menu.click();
    await page.getByRole('menuitem', { name }).click();
  };
  const csv = await saved(page, () => choose('Save as CSV'));
  expect(csv.name).toMatch(/^carnot-power-.*\.csv$/);
  const lines = csv.text.toString().split('\r\n');
  expect(lines[1]).toMatch(/^# Synthetic data/);
  const [head = '', last = ''] = [lines.find((line) => line.startsWith('time,')), lines.at(-2)];
  expect(head).toContain('GPUs (MW)');
  const [time = '', gpus] = last.split(',');
  const { series } = (await (
    await page.request.get(
      `/api/history?metric=siteGpuPowerW&from=${Date.parse(time) - 1_000}&to=${Date.parse(time)}&step=1`,
    )
  ).json()) as HistoryAnswer;
  expect(Number(gpus)).toBeCloseTo((series[0]?.mean[0] ?? 0) / 1e6, 5);

  const png = await saved(page, () => choose('Save as PNG'));
  expect(png.text.subarray(1, 4).toString()).toBe('PNG');
  expect(png.text.length).toBeGreaterThan(5_000);

  await choose('Show as a table');
  const table = page.getByRole('dialog', { name: 'Power' }).getByRole('table');
  await expect(table.getByRole('columnheader', { name: 'Cooling (MW)' })).toBeVisible();
  expect(Number(await table.getAttribute('aria-rowcount'))).toBeGreaterThan(800);
  await page.keyboard.press('Escape');
  await expect(table).toHaveCount(0);
});

test('shortcuts: help, search of a GPU in any spelling and of a job, and the way up', async ({
  page,
}) => {
  await openLive(page, '/');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await page.keyboard.type('118-7-2');
  await expect(page.getByRole('option').first()).toContainText('R118-T07-G2');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('R118-T07-G2');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rack R118');
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await expect(page).toHaveURL(/:\d+\/$/);
  await page.keyboard.press('/');
  await page.keyboard.type('j1');
  await expect(page.getByRole('option').first()).toContainText(/J1\d* · /);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/jobs\/J1\d*$/);
});

test('a span of one’s own is chosen in the site’s hours; one that is none is refused in words', async ({
  page,
}) => {
  await openLive(page, '/');
  await page.getByRole('button', { name: 'Custom' }).click();
  const dialog = page.getByRole('dialog', { name: 'Choose a period' });
  await dialog.getByLabel('From').fill('2026-01-15T10:00:00');
  await dialog.getByLabel('To').fill('2026-01-15T09:00:00');
  await dialog.getByRole('button', { name: 'Show' }).click();
  await expect(dialog.getByRole('alert')).toHaveText(/end must come after/);
  await dialog.getByLabel('To').fill('2026-01-15T12:30:00');
  await dialog.getByRole('button', { name: 'Show' }).click();
  await expect(page).toHaveURL(/from=2026-01-15T09%3A00%3A00Z&to=2026-01-15T11%3A30%3A00Z/);
  await expect(powerPanel(page).getByText('Nothing was recorded in this period.')).toBeVisible();
});

test('a double click leads back from a zoom alone: a range that slides stays', async ({ page }) => {
  await openLive(page, '/explore?range=6h');
  const cursor = cursorOf(page.getByRole('region', { name: 'Charts' })).first();
  await cursor.focus();
  // The first key may come before the cursor's code.
  await expect(async () => {
    await page.keyboard.press('Shift+ArrowLeft');
    await expect(cursor).not.toHaveAttribute('aria-valuenow', '100', { timeout: 300 });
  }).toPass();
  await cursor.dblclick();
  await expect(page).toHaveURL(/\?range=6h$/);
  await cursor.focus();
  await page.keyboard.press('+');
  await expect(page).toHaveURL(/from=/);
  await cursor.dblclick();
  await expect(page).toHaveURL(/\?range=6h$/);
});

test('a view that the range does not lead says so, keeps it for the next one, and heads its files with its own time', async ({
  page,
}) => {
  const csvOf = async (panel: string): Promise<string> => {
    await page.getByRole('button', { name: `Menu of ${panel}`, exact: true }).click();
    const choose = page.getByRole('menuitem', { name: 'Save as CSV' });
    const { text } = await saved(page, () => choose.click());
    return text.toString();
  };
  const instant = /\r\n# \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\r\n/;
  await openLive(page, '/power?range=24h');
  const figures = await csvOf('Power · Key figures');
  expect(figures).toMatch(instant);
  expect(figures).toMatch(/\r\nGrid power,siteGridPowerW,\d+/);
  expect(await csvOf('Power')).toMatch(/\r\n# \S+Z – \S+Z\r\n/);

  await page.getByRole('link', { name: 'Energy', exact: true }).click();
  await expect(page.getByText('Energy has its own period, below')).toBeVisible();
  await expect(page.getByRole('radio', { name: '24 h' })).toHaveCount(0);
  expect(await csvOf('Energy · Key figures')).toMatch(/\r\n# \S+T23:00:00Z – \S+Z\r\n/);

  await page.getByRole('link', { name: 'Floor', exact: true }).click();
  await expect(page.getByText('The floor has its own time, below')).toBeVisible();
  await page.getByRole('slider', { name: 'Time' }).press('ArrowLeft');
  await expect(page).toHaveURL(/at=/);
  await page.getByRole('button', { name: /Past.*Back to live/ }).click();
  await expect(page).not.toHaveURL(/at=/);
  await page.goto('/floor?range=24h&at=2026-01-15T10:00:00Z');
  await expect(page.getByText(/^Nothing was recorded at 15 Jan/)).toBeVisible();
  await page.getByRole('link', { name: 'Cooling', exact: true }).click();
  await expect(page.getByRole('radio', { name: '24 h' })).toBeChecked();
});
