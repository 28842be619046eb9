import { expect, test } from 'vitest';
import { type MetricId, metricOf } from '../../../server/contract/metrics.ts';
import { BALANCE_METRICS, balanceOf, LAYERS, metricsOf } from './balance.ts';

/** Each metric draws a watt more than the one before. */
const reading = (metric: MetricId): number => {
  if (metric !== 'siteFacilityPowerW') return 1000 + BALANCE_METRICS.indexOf(metric);
  return BALANCE_METRICS.reduce((sum, _, i) => sum + 1000 + i, 0);
};

test('the parts are every true watt of the site, each once', () => {
  expect(new Set(BALANCE_METRICS).size).toBe(BALANCE_METRICS.length);
  for (const metric of BALANCE_METRICS) {
    expect(metricOf(metric)).toMatchObject({ scope: 'site', unit: 'W' });
  }
  expect(BALANCE_METRICS).toHaveLength(12);
});

test('the parts add up to facility power', () => {
  const { parts, sumW, facilityW, residualW } = balanceOf(reading);
  expect(sumW).toBe(facilityW);
  expect(residualW).toBe(0);
  expect(parts.reduce((sum, { shareRatio }) => sum + shareRatio, 0)).toBeCloseTo(1, 12);
});

test('the layers of the chart add up to the same', () => {
  const layers = LAYERS.flatMap(metricsOf);
  expect([...layers].sort()).toEqual([...BALANCE_METRICS].sort());
  for (const layer of LAYERS) expect(metricsOf(layer).length).toBeGreaterThan(0);
});

test('what is left over is what goes in less every part', () => {
  const { residualW } = balanceOf((metric) =>
    metric === 'siteFacilityPowerW' ? 20_000 : reading(metric),
  );
  expect(residualW).toBe(20_000 - reading('siteFacilityPowerW'));
});

test('one unknown part leaves the sum unknown', () => {
  const { sumW, residualW } = balanceOf((metric) =>
    metric === 'siteCoolingPowerW' ? Number.NaN : reading(metric),
  );
  expect(sumW).toBeNaN();
  expect(residualW).toBeNaN();
});
