// Power, cooling and jobs: what their pictures say by keyboard, and that their numbers are those of the API.
import { expect } from '@playwright/test';
import { inOneSecond, numberIn, openLive, plain } from './screen.ts';
import { test } from './setup.ts';

test.use({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', site: 'one-rack' });

test('the waveform of a rack is read second by second, and the balance leaves nothing over', async ({
  page,
}) => {
  await openLive(page, '/power?wave=R1');
  const seconds = page.getByRole('list', { name: /^Waveform · R1\./ }).getByRole('button');
  await expect(seconds.first()).toHaveText(/^\d\d:\d\d:\d\d · [\d.,]+\u00a0kW – [\d.,]+\u00a0kW$/);
  expect(await seconds.count()).toBeGreaterThanOrEqual(60);
  const figures = page.getByRole('region', { name: 'Power · Key figures' });
  await expect(figures.locator('.tile', { hasText: 'Balance, residual' })).toContainText('0.00000');
  await expect(figures.locator('.tile', { hasText: 'Ramp' })).toContainText('kW/min');
});

test('margins of the cooling are limits of the rules less the water of this second', async ({
  page,
}) => {
  await openLive(page, '/cooling');
  await expect(page.locator('.stage', { hasText: 'Warm loop' })).toBeVisible();
  const metrics = ['plantWarmSupplyC', 'plantWarmReturnC', 'plantDryCoolerApproachK'];
  const { shown, value } = await inOneSecond(
    page,
    `${metrics.map((metric) => `metric=${metric}`).join('&')}&ids=PLANT`,
    () => page.locator('.stage').allInnerTexts(),
  );
  const warm = plain(shown.find((text) => text.startsWith('Warm loop')) ?? '');
  const [, supply, back] = /Supply, return\s+([\d.]+) → ([\d.]+)/.exec(warm) ?? [];
  expect(Math.abs(Number(supply) - value('plantWarmSupplyC'))).toBeLessThanOrEqual(0.051);
  expect(Math.abs(Number(back) - value('plantWarmReturnC'))).toBeLessThanOrEqual(0.051);
  const left = numberIn(/Margin to 40 °C\s+([\d.−-]+)/.exec(warm)?.[1] ?? '');
  expect(Math.abs(left - (40 - value('plantWarmSupplyC')))).toBeLessThanOrEqual(0.051);
});

test('a bar of the timeline leads to its job', async ({ page }) => {
  await openLive(page, '/jobs');
  const bars = page.getByRole('list', { name: 'Timeline' }).getByRole('button');
  await expect(bars.first()).toHaveText(/ · running · [\d,]+ GPUs · /);
  const name = ((await bars.first().innerText()).split(' · ')[0] ?? '').trim();
  await bars.first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await page.goBack();
  await expect(bars.first()).toBeAttached();
});

test('what stands in the one-line diagram opens by its link and by keyboard; Back or a second press closes it and leaves the focus on the link', async ({
  page,
}) => {
  await openLive(page, '/power?wave=R1');
  await expect(page.getByRole('link', { name: /^UPSG1 Hall 1/ })).toBeVisible();
  for (const [id, heading] of [
    ['GEN1', 'Power of GEN1'],
    ['UPS1-1', 'Power of UPS1-1'],
    ['FEED1', 'Power of FEED1'],
  ] as const) {
    const link = page.getByRole('link', { name: new RegExp(`^${id}\\b`) }).first();
    await link.focus();
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`wave=R1&node=${id}`));
    const detail = page.getByRole('region', { name: heading });
    await expect(detail).toBeVisible();
    await page.goBack();
    await expect(detail).toHaveCount(0);
    await expect(link).toBeFocused();
    await link.click();
    await expect(detail).toBeVisible();
    await link.click();
    await expect(detail).toHaveCount(0);
    await expect(page).toHaveURL(/wave=R1$/);
  }
});
