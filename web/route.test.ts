import { expect, test } from 'vitest';
import { carryOver, readRoute } from './route.ts';
import { climbFrom, litEntry, VIEWS } from './views/list.ts';

const read = (path: string) => readRoute(path, VIEWS);

test('every view of the list is found at its own path', () => {
  for (const { key, path } of VIEWS) {
    const id = path.includes(':id') ? 'R118' : '';
    expect(read(path.replace(':id', id))).toMatchObject({ view: key, id });
  }
});

test('no two views share a key, a path or a letter', () => {
  const letters = VIEWS.flatMap(({ nav }) => nav?.go ?? []);
  for (const words of [VIEWS.map(({ key }) => key), VIEWS.map(({ path }) => path), letters]) {
    expect(new Set(words).size).toBe(words.length);
  }
});

test('an id is read in any case, and a slash at the end does no harm', () => {
  expect(read('/rack/r118/')).toMatchObject({ view: 'rack', id: 'R118' });
});

test('any other path is found by nobody', () => {
  const long = `/rack/${'R'.repeat(30)}`;
  for (const path of ['/racks', '/rack', '/rack/', '/rack/R1/x', '/gpu/<script>', long]) {
    expect(read(path).view, path).toBeUndefined();
  }
});

test('a view of a place lights an entry of the navigation, and Escape climbs from it', () => {
  for (const { key, nav } of VIEWS) {
    const lit = VIEWS.find((row) => row.key === litEntry(key));
    expect(lit?.nav, key).toBeDefined();
    if (!nav) expect(read(climbFrom(key, 'R118-T07-G2') ?? '').view, key).toBeDefined();
  }
  expect(climbFrom('gpu', 'R118-T07-G2')).toBe('/rack/R118');
  expect(climbFrom('overview', '')).toBeUndefined();
});

test('a link keeps range, comparison and kiosk of the page, and nothing of its view', () => {
  const last = new URL('http://page/?range=24h&compare=previous&kiosk=&metric=gpuTempC');
  const next = carryOver(new URL('http://page/rack/R118'), last);
  expect(next.search).toBe('?range=24h&compare=previous&kiosk=');
});

test('a link that speaks of time replaces all of time', () => {
  const last = new URL('http://page/?from=2026-01-01T00:00:00Z&to=2026-01-02T00:00:00Z');
  expect(carryOver(new URL('http://page/power?range=1h'), last).search).toBe('?range=1h');
});
