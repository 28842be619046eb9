import { expect, test } from 'vitest';
import { localOf, momentOf } from './localTime.ts';
import { fixedRange, PRESET_NAMES, readRange, spanBefore, spanOf, wordsOf } from './range.ts';

const NOW = Date.UTC(2026, 10, 22, 14, 3, 12);
const LIVE = { kind: 'sliding', preset: '15m' };

test('what is written can be read', () => {
  for (const preset of PRESET_NAMES) {
    const range = { kind: 'sliding', preset } as const;
    expect(readRange(wordsOf(range))).toEqual(range);
  }
  const fixed = fixedRange(NOW - 7_200_000, NOW);
  expect(fixed && readRange(wordsOf(fixed))).toEqual(fixed);
});

test('the live range needs no words', () => {
  expect(wordsOf({ kind: 'sliding', preset: '15m' })).toEqual({
    range: undefined,
    from: undefined,
    to: undefined,
  });
});

test('an address that makes no sense shows the live range', () => {
  const nonsense = [
    { range: '3y', from: undefined, to: undefined },
    { range: undefined, from: 'yesterday', to: 'today' },
    { range: undefined, from: '2026-11-22T14:00:00Z', to: undefined },
    { range: undefined, from: '2026-11-22T15:00:00Z', to: '2026-11-22T14:00:00Z' },
    { range: undefined, from: '2026-11-22T14:00:00Z', to: '2026-11-22T14:00:02Z' },
    { range: undefined, from: '2150-01-01T00:00:00Z', to: '2151-01-01T00:00:00Z' },
  ];
  for (const words of nonsense) expect(readRange(words)).toEqual(LIVE);
});

test('milliseconds since 1970 are a time too', () => {
  expect(readRange({ range: undefined, from: `${NOW - 60_000}`, to: `${NOW}` })).toEqual({
    kind: 'fixed',
    fromMs: NOW - 60_000,
    toMs: NOW,
  });
});

test('a sliding range ends now, a fixed one stays', () => {
  expect(spanOf({ kind: 'sliding', preset: '1h' }, NOW)).toEqual({
    fromMs: NOW - 3_600_000,
    toMs: NOW,
  });
  const fixed = { kind: 'fixed', fromMs: 1_000, toMs: 90_000 } as const;
  expect(spanOf(fixed, NOW)).toEqual(spanOf(fixed, NOW + 5_000));
});

test('the period before is as long and ends where this one begins', () => {
  expect(spanBefore({ fromMs: 5_000, toMs: 8_000 })).toEqual({ fromMs: 2_000, toMs: 5_000 });
});

test('hours of the site are read back as they were written, also when the clocks change', () => {
  for (const day of [Date.UTC(2026, 2, 29), Date.UTC(2026, 9, 25), Date.UTC(2026, 5, 1)]) {
    for (let hour = 3; hour < 24; hour++) {
      const at = day + hour * 3_600_000;
      expect(momentOf(localOf(at, 'Europe/Paris'), 'Europe/Paris')).toBe(at);
    }
  }
  expect(localOf(NOW, 'Europe/Paris')).toBe('2026-11-22T15:03:12');
  expect(momentOf('soon', 'Europe/Paris')).toBeNaN();
});
