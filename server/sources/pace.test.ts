// Laws of the pace: no drift, stalls made good, gaps marked, the past planned from midnight.
import { describe, expect, it } from 'vitest';
import { dueAtNormalSpeed, MAX_CATCH_UP_S, refuseClockSetBack, untilNextSecond } from './pace.ts';
import { planPreRoll } from './preRoll.ts';

const T0 = Date.parse('2026-11-22T15:00:00Z');

describe('the pace', () => {
  it('takes one step for every whole second and never drifts', () => {
    let siteMs = T0;
    let wallMs = T0;
    for (let i = 0; i < 500; i++) {
      wallMs += untilNextSecond(wallMs) + (i % 7) * 40;
      const due = dueAtNormalSpeed(siteMs, wallMs);
      expect(due).toEqual({ steps: 1, jumpToMs: undefined });
      siteMs += 1_000;
      expect(siteMs).toBe(Math.floor(wallMs / 1_000) * 1_000);
    }
  });

  it('takes no step when woken early, or when the clock was set back', () => {
    expect(dueAtNormalSpeed(T0, T0 + 999).steps).toBe(0);
    expect(dueAtNormalSpeed(T0, T0 - 5_000).steps).toBe(0);
  });

  it('makes good every second of a stall, up to a minute', () => {
    expect(dueAtNormalSpeed(T0, T0 + 37_400)).toEqual({ steps: 37, jumpToMs: undefined });
    expect(dueAtNormalSpeed(T0, T0 + MAX_CATCH_UP_S * 1_000).steps).toBe(MAX_CATCH_UP_S);
  });

  it('waits out a small step back of the wall clock and refuses a large one, by name and size', () => {
    expect(() => refuseClockSetBack(T0, T0 - 60_000)).not.toThrow();
    expect(() => refuseClockSetBack(T0, T0 - 3_600_000)).toThrow(
      'the wall clock was set back by 3600 s; start the server again',
    );
  });

  it('jumps over a longer stall to the newest second', () => {
    expect(dueAtNormalSpeed(T0, T0 + 61_200)).toEqual({ steps: 1, jumpToMs: T0 + 60_000 });
  });
});

describe('the pre-roll', () => {
  const plan = (iso: string) =>
    planPreRoll(Date.parse(iso), 'Europe/Paris', { stepS: 60, fineS: 900 });

  it('begins at local midnight, or 3 h ago when that is earlier', () => {
    expect(plan('2026-11-22T15:00:30.500Z').firstMs).toBe(Date.parse('2026-11-21T23:00:00Z'));
    expect(plan('2026-11-22T00:10:30Z').firstMs).toBe(Date.parse('2026-11-21T21:10:00Z'));
  });

  it('takes the last quarter of an hour in steps of 1 s', () => {
    expect(plan('2026-11-22T15:00:30.500Z').fineFromMs).toBe(Date.parse('2026-11-22T14:45:00Z'));
  });
});
