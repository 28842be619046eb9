// English and French: each page is wholly in one of them, in words and in the way numbers are written.
import { expect, type Page } from '@playwright/test';
import type { JobsAnswer } from '../../server/contract/api.ts';
import { openLive, plain } from './screen.ts';
import { test } from './setup.ts';

test.use({ viewport: { width: 1440, height: 900 }, locale: 'en-GB' });

/** Units and names, and the words that English and French share; abbreviations in capitals are left out by themselves. */
const SHARED = new Set(
  `Carnot Île de France Paris Grace NVLink PCIe vGPU Poisson kW kWh MWh GWh GiB MHz watt min minutes
  Menu Site site Normal normal Part part Total service page position placement interface phase base gain active
  collective utilisation air maintenance initialisation licence Licence vs spot production direct exception machine superchip
  Blackwell OpenAPI Prometheus batteries charge minute moment Ctrl kg litres Info pages simulation pixels ms Version version
  Verdict Source npm run validate plus plateau double conversion interruptions week maximum minimum Sources positive watts
  source fixtures Wh Page Code question Questions violet day ahead free cooling Tab Kelvins cause Cause`.split(
    /\s+/,
  ),
);

const VIEWS = [
  ...['/', '/floor', '/hall/H1', '/rack/R118', '/gpu/R118-T07-G2', '/power', '/cooling', '/jobs'],
  ...['/energy', '/events', '/explore', '/about', '/rack/R999'],
];

/** Not of the page's own language: ids, and what is quoted in the language that it is written in. */
const UNSPOKEN = 'noscript, code, body [lang]';

/** Every line that can be seen, or is read aloud to who does not see, without what is a name. */
async function linesOf(page: Page): Promise<string> {
  const { jobs } = (await (await page.request.get('/api/jobs')).json()) as JobsAnswer;
  const lines = await page.evaluate((unspoken) => {
    const found = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (!node.parentElement?.closest(unspoken)) found.push(node.textContent ?? '');
    }
    for (const element of document.body.querySelectorAll('*')) {
      if (element.closest(unspoken)) continue;
      for (const name of ['aria-label', 'title', 'alt']) {
        found.push(element.getAttribute(name) ?? '');
      }
    }
    return found.join('\n');
  }, UNSPOKEN);
  return (
    jobs
      .flatMap(({ name, tenant }) => [name, tenant])
      .reduce((text, name) => text.replaceAll(name, ' '), lines)
      .replaceAll(/Sources\s?: .*/g, ' ')
      // The trade says it in both languages.
      .replaceAll(/free[- ]cooling|day-ahead/gi, ' ')
      // A folder is called the same in both.
      .replaceAll(/fixtures\/\w+/g, ' ')
      .replaceAll(/\S*\d\S*|[a-z]+[A-Z]\w*/g, ' ')
  );
}

async function wordsOf(page: Page): Promise<Set<string>> {
  return new Set((await linesOf(page)).match(/\p{L}+\p{Ll}\p{L}*/gu));
}

test('no word of English is left on a view that has become French', async ({ page }) => {
  test.setTimeout(120_000);
  for (const path of VIEWS) {
    await openLive(page, `${path}?lang=en`);
    await expect(page.getByText('Loading')).toHaveCount(0);
    const english = await wordsOf(page);
    await page.getByRole('button', { name: 'Français' }).click();
    await expect(page.getByRole('button', { name: 'English' })).toBeVisible();
    const french = await wordsOf(page);
    expect(english.size, path).toBeGreaterThan(15);
    const same = [...french].filter((word) => english.has(word) && !SHARED.has(word));
    expect.soft(same, path).toEqual([]);
  }
});

test('the button changes words and numbers at once, says so in html lang, and a reload keeps it', async ({
  page,
}) => {
  await openLive(page, '/');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('banner')).toContainText('18,000 GPUs');
  await page.getByRole('button', { name: 'Français' }).click();
  await expectFrench(page);
  await page.reload();
  await expectFrench(page);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('region', { name: 'Key figures' })).toContainText(/\d\.\d\sMW/);
});

async function expectFrench(page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  const figures = page.getByRole('region', { name: 'Chiffres clés' });
  await expect(figures).toContainText(/\d,\d\sMW/);
  // Never a decimal point between figures.
  expect(plain(await figures.innerText())).not.toMatch(/\d\.\d/);
  expect(plain(await page.getByRole('banner').innerText())).toContain('18 000 GPU');
}

test('the address and the browser ask for a language too', async ({ page, browser, server }) => {
  await openLive(page, '/?lang=fr');
  await expectFrench(page);
  const french = await browser.newPage({ locale: 'fr-FR', baseURL: server.url });
  await openLive(french, '/');
  await expectFrench(french);
  await french.close();
});
