import { expect, test } from 'vitest';
import { createPlaceIds } from '../../../server/contract/id.ts';
import { createPlaces } from '../../../server/contract/place.ts';
import { gpuSpans, merged, readSpans, spansText, toggled } from './picked.ts';

const ids = createPlaceIds(
  createPlaces([
    { kind: 'site', count: 1, parents: [] },
    { kind: 'hall', count: 1, parents: ['site'] },
    { kind: 'row', count: 1, parents: ['hall'] },
    { kind: 'rack', count: 20, parents: ['row'] },
    { kind: 'tray', count: 360, parents: ['rack'] },
    { kind: 'gpu', count: 1440, parents: ['tray'] },
  ]),
);

test('an address gives back what was picked, each place once', () => {
  const text = 'R02..R05,R09,R03-T01-G2';
  expect(spansText(readSpans(text, ids), ids)).toBe(text);
  expect(readSpans('R02..R04,R03..R06', ids)).toEqual([{ kind: 'rack', from: 1, to: 6 }]);
});

test('what names no place of the site picks nothing', () => {
  expect(readSpans('R99,R05..R02,R01..R03-T01-G1,H1,x', ids)).toEqual([]);
});

test('a second time takes it away again, out of the middle of a span too', () => {
  const span = { kind: 'rack', from: 1, to: 6 } as const;
  const without = toggled([span], { kind: 'rack', from: 3, to: 4 });
  expect(without).toEqual([
    { kind: 'rack', from: 1, to: 3 },
    { kind: 'rack', from: 4, to: 6 },
  ]);
  expect(toggled(without, { kind: 'rack', from: 3, to: 4 })).toEqual([span]);
});

test('a GPU inside a rack that is picked counts once', () => {
  const spans = merged([
    { kind: 'gpu', from: 75, to: 80 },
    { kind: 'rack', from: 1, to: 2 },
  ]);
  expect(gpuSpans(spans, 72)).toEqual([{ kind: 'gpu', from: 72, to: 144 }]);
});
