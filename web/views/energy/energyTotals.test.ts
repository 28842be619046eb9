// Sums of a period: what is not known is left out, never zero, and shares are weighed by the energy of their hour.
import { expect, test } from 'vitest';
import type { HistoryAnswer } from '../../../server/contract/api.ts';
import { gridWh, knownRatio, totalsOf } from './energyTotals.ts';
import { joined } from './joined.ts';

function answerOf(
  byMetric: Readonly<Record<string, readonly (number | null)[]>>,
  fromMs = 0,
): HistoryAnswer {
  const [first = []] = Object.values(byMetric);
  return {
    fromMs,
    toMs: fromMs + first.length * 3_600_000,
    stepS: 3_600,
    timesMs: first.map((_, i) => fromMs + (i + 1) * 3_600_000),
    series: Object.entries(byMetric).map(([metric, values]) => ({
      metric,
      id: 'SITE',
      unit: 'Wh',
      ...{ min: [...values], mean: [...values], max: [...values] },
      coverage: values.map((value) => (value === null ? 0 : 1)),
    })),
  };
}

test('the carbon-free share is of energy, and only of hours of which both are known', () => {
  const answer = answerOf({
    siteFacilityEnergyWh: [100, 300, 50, null],
    gridCarbonFreeRatio: [1, 0.5, null, 0.9],
  });
  const { carbonFreeRatio, facilityWh, costEur } = totalsOf(answer);
  expect(carbonFreeRatio).toBeCloseTo(250 / 400, 12);
  expect(facilityWh).toBe(450);
  expect(costEur).toBeNaN();
  expect(knownRatio(answer)).toBe(0.75);
});

test('cost and carbon are of grid energy: what gensets gave is in the facility’s alone', () => {
  const answer = answerOf({
    siteFacilityEnergyWh: [100, 100],
    siteGensetEnergyWh: [null, 60],
    gridCarbonFreeRatio: [1, 0.5],
  });
  expect(gridWh(answer)).toEqual([100, 40]);
  expect(totalsOf(answer)).toMatchObject({ facilityWh: 200, gensetWh: 60 });
  expect(totalsOf(answer).carbonFreeRatio).toBeCloseTo(120 / 140, 12);
});

test('what batteries gave is told beside the facility’s energy, never in it', () => {
  const answer = answerOf({ siteFacilityEnergyWh: [100, 20], siteBatteryEnergyWh: [0, 80] });
  expect(totalsOf(answer)).toMatchObject({ facilityWh: 120, batteryWh: 80 });
});

test('parts of a year joined are the year: every hour once, in order', () => {
  const first = answerOf({ siteFacilityEnergyWh: [1, 2] });
  const second = answerOf({ siteFacilityEnergyWh: [4, null] }, 7_200_000);
  const year = joined([first, second]);
  expect(year?.timesMs).toEqual([...first.timesMs, ...second.timesMs]);
  expect(totalsOf(year).facilityWh).toBe(7);
  expect(joined([first, undefined])).toBeUndefined();
});
