// Every panel of every view can be saved, and nothing that has to be seen is cut: an outage, three sizes, two languages.
import { readFile } from 'node:fs/promises';
import { expect, type Locator, type Page } from '@playwright/test';
import { inOneSecond, openLive } from './screen.ts';
import { test } from './setup.ts';

test.use({ site: 'one-rack', viewport: { width: 1440, height: 900 }, locale: 'en-GB' });

const VIEWS = [
  '/',
  '/floor',
  '/hall/H1',
  '/rack/R1',
  '/gpu/R1-T01-G1',
  '/power?node=UPS1-1',
  '/cooling',
  '/jobs',
  '/energy',
  '/events',
  '/explore?metric=siteItPowerW',
  '/about',
];

/** Regions with a heading that have nothing to save. */
const WORDS_ALONE: Readonly<Record<string, string>> = {
  'What you see': 'sentences about the page',
  Explore: 'the form that chooses; what it draws has its own menu below it',
  Selection: 'a sentence until something is selected, with a menu from then on',
};

/** Titles of the panels of the page that have no menu. */
function withoutMenu(page: Page): Promise<string[]> {
  return page
    .locator('main section[aria-labelledby]')
    .evaluateAll((panels) =>
      panels
        .filter((panel) => !panel.querySelector('[aria-haspopup="menu"]'))
        .map((panel) => panel.querySelector('h2')?.textContent ?? 'a region without a heading'),
    );
}

test('each panel of each view has the menu that saves it, or is words alone', async ({ page }) => {
  await openLive(page, '/');
  const job = await page.request.get('/api/jobs?state=running&limit=1');
  const [running] = ((await job.json()) as { jobs: { id: string }[] }).jobs;
  const bare: Record<string, string[]> = {};
  for (const path of [...VIEWS, ...(running ? [`/jobs/${running.id}`] : [])]) {
    await openLive(page, path);
    await expect(page.locator('main h2').first()).toBeVisible();
    await expect(page.getByText(/^Loading/)).toHaveCount(0);
    const found = (await withoutMenu(page)).filter((title) => !(title in WORDS_ALONE));
    if (found.length > 0) bare[path] = found;
  }
  expect(bare).toEqual({});
});

test('the reasons of a GPU’s clock and its job are saved with the mark of synthetic data', async ({
  page,
}) => {
  const gpu = 'R1-T01-G1';
  await openLive(page, `/gpu/${gpu}`);
  const panelOf = (name: string) => page.getByRole('region', { name, exact: true });
  const clock = panelOf('Clock and cap');
  const job = panelOf('Job');
  const reasons = panelOf('Clock reasons over time');
  await expect(reasons.getByRole('definition').last()).toHaveText(/%$/);
  for (const panel of [clock, job, reasons]) expect(await csvOf(panel)).toContain('Synthetic data');
  expect(await csvOf(reasons)).toMatch(/^Reason,From,To,Share of the time/m);

  const { shown, value } = await inOneSecond(page, `metric=gpuSmClockMHz&ids=${gpu}`, () =>
    csvOf(clock),
  );
  const [, clockMHz] = /^SM clock,(.+)$/m.exec(shown) ?? [];
  expect(Number(clockMHz)).toBeCloseTo(value('gpuSmClockMHz'), 1);
});

test('what Energy saves is headed with its own period, from midnight of the site', async ({
  page,
}) => {
  await openLive(page, '/energy');
  const panel = page.getByRole('region', { name: 'Cost', exact: true });
  await expect(panel).toBeVisible();
  expect(await csvOf(panel)).toMatch(/^# \d{4}-\d\d-\d\dT2[23]:00:00Z – /m);
});

/** What the menu of a panel saves. */
async function csvOf(panel: Locator): Promise<string> {
  const page = panel.page();
  await panel.locator('[aria-haspopup="menu"]').click();
  const saved = page.waitForEvent('download');
  await page.getByRole('menuitem', { name: /CSV/ }).click();
  return readFile(await (await saved).path(), 'utf8');
}

/** Words that are wider than their room, of the plant line and the navigation. */
function cutWords(page: Page): Promise<string[]> {
  return page
    .locator('.plantItem, .plantItem dt, .plantItem dd, .nav, .nav a, .kpiValue')
    .evaluateAll((all) =>
      all
        .filter((one) => one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1)
        .map((one) => (one as HTMLElement).innerText),
    );
}

test('an outage leaves no chip cut, and all views and shortcuts in reach, at any size and in either language', async ({
  page,
}) => {
  await openLive(page, '/');
  const command = (body: object) => page.request.post('/api/commands', { data: body });
  for (const place of ['FEED1', 'FEED2'])
    await command({ do: 'injectFault', place, fault: 'lost' });
  await command({ do: 'injectFault', place: 'CDU1-1', fault: 'pumpA' });
  try {
    for (const lang of ['en', 'fr']) {
      await openLive(page, `/?lang=${lang}`);
      await expect(page.locator('.plantItem.is-critical').first()).toBeVisible();
      for (const [width, height] of [
        [1440, 900],
        [1280, 800],
        [390, 844],
      ] as const) {
        await page.setViewportSize({ width, height });
        expect(await cutWords(page), `${lang}, ${width} wide`).toEqual([]);
        const entries = page.locator('.nav a');
        expect(await entries.count()).toBe(9);
        for (const entry of await entries.all()) {
          const box = await entry.boundingBox();
          expect(box && box.x >= 0 && box.x + box.width <= width).toBe(true);
        }
        await expect(page.locator('.keysButton')).toBeVisible();
      }
    }
  } finally {
    for (const place of ['FEED1', 'FEED2', 'CDU1-1']) await command({ do: 'clearFault', place });
  }
});
