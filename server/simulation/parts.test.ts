// Laws of parts: what a GPU is like stays with it, and goes with it when it is swapped.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import { bareTwin, rackParts } from './gpuTesting.ts';
import { createParts, LIMIT_W, PART_FIELDS, SENSOR_GAIN } from './parts.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const site = rackParts(readSite(FIXTURES, 'one-rack'));
/** What the part is like, without how warm it is. */
const ways = (values: Float32Array, gpu: number): number[] => [
  ...values.slice(gpu * PART_FIELDS, gpu * PART_FIELDS + LIMIT_W),
];

describe('a part', () => {
  it('is the same for the same seed, and another for another seed or place', () => {
    const a = createParts(bareTwin(site, 7)).values;
    const b = createParts(bareTwin(site, 7)).values;
    const c = createParts(bareTwin(site, 8)).values;
    expect(ways(a, 5)).toEqual(ways(b, 5));
    expect(ways(a, 5)).not.toEqual(ways(c, 5));
    expect(ways(a, 5)).not.toEqual(ways(a, 6));
  });

  it('is another one after a swap, counted, with the limit of its place; its neighbours stay', () => {
    const twin = bareTwin(site, 7);
    const parts = createParts(twin);
    const before = parts.values.slice();
    parts.setLimit(5, 700);
    parts.swapTray(1);
    for (const gpu of [4, 5, 6, 7]) expect(ways(parts.values, gpu)).not.toEqual(ways(before, gpu));
    for (const gpu of [3, 8]) expect(ways(parts.values, gpu)).toEqual(ways(before, gpu));
    expect([...twin.columns.gpuPartCount.slice(3, 9)]).toEqual([1, 2, 2, 2, 2, 1]);
    const gain = parts.values[5 * PART_FIELDS + SENSOR_GAIN] as number;
    expect((parts.values[5 * PART_FIELDS + LIMIT_W] as number) * gain).toBeCloseTo(700, 3);
  });

  it('depends on how many stood there before, and on nothing else', () => {
    const [a, b] = [createParts(bareTwin(site, 7)), createParts(bareTwin(site, 7))];
    a.swap(5);
    a.swap(5);
    b.swap(9);
    b.swap(5);
    b.swap(9);
    b.swap(5);
    expect(ways(a.values, 5)).toEqual(ways(b.values, 5));
    b.swap(5);
    expect(ways(a.values, 5)).not.toEqual(ways(b.values, 5));
  });
});
