// Efficiency: PUE as a ratio of metered energies over rolling windows; energy, carbon and cost of the site's own day.
import type { FrameColumns } from '../telemetry.ts';
import { createDaySum } from './daySum.ts';
import { createMeterStep } from './meterStep.ts';
import { createRollingRatio } from './rollingRatio.ts';

const QUARTER_HOUR_S = 900;
const DAY_S = 86_400;

export interface Efficiency {
  /** Reads the meters of one tick; `continuous` is false when time is missing before it. */
  read(timeMs: number, columns: FrameColumns, continuous: boolean): void;
  /** Writes what follows from the meters into the site's columns. */
  conclude(timeMs: number, columns: FrameColumns): void;
}

export function createEfficiency(timeZone: string): Efficiency {
  const facility = createMeterStep(1);
  const category1 = createMeterStep(2);
  const category3 = createMeterStep(2);
  const pue15m = createRollingRatio(QUARTER_HOUR_S, 1);
  const pue24h = createRollingRatio(DAY_S, 60);
  const pueCat3 = createRollingRatio(QUARTER_HOUR_S, 1);
  const today = createDaySum(timeZone);
  const carbon = createMeterStep(1);
  const money = createMeterStep(2);
  const todayCo2 = createDaySum(timeZone);
  const todayCost = createDaySum(timeZone);

  return {
    read(timeMs, columns, continuous) {
      const facilityWh = columns.siteFacilityEnergyWh[0] as number;
      const itWh = columns.siteItEnergyWh[0] as number;
      const racksWh = columns.siteItAtRacksEnergyWh[0] as number;
      if (facility.read(timeMs, [facilityWh], continuous)) {
        today.add(facility.fromMs, timeMs, facility.deltas[0] as number);
      }
      if (carbon.read(timeMs, [columns.siteCo2G[0] as number], continuous)) {
        todayCo2.add(carbon.fromMs, timeMs, carbon.deltas[0] as number);
      }
      const paid = [columns.siteCostEur[0] as number, columns.siteCreditEur[0] as number];
      if (money.read(timeMs, paid, continuous)) {
        const [costEur, creditEur] = money.deltas as unknown as [number, number];
        todayCost.add(money.fromMs, timeMs, costEur - creditEur);
      }
      // Both meters of a ratio count over the same time, or neither does.
      if (category1.read(timeMs, [facilityWh, itWh], continuous)) {
        const [inWh, outWh] = category1.deltas as unknown as [number, number];
        pue15m.add(timeMs, inWh, outWh);
        pue24h.add(timeMs, inWh, outWh);
      }
      if (category3.read(timeMs, [facilityWh, racksWh], continuous)) {
        const [inWh, outWh] = category3.deltas as unknown as [number, number];
        pueCat3.add(timeMs, inWh, outWh);
      }
    },
    conclude(timeMs, columns) {
      columns.sitePue15mRatio[0] = pue15m.at(timeMs);
      columns.sitePue24hRatio[0] = pue24h.at(timeMs);
      columns.sitePueCat3Ratio[0] = pueCat3.at(timeMs);
      columns.siteTodayEnergyWh[0] = today.at(timeMs);
      columns.siteTodayCo2G[0] = todayCo2.at(timeMs);
      columns.siteTodayCostEur[0] = todayCost.at(timeMs);
    },
  };
}
