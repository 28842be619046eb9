// Laws of power smoothing: the closed forms are the integrals of what they describe.
import { describe, expect, it } from 'vitest';
import { burntJ, FALL_W_PER_S, HOLD_S, RISE_W_PER_S, riseLostS } from './smoothing.ts';

/** Midpoint rule. */
function integral(of: (s: number) => number, toS: number): number {
  const steps = 20_000;
  let total = 0;
  for (let i = 0; i < steps; i++) total += of(((i + 0.5) * toS) / steps);
  return (total * toS) / steps;
}

describe('the burner', () => {
  const aboveW = 400;
  const watts = (s: number) => Math.max(0, aboveW - FALL_W_PER_S * Math.max(0, s - HOLD_S));

  it('holds the floor, then falls in a straight line to what the load asks for', () => {
    for (const s of [0, 1, HOLD_S, HOLD_S + 5, HOLD_S + aboveW / FALL_W_PER_S, 3_600]) {
      expect(burntJ(aboveW, s)).toBeCloseTo(integral(watts, s), 0);
    }
  });

  it('burns nothing above the floor, and nothing before the stop', () => {
    expect(burntJ(0, 100)).toBe(0);
    expect(burntJ(-50, 100)).toBe(0);
    expect(burntJ(aboveW, -1)).toBe(0);
  });
});

describe('the limited rise', () => {
  const riseW = 800;
  const lost = (s: number) => Math.max(0, 1 - (RISE_W_PER_S * s) / riseW);

  it('costs the work of the power that is not there yet, and no more once it is', () => {
    for (const s of [0, 1, 7, riseW / RISE_W_PER_S, 900]) {
      expect(riseLostS(riseW, s)).toBeCloseTo(integral(lost, s), 2);
    }
    expect(riseLostS(riseW, 900)).toBe(riseLostS(riseW, 1_800));
    expect(riseLostS(riseW, -5)).toBe(0);
    expect(riseLostS(0, 5)).toBe(0);
  });
});
