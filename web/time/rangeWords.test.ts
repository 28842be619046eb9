// Law of an address's times: what the API reads the page reads alike, and shows no time that the address does not say.
import { expect, test } from 'vitest';
import { isMisread, readRange, wordsOf } from './range.ts';
import { readWords } from './rangeWords.ts';

const NOW = Date.UTC(2026, 10, 22, 14, 3, 12);

/** What the address says once it has been read. */
function corrected(search: string) {
  const asked = Object.fromEntries(new URLSearchParams(search)) as Record<string, string>;
  const words = { range: asked.range, from: asked.from, to: asked.to };
  const shown = readRange(words);
  const read = isMisread(words, shown) ? readWords(words, NOW, 'Europe/Paris') : shown;
  const { range, from, to } = wordsOf(read);
  return range ?? (from ? `${from} ${to}` : 'live');
}

test.each([
  ['from=2026-11-22&to=2026-11-23', '2026-11-21T23:00:00Z 2026-11-22T23:00:00Z'],
  ['from=2026-10-25&to=2026-10-26', '2026-10-24T22:00:00Z 2026-10-25T23:00:00Z'],
  ['from=now-3h&to=now-1h', '2026-11-22T11:03:12Z 2026-11-22T13:03:12Z'],
  ['from=now-1d/d&to=now/d', '2026-11-20T23:00:00Z 2026-11-21T23:00:00Z'],
  ['from=now-30d/d&to=now-2h/h', '2026-10-22T22:00:00Z 2026-11-22T12:00:00Z'],
  ['from=now-2h', '2026-11-22T12:03:12Z 2026-11-22T14:03:12Z'],
  ['from=now-24h&to=now', '24h'],
  ['from=2026-11-22T10:00:00%2B01:00&to=now', '2026-11-22T09:00:00Z 2026-11-22T14:03:12Z'],
])('%s is %s', (search, shown) => {
  expect(corrected(search)).toBe(shown);
});

test.each([
  ['range=99h', 'live'],
  ['from=banana', 'live'],
  ['to=2026-11-22', 'live'],
  ['from=2026-13-45&to=now', 'live'],
  ['from=2026-11-22T10:00&to=now', 'live'],
  ['range=7d&from=2026-11-23&to=2026-11-22', '7d'],
])('%s makes no sense: the address says %s', (search, shown) => {
  expect(corrected(search)).toBe(shown);
});

test('an address that says what is shown is left as it is', () => {
  for (const range of ['15m', '24h', undefined]) {
    const words = { range, from: undefined, to: undefined };
    expect(isMisread(words, readRange(words))).toBe(false);
  }
});
