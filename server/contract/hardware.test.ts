// Laws of the hardware file: every constant has a source, and every source a constant.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readFixture } from '../catalogue/fixtureFile.ts';
import { HardwareFile } from './hardware.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const hardware = readFixture(join(FIXTURES, 'hardware'), 'gb200-nvl72', HardwareFile);

const paths = Object.entries(hardware).flatMap(([section, value]) =>
  typeof value === 'object' && section !== 'sources'
    ? Object.values(value).some((inner) => typeof inner === 'number')
      ? Object.keys(value).map((name) => `${section}.${name}`)
      : []
    : [],
);

it('has a source for every constant, of its own or of its section', () => {
  const without = paths.filter(
    (path) => !(path in hardware.sources) && !((path.split('.')[0] ?? '') in hardware.sources),
  );
  expect(paths.length).toBeGreaterThan(80);
  expect(without).toEqual([]);
});

it('names no source for what is not there', () => {
  const known = new Set([...paths, ...Object.keys(hardware)]);
  expect(Object.keys(hardware.sources).filter((path) => !known.has(path))).toEqual([]);
});

it('has failures that add up to the published 419 in 21.23 million GPU-hours', () => {
  const total = hardware.faults.causes.reduce((sum, cause) => sum + cause.perMillionGpuHours, 0);
  expect(total).toBeCloseTo(419 / 21.23, 2);
});
