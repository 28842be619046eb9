// Laws of times in requests: relative ones stand on the site's newest second, and days on the calendar of a zone.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readMoment } from './moment.ts';

const PARIS = 'Europe/Paris';
const utc = (iso: string): number => Date.parse(`${iso}Z`);
const read = (text: string, nowMs: number, zone = PARIS): number =>
  readMoment(text, 'from', { nowMs, zone });

describe('a time in a request', () => {
  test.each([
    ['now/d', '2026-03-02T09:30', PARIS, '2026-03-01T23:00'],
    ['now/d', '2026-03-02T09:30', 'UTC', '2026-03-02T00:00'],
    ['now/d', '2026-03-02T09:30', 'America/New_York', '2026-03-02T05:00'],
    ['now/h', '2026-03-02T09:30', PARIS, '2026-03-02T09:00'],
    ['now/h', '2026-03-02T09:50', 'Asia/Kathmandu', '2026-03-02T09:15'],
    ['now-1d/d', '2026-03-02T09:30', PARIS, '2026-02-28T23:00'],
    ['now-26h/d', '2026-03-02T00:30', PARIS, '2026-02-27T23:00'],
    // The day of 25 hours: 24 hours before its last hour it is the same day.
    ['now-1d/d', '2026-10-25T22:30', PARIS, '2026-10-23T22:00'],
    ['now/d', '2026-10-25T22:30', PARIS, '2026-10-24T22:00'],
    ['2026-03-02', '2026-05-01T00:00', PARIS, '2026-03-01T23:00'],
    ['2026-03-02', '2026-05-01T00:00', 'Pacific/Auckland', '2026-03-01T11:00'],
    ['2026-03-02T10:00+01:00', '2026-05-01T00:00', PARIS, '2026-03-02T09:00'],
    ['now-90m', '2026-03-02T09:30', PARIS, '2026-03-02T08:00'],
  ])('%s at %s in %s', (text, now, zone, expected) => {
    expect(new Date(read(text, utc(now), zone)).toISOString().slice(0, 16)).toBe(expected);
  });

  test('of days back is a midnight, at most so many days and an hour away', () => {
    const zones = fc.constantFrom(PARIS, 'UTC', 'America/Sao_Paulo', 'Australia/Lord_Howe');
    const time = fc.integer({ min: utc('2001-01-01'), max: utc('2090-01-01') });
    fc.assert(
      fc.property(time, fc.integer({ min: 0, max: 900 }), zones, (nowMs, days, zone) => {
        const startMs = read(`now-${days}d/d`, nowMs, zone);
        expect(read('now/d', startMs, zone)).toBe(startMs);
        const back = (read('now/d', nowMs, zone) - startMs) / 86_400_000;
        expect(Math.abs(back - days)).toBeLessThan(1.01 / 24);
      }),
      { numRuns: 300 },
    );
  });

  test.each(['now-999999999d/d', '0001-01-01', '2026-13-01', 'now/w', 'now/', 'tomorrow', ''])(
    'refuses "%s"',
    (text) => {
      expect(() => read(text, utc('2026-03-02T09:30'))).toThrow(/is no time|between the years/);
    },
  );
});
