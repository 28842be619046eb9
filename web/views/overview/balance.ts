// Where every watt of the site goes: the parts of the balance, and the layers of the chart that they form.
import type { MetricId } from '../../../server/contract/metrics.ts';
import type { TextKey } from '../../i18n.ts';

export const LAYERS = ['gpus', 'otherIt', 'shelves', 'losses', 'cooling', 'house'] as const;
export type Layer = (typeof LAYERS)[number];

export const LAYER_LABELS: Record<Layer, TextKey> = {
  gpus: 'layerGpus',
  otherIt: 'layerOtherIt',
  shelves: 'layerShelves',
  losses: 'layerLosses',
  cooling: 'layerCooling',
  house: 'layerHouse',
};

interface PartRow {
  readonly label: TextKey;
  readonly layer: Layer;
  readonly metrics: readonly MetricId[];
}

/** Each watt once: these add up to facility power (the balance of server/contract/metrics/site.ts). */
const PARTS: readonly PartRow[] = [
  { label: 'partGpus', layer: 'gpus', metrics: ['siteGpuPowerW'] },
  { label: 'partGrace', layer: 'otherIt', metrics: ['siteGracePowerW'] },
  { label: 'partTrays', layer: 'otherIt', metrics: ['siteTrayStaticPowerW'] },
  { label: 'partSwitches', layer: 'otherIt', metrics: ['siteSwitchPowerW'] },
  { label: 'partNetwork', layer: 'otherIt', metrics: ['siteNetworkPowerW'] },
  { label: 'partShelves', layer: 'shelves', metrics: ['siteShelfLossW'] },
  { label: 'partBusway', layer: 'losses', metrics: ['siteBuswayLossW'] },
  { label: 'partUps', layer: 'losses', metrics: ['siteUpsLossW'] },
  {
    label: 'partTransformers',
    layer: 'losses',
    metrics: ['siteTransformerLossW', 'siteLineLossW'],
  },
  { label: 'partCooling', layer: 'cooling', metrics: ['siteCoolingPowerW'] },
  { label: 'partHouse', layer: 'house', metrics: ['siteHousePowerW'] },
];

export const BALANCE_METRICS: readonly MetricId[] = PARTS.flatMap(({ metrics }) => metrics);

/** Where the power comes from: these add up to the same. */
const SOURCE_METRICS = ['siteGridPowerW', 'siteGensetPowerW', 'siteBatteryPowerW'] as const;

/** The parts, the sources and what they add up to: one question for the chart and the flow. */
export const POWER_METRICS: readonly MetricId[] = [
  ...BALANCE_METRICS,
  ...SOURCE_METRICS,
  'siteFacilityPowerW',
];

interface BalancePart extends PartRow {
  readonly powerW: number;
  /** Of facility power. */
  readonly shareRatio: number;
}

export interface Balance {
  readonly parts: readonly BalancePart[];
  readonly sumW: number;
  readonly facilityW: number;
  /** What goes in less everything accounted for. */
  readonly residualW: number;
}

/** One second's balance from full-precision values; one unknown part makes the sum unknown. */
export function balanceOf(read: (metric: MetricId) => number): Balance {
  const facilityW = read('siteFacilityPowerW');
  const parts = PARTS.map((row) => {
    const powerW = row.metrics.reduce((sum, metric) => sum + read(metric), 0);
    return { ...row, powerW, shareRatio: powerW / facilityW };
  });
  const sumW = parts.reduce((sum, part) => sum + part.powerW, 0);
  return { parts, sumW, facilityW, residualW: facilityW - sumW };
}

/** What a layer of the chart sums. */
export function metricsOf(layer: Layer): readonly MetricId[] {
  return PARTS.filter((part) => part.layer === layer).flatMap(({ metrics }) => metrics);
}

/** A residual of less is the rounding of a dozen numbers of 24 bits, which would flicker around zero. */
const ROUNDING_RATIO = 2e-7;

/** A residual in watts without what rounding alone can make of it. */
export function calmW(watts: number, facilityW: number): number {
  return Math.abs(watts) < ROUNDING_RATIO * facilityW ? 0 : watts;
}
