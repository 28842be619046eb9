// How a test reads the screen: the site's clock, numbers as they are printed, and figures beside the API's of one second.
import { expect, type Locator, type Page } from '@playwright/test';
import type { LatestAnswer } from '../../server/contract/api.ts';

/** The time that the page shows, to the second. */
export function siteClock(page: Page): Locator {
  return page.getByTitle(/^(Time at the site|Heure du site)$/).locator('span', { hasText: ':' });
}

/** Opens a view and waits for the first second on it. */
export async function openLive(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(siteClock(page)).toHaveText(/^\d\d:\d\d:\d\d$/);
}

/** Waits until the site's clock has moved on so many times. */
export async function waitTicks(page: Page, ticks: number): Promise<void> {
  for (let tick = 0; tick < ticks; tick++) {
    const time = await siteClock(page).innerText();
    await expect(siteClock(page)).not.toHaveText(time);
  }
}

const clockFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  hourCycle: 'h23',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** A moment as the page's clock prints it. */
export function clockOf(timeMs: number): string {
  return clockFormat.format(timeMs);
}

export interface OneSecond<T> {
  readonly shown: T;
  /** The first value of a metric, or the one at a place in the answer's list. */
  value(metric: string, at?: number): number;
  readonly answer: LatestAnswer;
}

/** What the page shows and what /api/latest answers, both of one and the same second. */
export async function inOneSecond<T>(
  page: Page,
  query: string,
  read: () => Promise<T>,
): Promise<OneSecond<T>> {
  let found: { shown: T; answer: LatestAnswer } | undefined;
  await expect(async () => {
    const before = await siteClock(page).innerText();
    const response = await page.request.get(`/api/latest?${query}`);
    const answer = (await response.json()) as LatestAnswer;
    const shown = await read();
    const after = await siteClock(page).innerText();
    expect([before, after]).toEqual(Array(2).fill(clockOf(answer.timeMs)));
    found = { shown, answer };
  }).toPass({ intervals: [100], timeout: 10_000 });
  if (!found) throw new Error('no second was seen whole');
  const { answer } = found;
  return {
    ...found,
    value(metric, at = 0) {
      const value = answer.values[metric]?.[at];
      if (typeof value !== 'number') throw new Error(`${metric} is ${value} in the API`);
      return value;
    },
  };
}

/** A text with plain spaces where it has those that do not break, without any at its ends. */
export function plain(text: string): string {
  return text.replaceAll(/[\u00a0\u202f]/g, ' ').trim();
}

/** The first number of a text, as English prints it: `18,000`, `−0.4`. */
export function numberIn(text: string | undefined): number {
  const digits = /[−-]?[\d,]*\d(\.\d+)?/.exec(text ?? '')?.[0] ?? '';
  return digits === '' ? Number.NaN : Number(digits.replaceAll(',', '').replace('−', '-'));
}

/** The same, printed in English with so many decimals. */
export function printed(value: number, digits: number): string {
  return value.toLocaleString('en-GB', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** The cells of the floor as they are drawn. */
export function floorPicture(map: Locator): Promise<string> {
  const cells = map.locator('canvas').first();
  return cells.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
}
