// The rows of an elevation are every part of its rack, once, and no zero stands for what a part does not have.
import { expect, test } from 'vitest';
import { createPlaceIds } from '../../../server/contract/id.ts';
import { createPlaces } from '../../../server/contract/place.ts';
import { elevationTable } from './elevationTable.ts';

const places = createPlaces([
  { kind: 'site', count: 1, parents: [] },
  { kind: 'hall', count: 1, parents: ['site'] },
  { kind: 'row', count: 1, parents: ['hall'] },
  { kind: 'rack', count: 2, parents: ['row'] },
  { kind: 'tray', count: 36, parents: ['rack'] },
  { kind: 'gpu', count: 144, parents: ['tray'] },
  { kind: 'switchTray', count: 18, parents: ['rack'] },
  { kind: 'shelf', count: 16, parents: ['rack'] },
]);
const ids = createPlaceIds(places);

test('the second rack has its own parts, each once', () => {
  const { columns, rows } = elevationTable({ ids, places }, 1, (_, index) => index);
  expect(rows).toHaveLength(72 + 18 + 9 + 8);
  expect(new Set(rows.map(([id]) => id)).size).toBe(rows.length);
  for (const row of rows) {
    expect(row).toHaveLength(columns.length);
    expect(row[0]).toMatch(/^R2-/);
  }
});

test('a tray has its power alone, a shelf its load and loss as well, and what is unknown is null', () => {
  const { rows } = elevationTable({ ids, places }, 0, (metric, index) =>
    metric === 'gpuTempC' ? Number.NaN : 100 + index,
  );
  expect(rows[0]).toEqual(['R1-T01-G1', 100, null, 100, 100, 100, null, null]);
  expect(rows[72]?.slice(1)).toEqual([100, ...Array.from({ length: 6 }, () => null)]);
  expect(rows.at(-1)?.slice(1)).toEqual([107, null, null, null, null, 107, 107]);
});
