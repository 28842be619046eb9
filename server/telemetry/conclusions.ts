// What one second says beyond its own columns: roll-ups, health, balance and how near the connection is.
import type { Places } from '../contract/place.ts';
import type { Site } from '../contract/site.ts';
import { balanceResidualW } from './balance.ts';
import { concludeGpuHealth, concludeRackHealth, concludeSmallestMargin } from './health.ts';
import type { RollUps } from './rollUp.ts';
import type { FrameColumns } from './telemetry.ts';

export function conclude(
  columns: FrameColumns,
  rollUps: RollUps,
  places: Places,
  { connectionW }: Site['ratings'],
): void {
  rollUps.apply(columns);
  concludeGpuHealth(columns);
  concludeRackHealth(columns, places);
  concludeSmallestMargin(columns);
  columns.siteBalanceResidualW[0] = balanceResidualW(columns);
  columns.siteConnectionLoadRatio[0] = (columns.siteGridPowerW[0] as number) / connectionW;
}
