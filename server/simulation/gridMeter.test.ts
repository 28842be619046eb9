// Laws of the meters of carbon and cost: energy of the grid times what it costs, in counters that only grow.
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readSite } from '../catalogue/siteFiles.ts';
import { openTwin } from './testing.ts';

const FIXTURES = fileURLToPath(new URL('../../fixtures', import.meta.url));
const parts = readSite(FIXTURES, 'one-rack');
/** Midnight in Paris; a July of sun and negative prices. */
const START_MS = Date.UTC(2026, 6, 5, 22);

describe('the meters of the grid', () => {
  const twin = openTwin(parts, { startMs: START_MS });
  const { columns } = twin;
  const sums = { co2G: 0, costEur: 0, creditEur: 0 };
  const prices: number[] = [];
  let fell = false;
  let before = [0, 0, 0];
  twin.run(7 * 86_400, 300, () => {
    const energyWh = ((columns.siteGridPowerW[0] as number) * 300) / 3_600;
    const eur = columns.gridPriceEurPerMWh[0] as number;
    sums.co2G += (energyWh / 1e3) * (columns.gridCarbonGPerKWh[0] as number);
    sums.costEur += (energyWh / 1e6) * Math.max(0, eur);
    sums.creditEur += (energyWh / 1e6) * Math.max(0, -eur);
    prices.push(eur);
    const now = [columns.siteCo2G, columns.siteCostEur, columns.siteCreditEur].map(
      (counter) => counter[0] as number,
    );
    fell ||= now.some((value, i) => value < (before[i] as number));
    before = now;
  });

  it('add up energy times intensity, and energy times price by its sign', () => {
    const [co2G = 0, costEur = 0, creditEur = 0] = before;
    expect(co2G / sums.co2G).toBeCloseTo(1, 5);
    expect(costEur / sums.costEur).toBeCloseTo(1, 5);
    expect(creditEur / sums.creditEur).toBeCloseTo(1, 5);
    expect(creditEur).toBeGreaterThan(0);
  });

  it('never fall, also while the price is below zero', () => {
    expect(Math.min(...prices)).toBeLessThan(0);
    expect(fell).toBe(false);
  });

  it('have one price a quarter-hour', () => {
    for (let i = 0; i + 2 < prices.length; i += 3) {
      expect(new Set(prices.slice(i, i + 3)).size).toBe(1);
    }
  });
});
