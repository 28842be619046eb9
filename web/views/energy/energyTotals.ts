// What the meters counted over a period, step by step; ratios are ratios of these sums.
import type { HistoryAnswer } from '../../../server/contract/api.ts';
import type { MetricId } from '../../../server/contract/metrics.ts';

export const METERS = [
  'siteFacilityEnergyWh',
  'siteItEnergyWh',
  'siteBatteryEnergyWh',
  'siteGensetEnergyWh',
  'siteCostEur',
  'siteCreditEur',
  'siteCo2G',
  'plantWaterL',
  'plantHeatReusedWh',
] as const satisfies readonly MetricId[];
export type Meter = (typeof METERS)[number];
/** Not a meter: the mean of each hour. */
export const CARBON_FREE = 'gridCarbonFreeRatio' satisfies MetricId;

type Hours = readonly (number | null)[];

/** Growth of a meter in each step, or mean of a share; null where not known. */
export function growthOf(
  answer: HistoryAnswer | undefined,
  meter: Meter | typeof CARBON_FREE,
): Hours {
  return answer?.series.find(({ metric }) => metric === meter)?.mean ?? [];
}

/** Energy from the grid in each step: what cost and carbon are of. */
export function gridWh(answer: HistoryAnswer | undefined): Hours {
  const gensets = growthOf(answer, 'siteGensetEnergyWh');
  return growthOf(answer, 'siteFacilityEnergyWh').map((wh, i) =>
    wh === null ? null : wh - (gensets[i] ?? 0),
  );
}

/** Energy that was carbon-free while it was used: each hour's energy times that hour's share of the grid. */
export function carbonFreeWh(answer: HistoryAnswer | undefined): Hours {
  const shares = growthOf(answer, CARBON_FREE);
  return gridWh(answer).map((wh, i) => {
    const share = shares[i] ?? null;
    return wh === null || share === null ? null : wh * share;
  });
}

/** Share of the span that the meters know, 0 to 1; 0 without an answer. */
export function knownRatio(answer: HistoryAnswer | undefined): number {
  const meter = answer?.series.find(({ metric }) => metric === 'siteFacilityEnergyWh');
  if (!answer || !meter) return 0;
  const hours = meter.coverage.reduce((sum, share) => sum + share, 0);
  return Math.min(1, (hours * answer.stepS * 1_000) / (answer.toMs - answer.fromMs));
}

export interface Totals {
  readonly facilityWh: number;
  readonly itWh: number;
  /** Given by batteries: beside the facility's meters and so beside PUE. */
  readonly batteryWh: number;
  /** Of the facility's energy: it has neither spot price nor carbon intensity of the grid. */
  readonly gensetWh: number;
  /** Cost less credit. */
  readonly costEur: number;
  readonly co2G: number;
  readonly waterL: number;
  readonly reusedWh: number;
  /** Share of the energy, hour by hour; NaN when no hour is known. */
  readonly carbonFreeRatio: number;
}

/** NaN for what was never known. */
export function totalsOf(answer: HistoryAnswer | undefined): Totals {
  const sum = (meter: Meter): number => sumOf(growthOf(answer, meter));
  const free = carbonFreeWh(answer);
  const ofWh = sumOf(gridWh(answer).map((wh, i) => (free[i] === null ? null : wh)));
  return {
    facilityWh: sum('siteFacilityEnergyWh'),
    itWh: sum('siteItEnergyWh'),
    batteryWh: sum('siteBatteryEnergyWh'),
    // A record that is older than this meter has none of it.
    gensetWh: sum('siteGensetEnergyWh') || 0,
    costEur: sum('siteCostEur') - sum('siteCreditEur'),
    co2G: sum('siteCo2G'),
    waterL: sum('plantWaterL'),
    reusedWh: sum('plantHeatReusedWh'),
    carbonFreeRatio: sumOf(free) / ofWh,
  };
}

function sumOf(values: Hours): number {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? Number.NaN : known.reduce((all, value) => all + value, 0);
}
