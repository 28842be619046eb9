// The balance of every watt of the site, from its own gauges.
import type { FrameColumns } from './columns.ts';

/** Grid, gensets and batteries less every part of the balance, from the GPUs to the line; 0 but for rounding. */
export function balanceResidualW(columns: FrameColumns): number {
  const at = (column: Float32Array): number => column[0] as number;
  const inW =
    at(columns.siteGridPowerW) + at(columns.siteGensetPowerW) + at(columns.siteBatteryPowerW);
  const racksW =
    at(columns.siteGpuPowerW) +
    at(columns.siteGracePowerW) +
    at(columns.siteTrayStaticPowerW) +
    at(columns.siteSwitchPowerW) +
    at(columns.siteShelfLossW);
  const electricLossW =
    at(columns.siteBuswayLossW) +
    at(columns.siteUpsLossW) +
    at(columns.siteTransformerLossW) +
    at(columns.siteLineLossW);
  return (
    inW -
    racksW -
    at(columns.siteNetworkPowerW) -
    electricLossW -
    at(columns.siteCoolingPowerW) -
    at(columns.siteHousePowerW)
  );
}
