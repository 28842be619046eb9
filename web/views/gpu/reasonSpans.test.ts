// Laws of the reasons over time: every known step is counted, gaps are not, neighbours are one stretch.
import { expect, test } from 'vitest';
import { CLOCK_EVENT } from '../../../server/contract/state.ts';
import { reasonRows } from './reasonSpans.ts';

const { powerCap, swThermal } = CLOCK_EVENT;
const times = [1, 2, 3, 4, 5, 6].map((second) => second * 1_000);
const masks = [powerCap, powerCap | swThermal, 0, Number.NaN, powerCap, 0];
const rows = reasonRows(times, masks, 1);
const of = (reason: string) => rows.find((row) => row.reason === reason);

test('a reason has the stretches in which its bit was set, and its share of what is known', () => {
  expect(of('powerCap')?.spans).toEqual([
    { fromMs: 0, toMs: 2_000 },
    { fromMs: 4_000, toMs: 5_000 },
  ]);
  expect(of('powerCap')?.ratio).toBeCloseTo(3 / 5);
  expect(of('swThermal')?.ratio).toBeCloseTo(1 / 5);
});

test('nothing at all is a row too, and a gap belongs to none', () => {
  expect(of('none')?.spans).toEqual([
    { fromMs: 2_000, toMs: 3_000 },
    { fromMs: 5_000, toMs: 6_000 },
  ]);
  const covered = rows.flatMap(({ spans }) => spans);
  expect(covered.some(({ fromMs, toMs }) => fromMs < 4_000 && toMs > 3_000)).toBe(false);
});

test('the gravest stands first, what never was not at all', () => {
  expect(rows.map(({ reason }) => reason)).toEqual(['swThermal', 'powerCap', 'none']);
  expect(
    reasonRows(
      times,
      times.map(() => Number.NaN),
      1,
    ),
  ).toEqual([]);
});
