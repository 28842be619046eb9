import { expect, test } from 'vitest';
import { pathOf, readRoute } from './route.ts';

test('the paths of the views are read', () => {
  expect(readRoute('/')).toEqual({ view: 'overview' });
  expect(readRoute('/rack/R118')).toEqual({ view: 'rack', id: 'R118' });
  expect(readRoute('/gpu/R118-T07-G2')).toEqual({ view: 'gpu', id: 'R118-T07-G2' });
});

test('an id is read in any case, and a slash at the end does no harm', () => {
  expect(readRoute('/rack/r118/')).toEqual({ view: 'rack', id: 'R118' });
});

test('any other path is found by nobody', () => {
  for (const path of [
    '/racks',
    '/rack/',
    '/rack/R1/x',
    '/gpu/<script>',
    `/rack/${'R'.repeat(30)}`,
  ]) {
    expect(readRoute(path)).toEqual({ view: 'notFound', path });
  }
});

test('what is written can be read', () => {
  expect(readRoute(pathOf('gpu', 'R001-T01-G1') ?? '')).toEqual({ view: 'gpu', id: 'R001-T01-G1' });
  expect(pathOf('cdu', 'CDU2-3')).toBeUndefined();
});
