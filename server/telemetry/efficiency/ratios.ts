// The ratios of a data centre, each one meter over another: what they are called, and the rows that show them.
import type { MetricId } from '../../contract/metrics.ts';
import type { RatioId, RatioWindow } from '../../contract/ratio.ts';

/** Summed over its places: the meter above the line and the one below it. */
export interface RatioRow {
  readonly numerator: MetricId;
  readonly denominator: MetricId;
  /** From the units of the two meters to the unit of the ratio. */
  readonly scale: number;
  /** The metric that shows it over each window. */
  readonly shown: Readonly<Partial<Record<RatioWindow, MetricId>>>;
}

const WH_PER_KWH = 1e3;

/** How long a window is, and the buckets in which its sums are kept: it ends with the last whole one. */
export const WINDOWS: Readonly<
  Record<
    RatioWindow,
    {
      readonly windowS: number;
      readonly bucketS: number;
      /** The part of the window that has to be known before it is shown under its name. */
      readonly leastCoverage: number;
    }
  >
> = {
  '15m': { windowS: 900, bucketS: 1, leastCoverage: 0 },
  '24h': { windowS: 86_400, bucketS: 60, leastCoverage: 0 },
  '12m': { windowS: 365 * 86_400, bucketS: 900, leastCoverage: 0.9 },
};

/** ISO/IEC 30134-2, -6, -8 and -9. There is no REF (-3): it counts retired certificates, which no meter sees. */
export const RATIOS: Readonly<Record<RatioId, RatioRow>> = {
  pue1: {
    numerator: 'siteFacilityEnergyWh',
    denominator: 'siteItEnergyWh',
    scale: 1,
    shown: { '15m': 'sitePue15mRatio', '24h': 'sitePue24hRatio', '12m': 'sitePue12mRatio' },
  },
  pue3: {
    numerator: 'siteFacilityEnergyWh',
    denominator: 'siteItAtRacksEnergyWh',
    scale: 1,
    shown: {
      '15m': 'sitePueCat3Ratio',
      '24h': 'sitePueCat3Last24hRatio',
      '12m': 'sitePueCat3Last12mRatio',
    },
  },
  wue: {
    numerator: 'plantWaterL',
    denominator: 'siteItEnergyWh',
    scale: WH_PER_KWH,
    shown: { '24h': 'siteWue24hRatio', '12m': 'siteWue12mRatio' },
  },
  cue: {
    // Grams over Wh are kilograms over kWh.
    numerator: 'siteCo2G',
    denominator: 'siteItEnergyWh',
    scale: 1,
    shown: { '24h': 'siteCue24hRatio', '12m': 'siteCue12mRatio' },
  },
  erf: {
    numerator: 'plantHeatReusedWh',
    denominator: 'siteFacilityEnergyWh',
    scale: 1,
    shown: { '24h': 'siteErf24hRatio', '12m': 'siteErf12mRatio' },
  },
};
