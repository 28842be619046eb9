// Pages of a rack and of a GPU: they open from their address, say everything there is, and what they say is true.
import { expect, type Page } from '@playwright/test';
import type { MetricAnswer } from '../../server/contract/api.ts';
import { inOneSecond, numberIn, openLive, plain, waitTicks } from './screen.ts';
import { test } from './setup.ts';

test.use({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });

test('the address of a rack or a GPU opens its page, and a reload keeps it', async ({ page }) => {
  await openLive(page, '/rack/R118');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rack R118');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rack R118');

  const chosen = page.getByRole('button', { name: /^Show GPU temperature large/ });
  await openLive(page, '/gpu/R118-T07-G2?metric=gpuTempC');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('R118-T07-G2');
  await expect(chosen).toHaveAttribute('aria-pressed', 'true');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('R118-T07-G2');
  await expect(chosen).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByRole('heading', { name: 'GPU temperature' })).toBeVisible();
});

test('from a GPU one climbs to its rack and steps to its neighbours', async ({ page }) => {
  await openLive(page, '/gpu/R118-T07-G2');
  await page.getByRole('link', { name: 'Next: R118-T07-G3' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('R118-T07-G3');
  await page.getByRole('navigation', { name: 'Path' }).getByRole('link', { name: 'R118' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Rack R118');
  await page.getByRole('link', { name: /^R118-T12-G4/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('R118-T12-G4');
});

test('a search leads to a tray on its rack, and says why there is none', async ({ page }) => {
  await openLive(page, '/');
  await page.keyboard.press('/');
  const search = page.getByRole('dialog', { name: 'Search' });
  await expect(search.getByRole('button', { name: /^R\d{3}-T\d\d$/ })).toBeVisible();
  await page.keyboard.type('r300');
  await expect(search.getByRole('status')).toHaveText(
    'This site has no “r300”. Rack: R001 to R250.',
  );
  await search.getByRole('combobox').fill('r118 t7');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/rack\/R118\?tray=R118-T07$/);
  await expect(page.getByRole('button', { name: 'R118-T07', exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  const tray = page.getByRole('region', { name: 'R118-T07', exact: true });
  const { shown, value } = await inOneSecond(page, 'metric=trayPowerW&ids=R118-T07', async () =>
    numberIn(await tray.locator('dd').first().innerText()),
  );
  expect(Math.abs(shown - value('trayPowerW'))).toBeLessThanOrEqual(0.051);
  await tray.getByRole('button', { name: 'Close' }).click();
  await expect(tray).toHaveCount(0);
  await expect(page).toHaveURL(/\/rack\/R118$/);
});

test('an id that the site does not have is said in a sentence', async ({ page, request }) => {
  for (const [path, sentence] of [
    ['/rack/R999', 'This site has no place called R999.'],
    ['/gpu/R118-T19-G1', 'This site has no place called R118-T19-G1.'],
    ['/gpu/R118', 'This site has no place called R118.'],
  ] as const) {
    await openLive(page, path);
    await expect(page.getByRole('main').getByText(sentence)).toBeVisible();
  }
  await page.getByRole('link', { name: 'Back to the overview' }).click();
  await expect(page.getByRole('region', { name: 'Key figures' })).toBeVisible();
  expect((await request.get('/api/nothing')).status()).toBe(404);
});

/** Base units of one printed unit; `%` depends on whether the dictionary speaks of a ratio. */
const SCALES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  W: { W: 1, kW: 1e3 },
  Wh: { Wh: 1, kWh: 1e3, MWh: 1e6 },
  C: { '°C': 1 },
  K: { K: 1 },
  MHz: { MHz: 1 },
  MiB: { MiB: 1, GiB: 1024 },
  B: { B: 1, GB: 1e9, TB: 1e12, PB: 1e15 },
  'B/s': { 'B/s': 1, 'MB/s': 1e6, 'GB/s': 1e9 },
  ratio: { '%': 0.01 },
  '%': { '%': 1 },
  count: { '': 1 },
};

/** Name and value of each row of the table of all metrics. */
async function metricRows(page: Page): Promise<Map<string, string>> {
  const rows = page.getByRole('table', { name: 'All metrics' }).locator('tbody tr:has(td)');
  const cells = await rows.evaluateAll((found) =>
    found.map((row) => [
      row.querySelector('th')?.firstChild?.textContent ?? '',
      row.querySelector('td')?.textContent ?? '',
    ]),
  );
  return new Map(cells.map(([name, value]) => [plain(name ?? ''), plain(value ?? '')]));
}

test('every GPU metric of the dictionary is shown with its unit and is that of the API', async ({
  page,
}) => {
  await openLive(page, '/gpu/R118-T07-G2');
  const { metrics } = (await (await page.request.get('/api/metrics')).json()) as {
    metrics: MetricAnswer[];
  };
  const ofGpus = metrics.filter(({ scope }) => scope === 'gpu');
  // The GPU's own table comes with the second after the page's.
  const health = ofGpus.find(({ id }) => id === 'gpuHealth')?.name.en ?? '';
  await expect.poll(async () => (await metricRows(page)).get(health)).not.toBe('–');
  const { shown, answer } = await inOneSecond(page, 'scope=gpu&ids=R118-T07-G2', () =>
    metricRows(page),
  );
  expect(ofGpus.length).toBeGreaterThan(25);
  expect([...shown.keys()].sort()).toEqual(ofGpus.map(({ name }) => name.en).sort());
  for (const { id, unit, kind, name } of ofGpus) {
    const text = shown.get(name.en) ?? '';
    const value = answer.values[id]?.[0] ?? null;
    if (value === null) expect(text, id).toBe('–');
    else if (kind === 'id') expect(text, id).toBe(value);
    else if (unit === 'code') expect(text, id).toMatch(/^(\d+|[a-z][a-z ,-]+)$/);
    else expectPrinted(id, text, Number(value), SCALES[unit] ?? {});
  }
});

/** The number on the screen times its unit is the value, as closely as its last decimal allows. */
function expectPrinted(
  id: string,
  text: string,
  value: number,
  units: Readonly<Record<string, number>>,
): void {
  const unit = text.replace(/^[−\d.,]+\s*/, '');
  const scale = units[unit];
  expect(Object.keys(units), `unit of ${id} in "${text}"`).toContain(unit);
  const decimals = /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
  const rounding = (0.5 * 10 ** -decimals + 1e-9) * Number(scale);
  expect(Math.abs(numberIn(text) * Number(scale) - value), `${id}: ${text}`).toBeLessThanOrEqual(
    rounding * 1.001,
  );
}

test('a rack shows the power of its 72 GPUs, and its parts add up to its AC input', async ({
  page,
}) => {
  await openLive(page, '/rack/R118');
  await waitTicks(page, 1);
  const ids = Array.from({ length: 72 }, (_, gpu) => {
    const tray = String(Math.floor(gpu / 4) + 1).padStart(2, '0');
    return `R118-T${tray}-G${(gpu % 4) + 1}`;
  });
  const { shown, answer } = await inOneSecond(
    page,
    `metric=gpuPowerW&${ids.map((id) => `ids=${id}`).join('&')}`,
    async () => ({
      cells: await page.getByRole('link', { name: /^R118-T\d\d-G\d/ }).allInnerTexts(),
      parts: await page
        .getByRole('table', { name: 'Where the power goes' })
        .locator('td:nth-child(2)')
        .allInnerTexts(),
    }),
  );
  const powers = (answer.values.gpuPowerW ?? []).map((powerW) =>
    powerW === null ? NaN : Math.round(Number(powerW)),
  );
  const byId = (list: readonly number[]): number[] => [...list].sort((a, b) => a - b);
  expect(byId(shown.cells.map(numberIn))).toEqual(byId(powers));
  const parts = shown.parts.map(numberIn);
  const sum = parts.slice(0, -1).reduce((total, part) => total + part, 0);
  expect(parts).toHaveLength(6);
  expect(sum).toBeCloseTo(parts.at(-1) ?? Number.NaN, 6);
});

test('a GPU stands among those of its rack where the API puts it, and leads to its job', async ({
  page,
}) => {
  await openLive(page, '/gpu/R118-T07-G2');
  const ids = Array.from({ length: 72 }, (_, gpu) => {
    const tray = String(Math.floor(gpu / 4) + 1).padStart(2, '0');
    return `R118-T${tray}-G${(gpu % 4) + 1}`;
  });
  const row = page.locator('.spreads li', { hasText: 'Temperature' });
  await expect(row.locator('.spreadWords')).toContainText('rank');
  const { shown, answer } = await inOneSecond(
    page,
    `metric=gpuTempC&${ids.map((id) => `ids=${id}`).join('&')}`,
    () => row.locator('.spreadWords').innerText(),
  );
  const temperatures = (answer.values.gpuTempC ?? []).map((value) =>
    value === null ? Number.NaN : Number(value),
  );
  const known = temperatures.filter((value) => !Number.isNaN(value)).sort((a, b) => a - b);
  const own = temperatures[ids.indexOf('R118-T07-G2')] ?? Number.NaN;
  const rank = 1 + known.filter((value) => value > own).length;
  const found =
    /rank (\d+) of (\d+)\s+lowest (\S+) ([\d.]+).*median ([\d.]+).*highest (\S+) ([\d.]+)/s.exec(
      plain(shown),
    );
  expect(found?.slice(1, 3).map(Number)).toEqual([rank, known.length]);
  expect(Number(found?.[4])).toBeCloseTo(known[0] ?? Number.NaN, 0.9);
  expect(Number(found?.[7])).toBeCloseTo(known.at(-1) ?? Number.NaN, 0.9);
  const job = page.getByRole('main').locator('a[href^="/jobs/J"]').first();
  const name = await job.innerText();
  await job.click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
});
