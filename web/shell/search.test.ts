// What the search field asks for, it finds: places in any spelling, plant, and jobs by name, tenant or number.
import { expect, test, vi } from 'vitest';
import { createPlaceIds } from '../../server/contract/id.ts';
import type { JobView } from '../../server/contract/job.ts';
import { createPlaces } from '../../server/contract/place.ts';
import type { SiteContext } from '../live.ts';
import { pathOf, startRoute } from '../route.ts';
import { VIEWS } from '../views/list.ts';
import { findAll } from './search.ts';

const places = createPlaces([
  { kind: 'site', count: 1, parents: [] },
  { kind: 'feed', count: 2, parents: ['site'] },
  { kind: 'hall', count: 2, parents: ['site'] },
  { kind: 'upsGroup', count: 2, parents: ['hall'] },
  { kind: 'ups', count: 8, parents: ['upsGroup'] },
  { kind: 'cdu', count: 8, parents: ['hall'] },
  { kind: 'row', count: 4, parents: ['hall'] },
  { kind: 'rack', count: 100, parents: ['row'] },
  { kind: 'tray', count: 1_800, parents: ['rack'] },
  { kind: 'gpu', count: 7_200, parents: ['tray'] },
]);
const context = { places, ids: createPlaceIds(places) } as SiteContext;
const jobs = [
  { id: 'J12', name: 'pretrain-300b', tenant: 'Ardoise' },
  { id: 'J7', name: 'chat-west', tenant: 'Belle-Île' },
] as JobView[];

vi.stubGlobal('location', { href: 'http://page/' });
vi.stubGlobal('addEventListener', () => undefined);
vi.stubGlobal('document', { addEventListener: () => undefined });
startRoute(VIEWS);

const pathsOf = (words: string) => findAll(words, context, jobs).map(({ path }) => path);

test('a job is found by its name, its number and its tenant', () => {
  for (const words of ['pretrain', 'j12', 'ARDOISE']) expect(pathsOf(words)).toEqual(['/jobs/J12']);
});

test('plant is found, and leads to where its kind is shown', () => {
  expect(pathsOf('cdu2-3')).toEqual(['/cooling']);
  expect(pathsOf('UPS1-2')).toEqual(['/power?node=UPS1-2']);
  expect(pathsOf('feed1')).toEqual(['/power?node=FEED1']);
});

test('racks and GPUs are found in any spelling', () => {
  expect(pathsOf('r7')).toEqual(['/rack/R007']);
  expect(pathsOf('r7 7 2')).toEqual(['/gpu/R007-T07-G2']);
});

test('whatever is a page of one thing has a path by its kind', () => {
  const ids = { hall: 'H1', rack: 'R001', gpu: 'R001-T01-G1', job: 'J12' };
  for (const [kind, id] of Object.entries(ids)) expect(pathOf(kind, id), kind).toContain(id);
});
