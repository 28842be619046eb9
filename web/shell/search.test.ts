// What the search field asks for, it finds: places in any spelling, plant, and jobs by name, tenant or number.
import { expect, test, vi } from 'vitest';
import { createPlaceIds } from '../../server/contract/id.ts';
import type { JobView } from '../../server/contract/job.ts';
import { createPlaces } from '../../server/contract/place.ts';
import type { SiteContext } from '../live.ts';
import { pathOf, readRoute, startRoute } from '../route.ts';
import { VIEWS } from '../views/list.ts';
import { examples, findAll, whyNone } from './search.ts';

const places = createPlaces([
  { kind: 'site', count: 1, parents: [] },
  { kind: 'plant', count: 1, parents: ['site'] },
  { kind: 'feed', count: 2, parents: ['site'] },
  { kind: 'transformer', count: 2, parents: ['site'] },
  { kind: 'genset', count: 12, parents: ['site'] },
  { kind: 'hall', count: 2, parents: ['site'] },
  { kind: 'upsGroup', count: 2, parents: ['hall'] },
  { kind: 'ups', count: 8, parents: ['upsGroup'] },
  { kind: 'cduRing', count: 2, parents: ['hall'] },
  { kind: 'cdu', count: 8, parents: ['cduRing'] },
  { kind: 'row', count: 4, parents: ['hall'] },
  { kind: 'rack', count: 100, parents: ['row'] },
  { kind: 'networkRack', count: 20, parents: ['hall'] },
  { kind: 'shelf', count: 800, parents: ['rack'] },
  { kind: 'switchTray', count: 900, parents: ['rack'] },
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
  expect(pathsOf('cdu2-3')).toEqual(['/cooling?place=CDU2-3']);
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

test('every place of the site is found by its id, and leads to a view of the page', () => {
  for (const { kind, count } of places.rows) {
    for (let index = 0; index < count; index += Math.max(1, Math.floor(count / 40))) {
      const id = context.ids.idOf(kind, index);
      const [found, ...others] = findAll(id, context, []);
      expect([found?.name, others], id).toEqual([id, []]);
      const { pathname } = new URL(found?.path ?? '/none', 'http://page/');
      expect(readRoute(pathname, VIEWS).view, id).toBeDefined();
    }
  }
});

test('trays, switch trays, shelves, rows and network racks lead to where they stand', () => {
  const led = {
    'r018-t07': '/rack/R018?tray=R018-T07',
    '18 7': '/rack/R018?tray=R018-T07',
    r18t7: '/rack/R018?tray=R018-T07',
    'R18 N4': '/rack/R018?tray=R018-N4',
    'r18-s3': '/rack/R018?shelf=R018-S3',
    'h2-b': '/hall/H2?q=H2-B',
    n12: '/hall/H2?cell=N12',
    gen7: '/power?node=GEN07',
    'hall 2': '/hall/H2',
    'cdu 2 3': '/cooling?place=CDU2-3',
  };
  for (const [words, path] of Object.entries(led)) expect(pathsOf(words), words).toEqual([path]);
});

test('a rack that is named leads to its parts while they are typed', () => {
  expect(pathsOf('r018-t')).toHaveLength(12);
  expect(findAll('R018-S', context, jobs).map(({ name }) => name)).toEqual(
    Array.from({ length: 8 }, (_, i) => `R018-S${i + 1}`),
  );
});

test('an id beyond the last is told with the first and the last; other words that nothing bears them', () => {
  expect(findAll('R101', context, jobs)).toEqual([]);
  expect(whyNone('r101', context, 'ready')).toBe('This site has no “r101”. Rack: R001 to R100.');
  expect(whyNone('R018-T19', context, 'ready')).toMatch(
    /no “R018-T19”. Tray: R001-T01 to R100-T18/,
  );
  expect(whyNone('turnip', context, 'ready')).toMatch(/24 hours, is called “turnip”/);
  expect(whyNone('turnip', context, 'loading')).toMatch(/ended are loading/);
  expect(whyNone('turnip', context, 'unknown')).toMatch(/ended are not known/);
});

test('every example that the search shows is found', () => {
  for (const { id } of examples(context)) expect(findAll(id, context, []), id).not.toEqual([]);
});
