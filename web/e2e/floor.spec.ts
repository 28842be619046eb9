// The floor: any of 18,000 GPUs is found by pointer, by keyboard alone, and by a finger on a phone.
import { expect, type Locator, type Page } from '@playwright/test';
import {
  floorPicture,
  inOneSecond,
  numberIn,
  openLive,
  plain,
  printed,
  waitTicks,
} from './screen.ts';
import { test } from './setup.ts';

test.use({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });

const GPU_ID = /^R\d{3}-T\d{2}-G[1-4]$/;

function floorPanel(page: Page): Locator {
  return page.getByRole('region', { name: 'Floor' });
}

/** The id in the read-out under the map. */
function pointedId(page: Page): Locator {
  return floorPanel(page).getByRole('link', { name: /^R\d{3}/ });
}

/** The line under the map, as it is read. */
async function readout(page: Page): Promise<string> {
  const line = floorPanel(page).locator('p', { has: page.getByRole('link') });
  return plain((await line.innerText()).replaceAll(/\s+/g, ' '));
}

test('the read-out names the GPU under the pointer and says its figures of this second', async ({
  page,
}) => {
  await openLive(page, '/');
  const box = await page.getByRole('application').boundingBox();
  if (!box) throw new Error('the map has no place on the screen');
  const ids = new Set<string>();
  for (const [across, down] of [
    [0.1, 0.2],
    [0.5, 0.5],
    [0.9, 0.8],
  ] as const) {
    await hoverSomeGpu(page, box.x + across * box.width, box.y + down * box.height);
    ids.add(await pointedId(page).innerText());
  }
  expect(ids.size).toBe(3);
  const id = [...ids].at(-1) ?? '';
  await expect.poll(() => readout(page)).toContain(' kW');
  const { shown, answer, value } = await inOneSecond(
    page,
    `ids=${id}&metric=gpuPowerW&metric=gpuTempC&metric=gpuState`,
    () => readout(page),
  );
  expect(shown).toMatch(/^R\d{3}-T\d{2}-G\d · Hall \d · row [A-E] · position \d+ · /);
  if (answer.values.gpuState?.[0] === 'out') expect(shown).toContain('out of service');
  else {
    expect(shown).toContain(`${printed(value('gpuPowerW'), 0)} W of `);
    expect(shown).toContain(`${printed(value('gpuTempC'), 0)} °C margin `);
  }
});

/** Between two cells there is no GPU: a pixel further there is one. */
async function hoverSomeGpu(page: Page, x: number, y: number): Promise<void> {
  for (const step of [0, 3, 6, 9, 12, 15]) {
    await page.mouse.move(x + step, y + step);
    if (await pointedId(page).isVisible()) {
      if (GPU_ID.test(await pointedId(page).innerText())) return;
    }
  }
}

test('the keyboard alone reaches the floor, moves from GPU to GPU and opens one, and Back keeps the view', async ({
  page,
}) => {
  await openLive(page, '/');
  const metric = page.getByRole('radio', { name: 'Power' });
  await tabTo(page, metric);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Activity' })).toBeChecked();
  await tabTo(page, page.getByRole('application'));
  await page.keyboard.press('ArrowRight');
  await expect(pointedId(page)).toHaveText('R001-T01-G1');
  for (const [key, id] of [
    ['ArrowRight', 'R001-T01-G2'],
    ['ArrowUp', 'R001-T02-G2'],
    ['Shift+ArrowRight', 'R002-T02-G2'],
    ['ArrowLeft', 'R002-T02-G1'],
    ['ArrowDown', 'R002-T01-G1'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(pointedId(page), key).toHaveText(id);
  }
  await page.keyboard.press('Escape');
  await expect(pointedId(page)).toHaveText('R002');
  await page.keyboard.press('PageDown');
  await expect(pointedId(page)).toHaveText('R002-T18-G1');
  for (let down = 0; down < 17; down++) await page.keyboard.press('ArrowDown');
  await expect(pointedId(page)).toHaveText('R002-T01-G1');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/gpu/R002-T01-G1');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('R002-T01-G1');
  await page.goBack();
  await expect(page).toHaveURL(/\/\?floor=activity&cell=R002-T01-G1$/);
  await expect(page.getByRole('radio', { name: 'Activity' })).toBeChecked();
  await expect(pointedId(page)).toHaveText('R002-T01-G1');
  await page.reload();
  await expect(pointedId(page)).toHaveText('R002-T01-G1');
});

/** Presses Tab until the element has the focus; a page of more stops than this is no page for a keyboard. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let stop = 0; stop < 60; stop++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${target}`);
}

test('the GPU with the smallest thermal margin is one click away', async ({ page }) => {
  await openLive(page, '/');
  const tile = page.getByRole('region', { name: 'Key figures' }).locator('dl > div', {
    has: page.locator('dt', { hasText: 'Thermal margin' }),
  });
  await tile.getByRole('link').click();
  const id = await page.getByRole('heading', { level: 1 }).innerText();
  expect(id).toMatch(GPU_ID);
  await expect(page).toHaveURL(`/gpu/${id}`);
});

test('the map stands still: every metric has its own picture on the same places', async ({
  page,
}) => {
  await openLive(page, '/');
  const map = page.getByRole('application');
  const box = await map.boundingBox();
  const pictures = new Set<string>();
  for (const name of ['Power', 'Thermal margin', 'Activity', 'Job', 'Health']) {
    await page.getByRole('radio', { name, exact: true }).check();
    await expect(page.getByRole('radio', { name, exact: true })).toBeChecked();
    await expect.poll(() => floorPicture(map)).not.toBe([...pictures].at(-1));
    expect(await map.boundingBox(), name).toEqual(box);
    pictures.add(await floorPicture(map));
  }
  expect(pictures.size).toBe(5);
});

test('what is picked is in the address, adds up to the API, and Escape lets it go', async ({
  page,
}) => {
  await openLive(page, '/floor?select=R003..R005');
  const panel = page.getByRole('region', { name: 'Selection' });
  const figure = async (name: string): Promise<string> =>
    plain(await panel.locator('dl > div', { hasText: name }).locator('dd').innerText());
  await expect.poll(() => figure('Power of the racks')).toMatch(/\d/);
  expect(await figure('Whole racks')).toBe('3');
  expect(await figure('GPUs')).toBe('216');
  const response = await page.request.get(
    '/api/latest?metric=rackPowerW&ids=R003&ids=R004&ids=R005',
  );
  const { values } = (await response.json()) as { values: { rackPowerW: number[] } };
  const kW = values.rackPowerW.reduce((sum, value) => sum + value, 0) / 1e3;
  // Two seconds may lie between the two readings, and a checkpoint within them.
  expect(Math.abs(numberIn(await figure('Power of the racks')) - kW) / kW).toBeLessThan(0.5);
  const map = page.getByRole('application');
  await map.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press(' ');
  await expect(page).toHaveURL(/select=R003\.\.R005%2CR001-T01-G1/);
  expect(await figure('GPUs')).toBe('217');
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/select=/);
});

test('the floor goes back in time by keyboard, says so, and returns to now', async ({ page }) => {
  await openLive(page, '/floor');
  const slider = page.getByRole('slider', { name: 'Time of the map' });
  await slider.focus();
  const answered = page.waitForResponse(/\/api\/floor\?metric=gpuPowerW/);
  await page.keyboard.press('ArrowLeft');
  expect((await answered).status()).toBe(200);
  await expect(page).toHaveURL(/at=\d{4}-/);
  await expect(slider).toHaveAttribute('aria-valuetext', /^Not live/);
  // Two days ago the server had not begun: no live value stands under these words.
  await page.keyboard.press('Home');
  await expect(slider).toHaveAttribute('aria-valuetext', /^Nothing was recorded/);
  await expect(floorPanel(page)).toHaveClass(/isPast/);
  await expect(
    floorPanel(page)
      .getByText(/^Hall \d/)
      .first(),
  ).toHaveText('Hall 1');
  await page.getByRole('button', { name: 'Live', exact: true }).click();
  await expect(page).not.toHaveURL(/at=/);
});

test('every domain is counted once, and a hall has a page with its racks', async ({ page }) => {
  await openLive(page, '/hall/H2');
  const domains = page.getByRole('region', { name: 'NVL72 domains' });
  const count = async (name: string): Promise<number> => {
    const term = page.getByRole('term').filter({ hasText: new RegExp(`^${name}`) });
    return numberIn(
      await domains.locator('dl > div').filter({ has: term }).locator('dd').innerText(),
    );
  };
  await expect.poll(() => count('Whole')).toBeGreaterThan(0);
  expect((await count('Whole')) + (await count('Usable')) + (await count('Broken'))).toBe(50);
  await page.getByRole('link', { name: 'R051', exact: true }).first().click();
  await expect(page).toHaveURL('/rack/R051');
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test('a tap on a rack names it, and a second tap opens it', async ({ page }) => {
    await openLive(page, '/');
    const map = page.getByRole('application');
    const middle = { x: 40, y: 40 };
    await map.tap({ position: middle });
    await expect(pointedId(page)).toHaveText(/^R\d{3}$/);
    const id = await pointedId(page).innerText();
    // Slowly: not as a double click.
    await waitTicks(page, 2);
    await map.tap({ position: middle });
    await expect(page).toHaveURL(`/rack/${id}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Rack ${id}`);
  });
});
