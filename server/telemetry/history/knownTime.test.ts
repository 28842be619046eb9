// Laws of known time: what is part of another stretch says nothing, and thousands of stretches are looked through once.
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { StepOrigin, Stretch } from './history.ts';
import { gapsOver, inOrder, knownTime } from './knownTime.ts';
import { BEGIN_MS, openTestStore, temporaryRoot } from './testing.ts';

const ORIGINS: readonly StepOrigin[] = ['recorded', 'backfilled'];
const stretches: fc.Arbitrary<Stretch[]> = fc.array(
  fc
    .tuple(fc.nat({ max: 12 }), fc.nat({ max: 5 }), fc.constantFrom(...ORIGINS))
    .map(([from, long, origin]) => ({
      fromMs: from * 60_000,
      toMs: (from + long) * 60_000,
      origin,
    })),
  { maxLength: 12 },
);

/** The definition: a stretch of the same origin, and longer, holds it. */
function isPart(one: Stretch, of: Stretch): boolean {
  const isHeld = one.fromMs >= of.fromMs && one.toMs <= of.toMs;
  return isHeld && one.origin === of.origin && one.toMs - one.fromMs < of.toMs - of.fromMs;
}

const sorted = (list: readonly Stretch[]): string[] =>
  list.map((stretch) => JSON.stringify(stretch)).sort();

describe('stretches in order', () => {
  it('are all but those that are part of another, by their begin', () =>
    fc.assert(
      fc.property(stretches, (all) => {
        const kept = inOrder(all);
        expect(sorted(kept)).toEqual(
          sorted(all.filter((one) => !all.some((other) => isPart(one, other)))),
        );
        const begins = kept.map(({ fromMs }) => fromMs);
        expect(begins).toEqual([...begins].sort((a, b) => a - b));
      }),
    ));

  it('of many years are each looked at a few times, however many there are', () => {
    let looks = 0;
    const all = Array.from({ length: 2_000 }, (_, i) => ({
      get fromMs() {
        looks++;
        return i * 10_000_000;
      },
      toMs: i * 10_000_000 + 9_000_000,
      origin: 'recorded' as const,
    }));
    const known = inOrder(all);
    const store = { stretches: () => known };
    expect(knownTime(store, 0, Number.POSITIVE_INFINITY).gaps).toHaveLength(1_999);
    expect(gapsOver(store, 9_500_000, 9_600_000)).toEqual([
      { fromMs: 9_000_000, toMs: 10_000_000 },
    ]);
    expect(looks).toBeLessThan(30 * all.length);
  });

  it('are put in order once, until one is new or has grown', async () => {
    const { store, seconds, settle } = await openTestStore(temporaryRoot(onTestFinished));
    onTestFinished(() => store.close());
    await seconds(BEGIN_MS, BEGIN_MS + 3_000);
    await settle(BEGIN_MS + 3_000);
    const known = store.stretches();
    expect(known).toEqual([{ fromMs: BEGIN_MS, toMs: BEGIN_MS + 3_000, origin: 'recorded' }]);
    expect(store.stretches()).toBe(known);
    await seconds(BEGIN_MS + 3_000, BEGIN_MS + 5_000);
    await settle(BEGIN_MS + 5_000);
    expect(store.stretches().map(({ toMs }) => toMs)).toEqual([BEGIN_MS + 5_000]);
  });
});
