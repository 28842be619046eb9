// What is told of the energy of a span: of places, and of the site's meters.
import type { LedgerFigures } from '../../contract/ledger.ts';
import type { TierStep } from './tiers.ts';

/** Whole quarter-hours. */
export interface QuarterSpan {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A part of a span, and which rows tell of it: quarter-hours, and finer ones of the quarter-hour that is running. */
export interface EnergyPart extends QuarterSpan {
  readonly step: TierStep;
}

/** Kinds of place with meters of their own, which together are all rack-level energy. */
export type PlaceKindOfEnergy = 'rack' | 'networkRack';

export interface PlaceEnergy extends LedgerFigures {
  readonly kind: PlaceKindOfEnergy;
  readonly place: number;
}

/** Growth of the site's meters; NaN for what the site does not meter, or nobody recorded. */
export interface SiteMeters {
  readonly facilityWh: number;
  readonly itWh: number;
  readonly itAtRacksWh: number;
  readonly coolingWh: number;
  readonly waterL: number;
  readonly heatReusedWh: number;
  readonly costEur: number;
  readonly co2G: number;
  /** Seconds in which the site was metered. */
  readonly knownS: number;
}
