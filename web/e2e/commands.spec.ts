// Commands from the page: chosen, read, carried out and seen on the screen by keyboard alone; refusals in the page's language.
import { expect } from '@playwright/test';
import { inOneSecond, numberIn, openLive } from './screen.ts';
import { test } from './setup.ts';

test.use({ viewport: { width: 1440, height: 900 }, locale: 'en-GB', site: 'one-rack' });

test('a rack is capped by keyboard alone, and its GPUs obey', async ({ page }) => {
  await openLive(page, '/rack/R1');
  const act = page.getByRole('button', { name: 'Act on R1' });
  await act.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Act on R1' });
  const watts = dialog.getByLabel('Watts of each GPU');
  await watts.fill('1500');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toHaveText(
    'Watts of each GPU: a number from 200 to 1,200',
  );
  await watts.fill('600');
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('Each GPU of R1 will draw at most 600 W');
  await expect(dialog.getByRole('button', { name: 'Carry out' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('status')).toContainText('R1: GPU power capped at 600 W');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(act).toBeFocused();
  const { shown, answer } = await inOneSecond(page, 'metric=gpuPowerLimitW&ids=R1-T01-G1', () =>
    page.getByRole('link', { name: /^R1-T\d\d-G\d/ }).allInnerTexts(),
  );
  expect(answer.values.gpuPowerLimitW?.[0]).toBe(600);
  // Sensors read up to 2 % more than flows.
  expect(Math.max(...shown.map(numberIn))).toBeLessThan(600 * 1.05);
});

test.describe('in French', () => {
  test.use({ locale: 'fr-FR' });

  test('a refusal is said in French and changes nothing', async ({ page, complaints }) => {
    await openLive(page, '/power');
    await page.getByRole('button', { name: 'Agir sur l’alimentation électrique' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Mettre fin au délestage').check();
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('button', { name: 'Exécuter' })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(dialog.getByRole('alert')).toContainText('Aucun délestage n’est en cours.');
    // The browser reports the refusal that was asked for: nothing else may have gone wrong.
    const refused = complaints.filter((one) => !/409|api\/commands/.test(one));
    expect(refused).toEqual([]);
    (complaints as string[]).length = 0;
  });
});

test('a wall screen has no commands', async ({ page }) => {
  await openLive(page, '/rack/R1?kiosk');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('.actButton')).toHaveCount(0);
});
