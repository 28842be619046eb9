import { expect, test } from 'vitest';
import { filteredRows, inStandingOrder, orderedRows, rowsInSight, rowsMade } from './tableRows.ts';

const ids = ['R10', 'R2', '', 'R1'];

test('numbers in names are put in order as numbers, and what has no name stands last either way', () => {
  const up = orderedRows(ids, (id) => id, { column: 'id', down: false });
  const down = orderedRows(ids, (id) => id, { column: 'id', down: true });
  expect(up).toEqual(['R1', 'R2', 'R10', '']);
  expect(down).toEqual(['R10', 'R2', 'R1', '']);
});

test('what is not known stands last either way, and equals keep their order', () => {
  const rows = [
    { id: 'a', w: 5 },
    { id: 'b', w: Number.NaN },
    { id: 'c', w: 9 },
    { id: 'd', w: 5 },
  ];
  const names = (down: boolean) =>
    orderedRows(rows, ({ w }) => w, { column: 'w', down }).map(({ id }) => id);
  expect(names(false)).toEqual(['a', 'd', 'c', 'b']);
  expect(names(true)).toEqual(['c', 'a', 'd', 'b']);
});

test('a filter finds every word of it, in any case and without its accents', () => {
  const rows = ['Événement : pompe arrêtée', 'pompe A seule', 'Arrivée 1'];
  expect(filteredRows(rows, (row) => row, 'POMPE arretee')).toEqual([rows[0]]);
  expect(filteredRows(rows, (row) => row, '  ')).toBe(rows);
  expect(filteredRows(rows, (row) => row, 'pompe arrivée')).toEqual([]);
});

test('the rows in sight are always made, and never many more', () => {
  for (const scrolled of [0, 13, 29_000, 520_000]) {
    const [from, to] = rowsInSight(18_000, scrolled, 400, 29, 8);
    expect(from * 29).toBeLessThanOrEqual(scrolled);
    expect(to * 29).toBeGreaterThanOrEqual(Math.min(18_000 * 29, scrolled + 400));
    expect(to - from).toBeLessThan(40);
  }
  expect(rowsInSight(3, 5_000, 400, 29, 8)).toEqual([3, 3]);
});

test('the held row is made wherever it stands, and the table keeps its height', () => {
  for (const held of [-1, 0, 19, 20, 25, 29, 30, 99]) {
    const { made, above, below } = rowsMade(100, [20, 30], held);
    expect(above + made.length + below).toBe(100);
    expect(made.includes(held)).toBe(held >= 0);
    expect(made).toEqual([...new Set(made)].sort((a, b) => a - b));
  }
});

test('rows keep the order in which they stood, with what is new of each, until one comes or goes', () => {
  const row = (id: string, w: number) => ({ id, w });
  const stood = [row('a', 1), row('b', 2)];
  const rows = [row('b', 3), row('a', 4)];
  expect(inStandingOrder(stood, rows, ({ id }) => id)).toEqual([row('a', 4), row('b', 3)]);
  expect(inStandingOrder(stood, [row('b', 3), row('c', 4)], ({ id }) => id)).toEqual([
    row('b', 3),
    row('c', 4),
  ]);
  expect(inStandingOrder(stood, rows.slice(1), ({ id }) => id)).toEqual(rows.slice(1));
});
