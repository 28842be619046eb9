// Laws of the fingerprints: a saved state outlives a dictionary that grows, and no other site takes it for its own.
import { expect, it } from 'vitest';
import { siteSchemaOf } from './schema.ts';
import type { Site } from './site.ts';

const SHAPE: Pick<Site, 'id' | 'places' | 'jobSlots' | 'limits'> = {
  id: 'two-racks',
  places: [
    { kind: 'site', count: 1, parents: [] },
    { kind: 'rack', count: 2, parents: ['site'] },
  ],
  jobSlots: 8,
  limits: {} as Site['limits'],
};

it('of a site is the same today as when the states on disk were saved, whatever metrics there are', () => {
  // Written down when states began to carry it: another number makes every saved site begin anew.
  expect(siteSchemaOf(SHAPE)).toBe(239_573_422);
});

it('of a site is another one for another site, other places or another number of slots', () => {
  const others: readonly Partial<typeof SHAPE>[] = [
    { id: 'two-other-racks' },
    { places: SHAPE.places.map((row) => ({ ...row, count: 3 })) },
    { jobSlots: 9 },
  ];
  for (const other of others)
    expect(siteSchemaOf({ ...SHAPE, ...other })).not.toBe(siteSchemaOf(SHAPE));
});
