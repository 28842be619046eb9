// The first screen of the 18,000-GPU site: true to the second, whole, still, and complete at a glance.
import { expect, type Locator, type Page } from '@playwright/test';
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

function balanceRows(page: Page): Locator {
  return page.getByRole('table', { name: 'Where the power goes' }).getByRole('row');
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
    `idle ${printed(value('siteGpusIdle'), 0)} · out ${printed(value('siteGpusOut'), 0)}`,
  );
  expect(shown.margin[1]).toBe(`${printed(value('siteThermalMarginMinK'), 1)} K`);
  expect(shown.margin[2]).toBe(answer.values.siteThermalMarginGpu?.[0]);
  expect(shown.hottest).toBe(`/gpu/${shown.margin[2]}`);
  expect(shown.today[1]).toBe(`${printed(value('siteTodayEnergyWh') / 1e6, 1)} MWh`);

  const [idle, out] = (shown.gpus[2] ?? '').split('·').map(numberIn);
  expect(numberIn(shown.gpus[1]) + Number(idle) + Number(out)).toBe(18_000);
  expect(value('siteFacilityPowerW')).toBeGreaterThan(value('siteItPowerW'));
});

test('the parts of the balance are those of the API and add up to the facility', async ({
  page,
}) => {
  await openLive(page, '/');
  const { shown, value } = await inOneSecond(
    page,
    'metric=siteFacilityPowerW&metric=siteGpuPowerW&metric=siteCoolingPowerW&metric=siteHousePowerW',
    async () => ({
      rows: await balanceRows(page).allInnerTexts(),
      facility: await tileLines(page, /^Facility$/),
    }),
  );
  const cells = shown.rows.slice(1).map((row) => row.split('\t').map(plain));
  const megawattsOf = (name: string): number =>
    numberIn(cells.find(([part]) => part === name)?.[1]);
  const parts = cells.slice(0, -1);
  const facilityMW = value('siteFacilityPowerW') / 1e6;
  const sum = (column: number): number =>
    parts.reduce((total, part) => total + numberIn(part[column]), 0);
  expect(parts).toHaveLength(11);
  // Each part is rounded to 0.01 MW and 0.1 %.
  expect(Math.abs(sum(1) - facilityMW)).toBeLessThan(0.005 * (parts.length + 1));
  expect(Math.abs(sum(2) - 100)).toBeLessThan(0.05 * (parts.length + 1));
  expect(cells.at(-1)?.[1]).toBe(`${printed(facilityMW, 2)} MW`);
  expect(megawattsOf('GPUs')).toBeCloseTo(value('siteGpuPowerW') / 1e6, 1.9);
  expect(megawattsOf('Cooling')).toBeCloseTo(value('siteCoolingPowerW') / 1e6, 1.9);
  expect(megawattsOf('House load')).toBeCloseTo(value('siteHousePowerW') / 1e6, 1.9);
});

test('clock, figures and floor move on with every second', async ({ page }) => {
  await openLive(page, '/');
  const map = page.getByRole('application');
  const seen: { clock: string; balance: string; floor: string }[] = [];
  for (let second = 0; second < 5; second++) {
    const last = seen.at(-1);
    if (last) {
      await expect(siteClock(page)).not.toHaveText(last.clock);
      await expect.poll(() => floorPicture(map), { intervals: [20] }).not.toBe(last.floor);
    }
    seen.push({
      clock: await siteClock(page).innerText(),
      balance: (await balanceRows(page).allInnerTexts()).join(),
      floor: await floorPicture(map),
    });
  }
  const times = seen.map(({ clock }) => Date.parse(`1970-01-01T${clock}Z`) / 1000);
  expect(new Set(seen.map(({ balance }) => balance)).size).toBe(5);
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
  await expect(panels).toHaveCount(7);
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
