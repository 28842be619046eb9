// Law of the parts of a span of energy: they lie one after the other, whole days on midnights, and nothing is left out.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { partsOf, splitAtDays } from './energyParts.ts';

const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2026, 10, 23, 10, 7, 31);

it('tile the span, with the whole days in one part', () => {
  const agoMs = fc.integer({ min: 1_000, max: 40 * DAY_MS });
  fc.assert(
    fc.property(agoMs, agoMs, (a, b) => {
      const span = { fromMs: NOW_MS - Math.max(a, b), toMs: NOW_MS - Math.min(a, b) };
      const whole = partsOf(span, NOW_MS, 'minute');
      const parts = splitAtDays(whole);
      expect(parts[0].fromMs).toBe(whole[0].fromMs);
      const toMs = whole.at(-1)?.toMs ?? Number.NaN;
      expect(parts.at(-1)?.toMs).toBe(toMs);
      for (const [i, part] of parts.entries()) {
        expect(part.toMs).toBeGreaterThan(part.fromMs);
        if (i > 0) expect(part.fromMs).toBe(parts[i - 1]?.toMs);
      }
      const days = parts.filter(({ fromMs, toMs }) => fromMs % DAY_MS === 0 && toMs % DAY_MS === 0);
      const daysMs = days.reduce((sum, { fromMs, toMs }) => sum + toMs - fromMs, 0);
      const held = Math.floor(toMs / DAY_MS) - Math.ceil(whole[0].fromMs / DAY_MS);
      if (held >= 2) expect(daysMs).toBe(held * DAY_MS);
    }),
  );
});
