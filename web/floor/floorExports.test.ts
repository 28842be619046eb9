// What the floor saves: numbers as the API tells them, states and jobs in words, and only what is in view.
import { expect, test, vi } from 'vitest';
import { createPlaceIds } from '../../server/contract/id.ts';
import { createPlaces } from '../../server/contract/place.ts';
import type { SiteContext } from '../live.ts';
import { floorExports, jobRows, valueRows } from './floorExports.ts';

const places = createPlaces([
  { kind: 'site', count: 1, parents: [] },
  { kind: 'hall', count: 2, parents: ['site'] },
  { kind: 'row', count: 2, parents: ['hall'] },
  { kind: 'rack', count: 4, parents: ['row'] },
  { kind: 'tray', count: 4, parents: ['rack'] },
  { kind: 'gpu', count: 8, parents: ['tray'] },
]);
const info = { places, ids: createPlaceIds(places) } as SiteContext;

test('a number is the one that the API tells, to the last digit', () => {
  const watts = [1043.21875, null, 700.5, 699.25];
  const { rows } = valueRows(info, [0, 1], 'gpuPowerW', (gpu) => watts[gpu] ?? null);
  expect(rows).toEqual([
    ['R1', 1, 1043.21875, 1043.21875, 1043.21875],
    ['R2', 2, 699.25, 699.875, 700.5],
  ]);
});

test('a state is a word, never the mean of its codes', () => {
  const { columns, rows } = valueRows(info, [0], 'gpuHealth', (gpu) => (gpu ? 'out' : 'warning'));
  const told = Object.fromEntries(columns.map(({ name }, i) => [name, rows[0]?.[i]]));
  expect(told).toMatchObject({ warning: 1, 'out of service': 1, normal: 0 });
  expect(valueRows(info, [3], 'rackHealth', () => 'critical').rows).toEqual([['R4', 'critical']]);
});

test('each job of a rack is named with its GPUs', () => {
  const job = { id: 'J1', name: 'pretrain', tenant: 'A', gpuCount: 3, ranges: [[0, 3]] as const };
  const { rows } = jobRows(info, [0, 1, 2], [job], 'Job');
  expect(rows).toEqual([
    ['R1', 'pretrain', 2],
    ['R2', 'pretrain', 1],
  ]);
});

test('one hall alone saves its own racks', async () => {
  const answer = { values: { rackPowerW: [1, 2, 3, 4] } };
  vi.stubGlobal('fetch', async () => ({ ok: true, json: async () => answer }));
  const view = { detail: 'racks', firstHall: 1, halls: 1 } as const;
  const { table } = await floorExports(info, { metric: 'power', view, past: undefined });
  expect(table().rows.map(([rack]) => rack)).toEqual(['R3', 'R4']);
});
