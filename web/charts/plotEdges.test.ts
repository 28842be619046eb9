// The law of common edges: charts of one width get the room of the neediest, and hear of it when that changes.
import { expect, it } from 'vitest';
import { createPlotEdges } from './plotEdges.ts';

it('gives all charts of one width the room of the neediest, and redraws those that were told less', async () => {
  const edges = createPlotEdges();
  const drawn: string[] = [];
  const first = edges.join(() => drawn.push('first'));
  const second = edges.join(() => drawn.push('second'));
  const other = edges.join(() => drawn.push('other'));
  expect(other.room('left', '200', 10)).toBe(10);
  expect(first.room('left', '400', 30)).toBe(30);
  await Promise.resolve();
  drawn.length = 0;

  expect(second.room('left', '400', 50)).toBe(50);
  await Promise.resolve();
  expect(drawn).toEqual(['first']);
  expect(first.room('left', '400', 30)).toBe(50);
  await Promise.resolve();
  expect(drawn).toEqual(['first']);

  second.leave();
  await Promise.resolve();
  expect(drawn).toEqual(['first', 'first']);
  expect(first.room('left', '400', 30)).toBe(30);
  expect(first.room('right', '400', 80)).toBe(80);
  expect(other.room('left', '200', 10)).toBe(10);
});

it('redraws none that has left in the meantime: a view that goes takes all its charts with it', async () => {
  const edges = createPlotEdges();
  const drawn: string[] = [];
  const charts = ['first', 'second'].map((name) => edges.join(() => drawn.push(name)));
  for (const chart of charts) chart.room('left', '400', 30);
  await Promise.resolve();
  drawn.length = 0;
  for (const chart of charts) chart.leave();
  await Promise.resolve();
  expect(drawn).toEqual([]);
});
