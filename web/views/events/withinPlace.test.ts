// An event lies in its place and in all that hold it, and in nothing beside them.
import { expect, test } from 'vitest';
import { createPlaceIds } from '../../../server/contract/id.ts';
import { createPlaces } from '../../../server/contract/place.ts';
import { withinPlace } from './withinPlace.ts';

const places = createPlaces([
  { kind: 'site', count: 1, parents: [] },
  { kind: 'hall', count: 2, parents: ['site'] },
  { kind: 'row', count: 2, parents: ['hall'] },
  { kind: 'rack', count: 12, parents: ['row'] },
  { kind: 'tray', count: 216, parents: ['rack'] },
  { kind: 'gpu', count: 864, parents: ['tray'] },
]);
const known = { places, ids: createPlaceIds(places) };
const inside = (wanted: string, place: string | null) => withinPlace(wanted, known)?.(place);

test('a tray of a rack lies in the rack, its hall and the site', () => {
  for (const wanted of ['R07-T03', 'R07', 'H2', 'SITE']) {
    expect(inside(wanted, 'R07-T03'), wanted).toBe(true);
  }
});

test('and not in a neighbour, nor in a part of itself', () => {
  for (const wanted of ['R08', 'H1', 'R07-T04', 'R07-T03-G1']) {
    expect(inside(wanted, 'R07-T03'), wanted).toBe(false);
  }
  expect(inside('R07', null)).toBe(false);
});

test('of a place that is none nothing is said', () => {
  expect(withinPlace('R99', known)).toBeUndefined();
});
