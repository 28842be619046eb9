// What one second says beyond its own columns: roll-ups, health, balance and how near the connection is.
import type { Places } from '../contract/place.ts';
import type { Site } from '../contract/site.ts';
import { balanceResidualW } from './balance.ts';
import type { FrameColumns } from './columns.ts';
import { concludeGpuHealth, concludeRackHealth } from './health.ts';
import { concludeRedundancy } from './redundancy.ts';
import { boundsOf, type RollUps } from './rollUp.ts';
import { createSmallestMargin } from './smallestMargin.ts';

export type Conclude = (timeMs: number, columns: FrameColumns) => void;

export function createConclusions(
  rollUps: RollUps,
  places: Places,
  ratings: Site['ratings'],
): Conclude {
  const smallestMargin = createSmallestMargin();
  const gpusOfRack = boundsOf(places, 'gpu', 'rack');
  return (timeMs, columns) => {
    rollUps.apply(columns);
    concludeGpuHealth(columns);
    concludeRackHealth(columns, gpusOfRack);
    columns.siteThermalMarginGpu[0] = smallestMargin.pick(timeMs, columns.gpuThermalMarginK);
    columns.siteBalanceResidualW[0] = balanceResidualW(columns);
    columns.siteConnectionLoadRatio[0] =
      (columns.siteGridPowerW[0] as number) / ratings.connectionW;
    concludeRedundancy(columns, places, ratings);
  };
}
