// Local days: 24 hours, 23 in spring, 25 in autumn.
import { describe, expect, it } from 'vitest';
import { localMidnightMs, zoneOffsetMs } from './zone.ts';

const PARIS = 'Europe/Paris';
const HOUR_MS = 3_600_000;
const at = (iso: string) => Date.parse(iso);

describe('local midnight', () => {
  it('is 00:00 in the site zone, whatever the season', () => {
    expect(localMidnightMs(at('2026-01-15T12:00:00Z'), PARIS)).toBe(at('2026-01-14T23:00:00Z'));
    expect(localMidnightMs(at('2026-07-15T12:00:00Z'), PARIS)).toBe(at('2026-07-14T22:00:00Z'));
    expect(localMidnightMs(at('2026-07-14T22:00:00Z'), PARIS)).toBe(at('2026-07-14T22:00:00Z'));
    expect(localMidnightMs(at('2026-07-14T21:59:59.999Z'), PARIS)).toBe(at('2026-07-13T22:00:00Z'));
  });

  it('makes days of 23 and 25 hours when the clocks change', () => {
    const spring = localMidnightMs(at('2026-03-29T20:00:00Z'), PARIS);
    expect(localMidnightMs(at('2026-03-30T20:00:00Z'), PARIS) - spring).toBe(23 * HOUR_MS);
    const autumn = localMidnightMs(at('2026-10-25T20:00:00Z'), PARIS);
    expect(localMidnightMs(at('2026-10-26T20:00:00Z'), PARIS) - autumn).toBe(25 * HOUR_MS);
  });
});

describe('the offset of a zone', () => {
  it('changes in the very millisecond in which the clocks do, also by half an hour', () => {
    const hours = (timeMs: number, zone: string) => zoneOffsetMs(timeMs, zone) / HOUR_MS;
    const spring = at('2026-03-29T01:00:00Z');
    expect([hours(spring - 1, PARIS), hours(spring, PARIS)]).toEqual([1, 2]);
    const island = at('2026-10-03T15:30:00Z');
    const LORD_HOWE = 'Australia/Lord_Howe';
    expect([hours(island - 1, LORD_HOWE), hours(island, LORD_HOWE)]).toEqual([10.5, 11]);
    expect(hours(spring, 'Asia/Kathmandu')).toBe(5.75);
  });
});
