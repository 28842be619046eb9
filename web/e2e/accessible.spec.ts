// Every view fits a desk and a phone, in both themes and both languages, and axe finds nothing serious or critical in it.
import AxeBuilder from '@axe-core/playwright';
import { expect } from '@playwright/test';
import { openLive } from './screen.ts';
import { test } from './setup.ts';

const WIDE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

const EVERY_VIEW = [
  '/',
  '/floor',
  '/hall/H1',
  '/rack/R118',
  '/gpu/R118-T07-G2',
  '/power',
  '/cooling',
  '/jobs',
  '/energy',
  '/events',
  '/explore',
  '/about',
];

const GUISES = [
  { theme: 'dark', lang: 'en', size: WIDE, paths: EVERY_VIEW },
  { theme: 'light', lang: 'fr', size: PHONE, paths: EVERY_VIEW },
  { theme: 'light', lang: 'en', size: WIDE, paths: ['/'] },
  { theme: 'dark', lang: 'fr', size: PHONE, paths: ['/'] },
] as const;

for (const { theme, lang, size, paths } of GUISES) {
  test(`views fit their screen and axe finds nothing grave: ${theme}, ${lang}, ${size.width} wide`, async ({
    page,
  }) => {
    // Twelve views and axe in each: 45 s where the machine is busy.
    test.setTimeout(120_000);
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: theme });
    for (const path of paths) {
      await openLive(page, `${path}?lang=${lang}`);
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      await expect(page.getByText(/^(Loading|Chargement)/)).toHaveCount(0);
      // The page has no frames to be gathered from: half the time.
      const axe = new AxeBuilder({ page })
        .options({ resultTypes: ['violations'] })
        .setLegacyMode(true);
      const { violations } = await axe.analyze();
      const grave = violations.filter(
        ({ impact }) => impact === 'serious' || impact === 'critical',
      );
      const found = grave.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      expect(found, path).toEqual([]);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(width, path).toBe(size.width);
    }
  });
}

test('the button changes the theme, and a reload keeps it', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await openLive(page, '/');
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await paper();
  await page.getByRole('button', { name: 'Light theme' }).click();
  const light = await paper();
  expect(light).not.toBe(dark);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Dark theme' })).toBeVisible();
  expect(await paper()).toBe(light);
});
