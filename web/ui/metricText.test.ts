// Watts are read in the unit of their place and site, so that a unit never jumps with a value.
import { expect, test } from 'vitest';
import { metricText, unitFor } from './metricText.ts';

const LARGE = { power: 'MW', energy: 'MWh', mass: 't', watts: 1e6 } as const;
const SMALL = { power: 'kW', energy: 'kWh', mass: 'kg', watts: 1e3 } as const;

test('a feed is told in megawatts on a large site and in kilowatts on a small one', () => {
  expect(unitFor('feedPowerW', LARGE)).toBe('MW');
  expect(unitFor('feedPowerW', SMALL)).toBe('kW');
});

test('a rack or a UPS is told in kilowatts and a GPU in watts on every site', () => {
  for (const site of [LARGE, SMALL]) {
    expect(unitFor('rackPowerW', site)).toBe('kW');
    expect(unitFor('upsPowerW', site)).toBe('kW');
    expect(unitFor('gpuPowerW', site)).toBe('W');
  }
});

test('watts keep their unit whatever their size, with three decimals of a megawatt', () => {
  expect(metricText('feedPowerW', 24_312_346)).toEqual({ number: '24.312', unit: 'MW' });
  expect(metricText('feedPowerW', 512)).toEqual({ number: '0.001', unit: 'MW' });
  expect(metricText('upsPowerW', 1_312_500)).toEqual({ number: '1,312.50', unit: 'kW' });
  expect(metricText('gpuPowerW', 1_043.26)).toEqual({ number: '1,043.3', unit: 'W' });
});
