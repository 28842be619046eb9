// Local days: 24 hours, 23 in spring, 25 in autumn.
import { describe, expect, it } from 'vitest';
import { localMidnightMs } from './zone.ts';

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
