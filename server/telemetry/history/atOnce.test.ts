// Laws of folding several steps at once: bit by bit what one step after the other gives, whatever is missing or restarted.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metricOf } from '../../contract/metrics.ts';
import { NO_CODE, NO_ID, NO_VALUE } from '../../contract/noValue.ts';
import type { FrameColumns, StoredMetricId } from '../columns.ts';
import type { WriteRows } from './levels.ts';
import { createScopeStream, type ScopeStream } from './scopeStream.ts';
import type { Session } from './session.ts';
import { createTakenSlots } from './takenSlots.ts';
import { BEGIN_MS, createMadeColumns, PLACES } from './testing.ts';
import { planTiers, type Tier } from './tiers.ts';

const TIERS = planTiers(PLACES);
const WIDTH = PLACES.count('gpu');

function gpuStream(manyPlaces: number): ScopeStream {
  const find = (step: Tier['step']): Tier | undefined =>
    TIERS.find((tier) => tier.scope === 'gpu' && tier.step === step);
  const tiers = { scope: 'gpu', width: WIDTH, second: undefined } as const;
  const [minute, quarter] = [find('minute') as Tier, find('quarter')];
  return createScopeStream({ ...tiers, minute, quarter }, manyPlaces);
}

/** Rows as they were handed over, bit by bit. */
function collector(): { readonly rows: unknown[]; readonly write: WriteRows } {
  const rows: unknown[] = [];
  return {
    rows,
    write(tier, timeMs, coverS, count, fill) {
      const columns = tier.columns.map(({ name }, i) => {
        const values = new Float64Array(count);
        fill(i, values, 0, 0, count);
        return [name, Buffer.from(values.buffer).toString('base64')];
      });
      rows.push([tier.name, timeMs, coverS, ...columns]);
    },
  };
}

const METRICS = [
  ...new Set(TIERS.filter(({ scope }) => scope === 'gpu').flatMap(({ columns }) => columns)),
].map(({ metric }) => metric);

/** Columns of one step: gauges, readings that go on or fall, codes; some of each are not known. */
function madeStep(dice: () => number, last: FrameColumns | undefined): FrameColumns {
  const { columns } = createMadeColumns();
  for (const metric of new Set(METRICS)) fillColumn(metric, columns, dice, last);
  return columns;
}

function fillColumn(
  metric: StoredMetricId,
  columns: FrameColumns,
  dice: () => number,
  last: FrameColumns | undefined,
): void {
  const { kind } = metricOf(metric);
  const none = { gauge: NO_VALUE, counter: NO_VALUE, state: NO_CODE, mask: NO_CODE, id: NO_ID };
  for (let i = 0; i < WIDTH; i++) {
    const before = last?.[metric][i] as number;
    const known = kind === 'counter' ? (dice() < 0.05 ? 0 : before || 0) + dice() : dice() * 500;
    columns[metric][i] = dice() < 0.1 ? none[kind] : known;
  }
}

/** Park and Miller's: 0 to 1, for values that need not shrink. */
function createDice(seed: number): () => number {
  let state = (Math.abs(seed) % 2_147_483_646) + 1;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

const span = fc.record({
  /** Seconds that are missing before the step. */
  missingS: fc.oneof(
    { weight: 12, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 70 }) },
  ),
  dtS: fc.oneof(
    { weight: 12, arbitrary: fc.constant(10) },
    { weight: 1, arbitrary: fc.constantFrom(5, 20, 300) },
  ),
  recorded: fc.oneof(
    { weight: 12, arbitrary: fc.constant(true) },
    { weight: 1, arbitrary: fc.constant(false) },
  ),
  /** Somebody looks at what is open. */
  looks: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
});

describe('steps that are folded four at once', () => {
  it('become the rows that one step after the other gives', () => {
    fc.assert(
      fc.property(fc.array(span, { minLength: 30, maxLength: 40 }), fc.integer(), (spans, seed) => {
        const dice = createDice(seed);
        const [atOnce, oneByOne] = [gpuStream(1), gpuStream(Number.POSITIVE_INFINITY)];
        const [seen, expected] = [collector(), collector()];
        let timeMs = BEGIN_MS;
        let last: FrameColumns | undefined;
        for (const { missingS, dtS, recorded, looks } of spans) {
          timeMs += (missingS + dtS) * 1_000;
          last = madeStep(dice, last);
          const head = { timeMs, dtS, origin: recorded ? 'recorded' : 'backfilled' } as const;
          atOnce.step(head, last, seen.write);
          oneByOne.step(head, last, expected.write);
          if (looks) expect(atOnce.growth.readings()).toEqual(oneByOne.growth.readings());
        }
        atOnce.closeOpen(seen.write);
        oneByOne.closeOpen(expected.write);
        expect(seen.rows.length).toBeGreaterThan(0);
        expect(seen.rows).toEqual(expected.rows);
      }),
      { numRuns: 6 },
    );
  });

  it('are held until they are folded', () => {
    const stream = gpuStream(1);
    const { write } = collector();
    const steps = Array.from({ length: 5 }, () => createMadeColumns().columns);
    const held = (): number => steps.filter((columns) => stream.holds(columns)).length;
    const counts = steps.map((columns, i) => {
      stream.step(
        { timeMs: BEGIN_MS + (i + 1) * 1_000, dtS: 1, origin: 'recorded' },
        columns,
        write,
      );
      return held();
    });
    expect(counts).toEqual([1, 2, 3, 0, 1]);
    stream.saveOpenMinute(write);
    expect(held()).toBe(0);
  });
});

it('a slot is free once nobody holds its step, and is told once', () => {
  const columns = [0, 1, 2, 3].map(() => createMadeColumns().columns);
  const freed = createTakenSlots(columns);
  const heldNow = new Set([columns[2], columns[3]]);
  const holder = { holds: (one: FrameColumns): boolean => heldNow.has(one) };
  const session = { live: holder, pasts: holder } as unknown as Session;
  expect(freed([1, 2], session)).toEqual([1]);
  expect(freed([3], session)).toEqual([]);
  heldNow.delete(columns[2]);
  expect(freed([1], session)).toEqual([2, 1]);
  expect(freed([], undefined)).toEqual([3]);
  expect(freed([], undefined)).toEqual([]);
});
