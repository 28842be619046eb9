// The site's side of the ledger: what its meters, and the lines that are no job, have grown by in a step.
import type { LedgerFigures } from '../../contract/ledger.ts';
import type { FrameColumns } from '../columns.ts';
import { createMeterStep, type MeterStep, type MeterStepState } from '../efficiency/meterStep.ts';
import { createMeterColumn } from './meterColumn.ts';

export type SiteMeterColumns = Pick<
  FrameColumns,
  | 'siteFacilityEnergyWh'
  | 'siteItAtRacksEnergyWh'
  | 'siteCostEur'
  | 'siteCreditEur'
  | 'siteCo2G'
  | 'siteIdleEnergyWh'
  | 'siteOutEnergyWh'
  | 'networkRackEnergyWh'
>;

/** Growth of one step; NaN is what the site does not meter, or what cannot be told of this step. */
export interface Step extends LedgerFigures {
  /** False at the first reading and across a restart of the site's meters: what cannot be shared is not booked. */
  readonly counts: boolean;
  readonly idleWh: number;
  readonly outWh: number;
  readonly networkWh: number;
}

/** Plain data of structured clone. */
export interface SiteMetersState {
  readonly meters: readonly MeterStepState[];
  readonly lines: readonly Float64Array[];
}

export interface SiteMeters {
  /** Whether a meter that this site has was not read: it is waited for, and its next reading covers the time too. */
  isMissing(columns: SiteMeterColumns): boolean;
  read(timeMs: number, columns: SiteMeterColumns, continuous: boolean): Step;
  save(): SiteMetersState;
  restore(saved: SiteMetersState): void;
}

export function createSiteMeters(networkRacks: number): SiteMeters {
  const facility = createMeterStep(1);
  const racks = createMeterStep(1);
  const carbon = createMeterStep(1);
  const money = createMeterStep(2);
  const idle = createMeterColumn(1);
  const out = createMeterColumn(1);
  const network = createMeterColumn(networkRacks);
  const meters = [facility, racks, carbon, money];
  const lines = [idle, out, network];

  return {
    isMissing: ({ siteFacilityEnergyWh, siteItAtRacksEnergyWh }) =>
      (facility.everRead && Number.isNaN(siteFacilityEnergyWh[0])) ||
      (racks.everRead && Number.isNaN(siteItAtRacksEnergyWh[0])),
    read(timeMs, columns, continuous) {
      const grew = (meter: MeterStep, ...of: Float64Array[]): boolean =>
        meter.read(timeMs, of.map(first), continuous);
      const facilityGrew = grew(facility, columns.siteFacilityEnergyWh);
      const racksGrew = grew(racks, columns.siteItAtRacksEnergyWh);
      const carbonGrew = grew(carbon, columns.siteCo2G);
      const moneyGrew = grew(money, columns.siteCostEur, columns.siteCreditEur);
      const [paidEur, creditEur] = money.deltas as unknown as [number, number];
      return {
        counts: facilityGrew === facility.everRead && racksGrew === racks.everRead,
        facilityWh: facilityGrew ? first(facility.deltas) : Number.NaN,
        rackWh: racksGrew ? first(racks.deltas) : Number.NaN,
        costEur: moneyGrew ? paidEur - creditEur : Number.NaN,
        co2G: carbonGrew ? first(carbon.deltas) : Number.NaN,
        idleWh: idle.read(columns.siteIdleEnergyWh, continuous),
        outWh: out.read(columns.siteOutEnergyWh, continuous),
        networkWh: network.read(columns.networkRackEnergyWh, continuous),
      };
    },
    save: () => ({
      meters: meters.map((meter) => meter.save()),
      lines: lines.map((line) => line.save()),
    }),
    restore(saved) {
      for (const [i, state] of saved.meters.entries()) meters[i]?.restore(state);
      for (const [i, readings] of saved.lines.entries()) lines[i]?.restore(readings);
    },
  };
}

const first = (column: Float64Array): number => column[0] as number;
