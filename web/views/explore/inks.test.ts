// Laws of colours in Explore: one meaning a colour, and no two lines of a chart alike while there are colours left.
import { expect, test } from 'vitest';
import { inkOf, inksOf } from './inks.ts';

test('a metric has the colour of what it is about', () => {
  expect(inkOf('siteFacilityPowerW')).toBe('power');
  expect(inkOf('siteCoolingPowerW')).toBe('cooling');
  expect(inkOf('gridCarbonGPerKWh')).toBe('carbon');
  expect(inkOf('siteUpsLossW')).toBe('losses');
  expect(inkOf('gpuTempC')).toBe('cooling');
  expect(inkOf('gpuSmActiveRatio')).toBe('compute');
});

test('lines of one chart differ, and each keeps its own colour where it can', () => {
  expect(inksOf(['siteFacilityPowerW', 'siteItPowerW', 'siteCoolingPowerW'])).toEqual([
    'power',
    'compute',
    'cooling',
  ]);
  const four = inksOf(['gpuPowerW', 'gpuPowerW', 'gpuPowerW', 'siteCoolingPowerW']);
  expect(new Set(four).size).toBe(4);
  expect([four[0], four[3]]).toEqual(['power', 'cooling']);
});
