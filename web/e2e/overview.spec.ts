// The first screen of the 18,000-GPU site: true to the second, whole, still, and complete at a glance.
import { expect, type Page } from '@playwright/test';
import {
  floorPicture,
  inOneSecond,
  numberIn,
  openLive,
  plain,
  printed,
  siteClock,
  waitTicks,
} from './screen.ts';
import { test } from './setup.ts';

test.use({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });

/** The lines of a tile of the key figures: name, value, and two more. */
async function tileLines(page: Page, name: string | RegExp): Promise<string[]> {
  const tiles = page.getByRole('region', { name: 'Key figures' }).locator('dl > div');
  const tile = tiles.filter({ has: page.locator('dt', { hasText: name }) });
  return (await tile.innerText()).split('\n').map(plain);
}

/** The numbers of the energy flow, from the table that its panel offers. */
async function flowRows(page: Page): Promise<string[][]> {
  await page.getByRole('button', { name: 'Menu of Energy flow' }).click();
  await page.getByRole('menuitem', { name: 'Show as a table' }).click();
  const rows = await page.getByRole('dialog').getByRole('row').allInnerTexts();
  await page.keyboard.press('Escape');
  return rows.slice(1).map((row) => row.split('\t').map(plain));
}

test('loading and living, the page shifts nothing, complains of nothing and asks no other host', async ({
  page,
  server,
}) => {
  const sockets: string[] = [];
  page.on('websocket', (socket) => sockets.push(socket.url()));
  await page.addInitScript(() => {
    const seen: number[] = [];
    Object.assign(globalThis, { shiftsSeen: seen });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        seen.push((entry as unknown as { value: number }).value);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await openLive(page, '/');
  await waitTicks(page, 5);
  const shifts = await page.evaluate(
    () => (globalThis as unknown as { shiftsSeen: number[] }).shiftsSeen,
  );
  expect(shifts.reduce((sum, shift) => sum + shift, 0)).toBeLessThan(0.02);
  expect(sockets).toHaveLength(1);
  expect(new URL(sockets[0] ?? '').host).toBe(new URL(server.url).host);
});

test('every key figure is that of the API in the same second', async ({ page }) => {
  await openLive(page, '/');
  const metrics = [
    'siteFacilityPowerW',
    'siteItPowerW',
    'sitePue15mRatio',
    'siteGpusAtWork',
    'siteGpusIdle',
    'siteGpusOut',
    'siteThermalMarginMinK',
    'siteTodayEnergyWh',
  ];
  const { shown, answer, value } = await inOneSecond(
    page,
    `${metrics.map((metric) => `metric=${metric}`).join('&')}&metric=siteThermalMarginGpu`,
    async () => ({
      facility: await tileLines(page, /^Facility$/),
      it: await tileLines(page, /^IT$/),
      pue: await tileLines(page, /^PUE/),
      gpus: await tileLines(page, /^GPUs at work$/),
      margin: await tileLines(page, /^Thermal margin$/),
      hottest: await page.locator('dl').getByRole('link').first().getAttribute('href'),
      today: await tileLines(page, /^Today$/),
    }),
  );
  const facilityMW = value('siteFacilityPowerW') / 1e6;
  expect(shown.facility[1]).toBe(`${printed(facilityMW, 1)} MW`);
  expect(shown.it[1]).toBe(`${printed(value('siteItPowerW') / 1e6, 1)} MW`);
  expect(shown.pue).toContain(printed(value('sitePue15mRatio'), 3));
  expect(shown.gpus[1]).toBe(printed(value('siteGpusAtWork'), 0));
  expect(shown.gpus[2]).toBe(
    `${printed(value('siteGpusIdle'), 0)} idle · ${printed(value('siteGpusOut'), 0)} out`,
  );
  expect(shown.margin[1]).toBe(`${printed(value('siteThermalMarginMinK'), 1)} K`);
  expect(shown.margin[2]).toBe(answer.values.siteThermalMarginGpu?.[0]);
  expect(shown.hottest).toBe(`/gpu/${shown.margin[2]}`);
  expect(shown.today[1]).toBe(`${printed(value('siteTodayEnergyWh') / 1e6, 1)} MWh`);

  const [idle, out] = (shown.gpus[2] ?? '').split('·').map(numberIn);
  expect(numberIn(shown.gpus[1]) + Number(idle) + Number(out)).toBe(18_000);
  expect(value('siteFacilityPowerW')).toBeGreaterThan(value('siteItPowerW'));
});

test('the parts of the energy flow are means of the API and add up to the facility', async ({
  page,
}) => {
  await openLive(page, '/');
  await expect(page.getByRole('region', { name: 'Energy flow' })).toContainText('0.00 kW');
  const rows = await flowRows(page);
  const kilowattsOf = (name: string): number => numberIn(rows.find(([part]) => part === name)?.[1]);
  const facility = kilowattsOf('Facility');
  const parts = rows.slice(0, 11);
  const sum = parts.reduce((total, part) => total + numberIn(part[1]), 0);
  expect(Math.abs(sum - facility)).toBeLessThan(0.1);
  expect(kilowattsOf('Sum of the parts')).toBeCloseTo(facility, 1);
  const response = await page.request.get('/api/history?metric=siteGpuPowerW&from=now-15m&step=1');
  const { series } = (await response.json()) as { series: { mean: (number | null)[] }[] };
  const means = (series[0]?.mean ?? []).filter((value) => value !== null);
  const mean = means.reduce((total, value) => total + value, 0) / means.length;
  // The page's quarter of an hour ends some seconds before the API's.
  expect(Math.abs(kilowattsOf('GPUs') * 1e3 - mean) / mean).toBeLessThan(0.03);
});

test('the change since yesterday is now less the day before, and the grid of today is drawn', async ({
  page,
}) => {
  await openLive(page, '/');
  const { shown, answer } = await inOneSecond(
    page,
    'metric=siteFacilityPowerW&metric=siteFacilityDayAgoPowerW',
    () => tileLines(page, /^Facility$/),
  );
  const [now] = answer.values.siteFacilityPowerW ?? [];
  const [before] = answer.values.siteFacilityDayAgoPowerW ?? [];
  const change = (Number(now) - Number(before)) / 1e6;
  const words =
    typeof before === 'number'
      ? `${change >= 0 ? '+' : '−'}${printed(Math.abs(change), 1)} MW`
      : '–';
  expect(shown[3]).toBe(`${words} vs yesterday`);
  await expect(page.getByRole('region', { name: 'Grid today' }).locator('canvas')).toBeVisible();
});

test('clock, figures and floor move on with every second', async ({ page }) => {
  await openLive(page, '/');
  const map = page.getByRole('application');
  const seen: { clock: string; floor: string }[] = [];
  for (let second = 0; second < 5; second++) {
    const last = seen.at(-1);
    if (last) {
      await expect(siteClock(page)).not.toHaveText(last.clock);
      await expect.poll(() => floorPicture(map), { intervals: [20] }).not.toBe(last.floor);
    }
    seen.push({
      clock: await siteClock(page).innerText(),
      floor: await floorPicture(map),
    });
  }
  const times = seen.map(({ clock }) => Date.parse(`1970-01-01T${clock}Z`) / 1000);
  expect(new Set(seen.map(({ floor }) => floor)).size).toBe(5);
  // One second may pass unseen on a machine that is busy with other things.
  const passed = (86_400 + Number(times.at(-1)) - Number(times[0])) % 86_400;
  expect(passed).toBeGreaterThanOrEqual(4);
  expect(passed).toBeLessThanOrEqual(5);
});

test('at 1440 x 900 the first screen shows everything without scrolling', async ({ page }) => {
  await openLive(page, '/');
  await waitTicks(page, 1);
  const hidden = await page.evaluate(() => {
    const tall = (element: Element): boolean => element.scrollHeight > element.clientHeight + 1;
    const scrolls = (element: Element): boolean =>
      /auto|scroll/.test(getComputedStyle(element).overflowY) && tall(element);
    const everything = [...document.querySelectorAll('body *')];
    const tables = new Set(document.querySelectorAll('[tabindex="0"]:has(> table)'));
    const scrolling = everything.filter((element) => scrolls(element) && !tables.has(element));
    const panels = [...document.querySelectorAll('main section')];
    const below = panels.filter((panel) => panel.getBoundingClientRect().bottom > innerHeight);
    return [...scrolling, ...below, ...(tall(document.documentElement) ? [document.body] : [])].map(
      (element) => `${element.tagName} ${element.className}`,
    );
  });
  expect(hidden).toEqual([]);
});

test('no panel of the first screen is empty or lets its content hang out', async ({ page }) => {
  await openLive(page, '/');
  await waitTicks(page, 2);
  const panels = page.locator('main section');
  await expect(panels).toHaveCount(8);
  for (const panel of await panels.all()) {
    const state = await panel.evaluate((section) => {
      const name = section.getAttribute('aria-label') ?? section.querySelector('h2')?.textContent;
      const room = section.getBoundingClientRect();
      const inside = [...section.querySelectorAll('*')].filter(
        (element) => !element.closest('.unseen') && !element.closest('[tabindex="0"]:has(> table)'),
      );
      const hanging = inside.filter((element) => {
        const { right, bottom, width, height } = element.getBoundingClientRect();
        const seen = width > 0 && height > 0 && !element.closest('a:not(:focus)[class*="skip"]');
        return seen && (right > room.right + 1 || bottom > room.bottom + 1);
      });
      const drawn = [...section.querySelectorAll('canvas')].map((canvas) => {
        const { width, height } = canvas;
        const pixels = canvas.getContext('2d')?.getImageData(0, 0, width, height).data ?? [];
        return new Set(new Uint32Array(Uint8ClampedArray.from(pixels).buffer)).size;
      });
      const figures = section.textContent?.match(/\d/g)?.length ?? 0;
      return {
        name,
        hanging: hanging.map(({ outerHTML }) => outerHTML.slice(0, 90)),
        drawn,
        figures,
      };
    });
    expect(state.hanging, `what hangs out of ${state.name}`).toEqual([]);
    if (state.drawn.length === 0) {
      expect(state.figures, `figures in ${state.name}`).toBeGreaterThan(3);
    }
    for (const colours of state.drawn) {
      expect(colours, `colours in ${state.name}`).toBeGreaterThan(2);
    }
  }
});
