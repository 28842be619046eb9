// Law of how time came to be known: a chart names what was modelled only where there is something to see of it.
import { expect, test } from 'vitest';
import { makingText, modelledIn } from './origins.ts';
import type { Picture } from './picture.ts';

const NAN = Number.NaN;

function picture(...means: number[][]): Pick<Picture, 'span' | 'lines'> {
  const lines = means.map((each) => ({ xs: each.map((_, i) => (i + 1) * 10), means: each }));
  return { span: { fromMs: 0, toMs: 50 }, lines } as unknown as Picture;
}

test('a modelled stretch is cut to what any line knows, and to the span', () => {
  const all = [{ fromMs: -100, toMs: 100, origin: 'backfilled' }];
  expect(modelledIn(all, picture([1, 2, 3, 4, 5]))).toEqual([
    { ...all[0], fromMs: 0, toMs: 50, seamsMs: [] },
  ]);
  const late = picture([NAN, NAN, NAN, 4, 5], [NAN, NAN, 3, 4, NAN]);
  expect(modelledIn(all, late)).toEqual([{ ...all[0], fromMs: 20, toMs: 50, seamsMs: [] }]);
});

test('of what nobody knows, and of what was recorded, nothing is named', () => {
  const all = [
    { fromMs: 0, toMs: 20, origin: 'modelledYear' },
    { fromMs: 20, toMs: 50, origin: 'recorded' },
  ];
  expect(modelledIn(all, picture([NAN, NAN, 3, 4, 5]))).toEqual([]);
  expect(modelledIn(all, picture([NAN, NAN, NAN, NAN, NAN]))).toEqual([]);
});

test('stretches of one origin that follow each other are one, and each place where they meet is a seam', () => {
  const parts = [0, 10, 20].map((fromMs) => ({ fromMs, toMs: fromMs + 10, origin: 'backfilled' }));
  expect(modelledIn(parts, picture([1, 1, 1, 1, 1]))).toEqual([
    { fromMs: 0, toMs: 30, origin: 'backfilled', seamsMs: [10, 20] },
  ]);
  const late = modelledIn(parts, picture([NAN, 1, 1, 1, 1]));
  expect(late, 'the first lies before all that is known').toMatchObject([
    { fromMs: 10, seamsMs: [20] },
  ]);
});

test('stretches that share time have no seam, nor have those of two origins', () => {
  const seamsOf = (...stretches: [number, number, string][]): unknown =>
    modelledIn(
      stretches.map(([fromMs, toMs, origin]) => ({ fromMs, toMs, origin })),
      picture([1, 1, 1, 1, 1]),
    ).flatMap(({ seamsMs }) => seamsMs);
  expect(seamsOf([0, 30, 'backfilled'], [20, 40, 'backfilled'])).toEqual([]);
  expect(seamsOf([0, 20, 'modelledYear'], [20, 40, 'backfilled'])).toEqual([]);
});

test('that a past is being made is said where part of the span is not known, and only while it is', () => {
  const span = { fromMs: 0, toMs: 50_000 };
  const known = (fromMs: number, gaps: { fromMs: number; toMs: number }[] = [], making = true) =>
    makingText({ making, span, stepS: 5, stretches: [{ ...span, fromMs, origin: 'x' }], gaps });
  expect(known(20_000)).toBe(' · past being computed');
  expect(known(0, [{ fromMs: 10_000, toMs: 30_000 }])).toBe(' · past being computed');
  expect(makingText({ making: true, span, stepS: 5, stretches: [], gaps: [] })).not.toBe('');
  expect(known(5_000), 'the chart begins within a step').toBe('');
  expect(known(0, [{ fromMs: 60_000, toMs: 70_000 }])).toBe('');
  expect(known(20_000, [], false)).toBe('');
});
