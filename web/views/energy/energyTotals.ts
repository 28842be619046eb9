// What the meters counted over a period, from hourly growth; ratios are ratios of these sums.
import type { HistoryAnswer } from '../../../server/contract/api.ts';
import type { MetricId } from '../../../server/contract/metrics.ts';

export const METERS = [
  'siteFacilityEnergyWh',
  'siteItEnergyWh',
  'siteCostEur',
  'siteCreditEur',
  'siteCo2G',
  'plantWaterL',
] as const satisfies readonly MetricId[];
export type Meter = (typeof METERS)[number];

/** Hourly growth of a meter; null where not known. */
export function growthOf(
  answer: HistoryAnswer | undefined,
  meter: Meter,
): readonly (number | null)[] {
  return answer?.series.find(({ metric }) => metric === meter)?.mean ?? [];
}

export interface Totals {
  readonly facilityWh: number;
  readonly itWh: number;
  /** Cost less credit. */
  readonly costEur: number;
  readonly co2G: number;
  readonly waterL: number;
}

export function totalsOf(answer: HistoryAnswer | undefined): Totals {
  const sum = (meter: Meter): number => {
    const known = growthOf(answer, meter).filter((value) => value !== null);
    return known.length === 0 ? Number.NaN : known.reduce((all, value) => all + value, 0);
  };
  return {
    facilityWh: sum('siteFacilityEnergyWh'),
    itWh: sum('siteItEnergyWh'),
    costEur: sum('siteCostEur') - sum('siteCreditEur'),
    co2G: sum('siteCo2G'),
    waterL: sum('plantWaterL'),
  };
}
