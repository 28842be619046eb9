// The site's own watts and meters, from the sums of racks, UPS groups and grid.
import type { GridFlow } from './gridFlow.ts';
import type { RackPower } from './rackPower.ts';
import type { Twin } from './twin.ts';
import type { UpsGroups } from './upsGroups.ts';

/** The meters begin at 0. */
export function settleSite({ columns }: Twin): void {
  columns.siteFacilityEnergyWh[0] = 0;
  columns.siteItEnergyWh[0] = 0;
  columns.siteItAtRacksEnergyWh[0] = 0;
  columns.siteBatteryEnergyWh[0] = 0;
  columns.siteGensetEnergyWh[0] = 0;
}

export function writeSite(
  { columns }: Twin,
  { totals }: RackPower,
  ups: UpsGroups['totals'],
  grid: GridFlow['totals'],
  coolingW: number,
  houseW: number,
): void {
  columns.siteGpuPowerW[0] = totals.gpuW;
  columns.siteGracePowerW[0] = totals.graceW;
  columns.siteTrayStaticPowerW[0] = totals.staticW;
  columns.siteSwitchPowerW[0] = totals.switchW;
  columns.siteShelfLossW[0] = totals.shelfLossW;
  columns.siteNetworkPowerW[0] = totals.networkW;
  columns.siteItAtRacksPowerW[0] = totals.rackW + totals.networkW;
  columns.siteBuswayLossW[0] = ups.buswayLossW;
  columns.siteItPowerW[0] = ups.itW;
  columns.siteUpsLossW[0] = ups.upsLossW;
  columns.siteTransformerLossW[0] = grid.transformerLossW;
  columns.siteLineLossW[0] = grid.lineLossW;
  columns.siteCoolingPowerW[0] = coolingW;
  columns.siteHousePowerW[0] = houseW;
  columns.siteGridPowerW[0] = grid.gridW;
  columns.siteGensetPowerW[0] = grid.gensetW;
  columns.siteBatteryPowerW[0] = ups.batteryW;
  columns.siteFacilityPowerW[0] = grid.gridW + grid.gensetW + ups.batteryW;
}

/** The facility's meters are those of feeds and gensets: what batteries take is in them, what they give is not. */
export function meterSite(
  { columns }: Twin,
  { totals }: RackPower,
  { itW, givenW }: UpsGroups['totals'],
  { gridW, gensetW }: GridFlow['totals'],
  dtS: number,
): void {
  const hours = dtS / 3_600;
  const rackLevelW = totals.rackW + totals.networkW;
  count(columns.siteFacilityEnergyWh, (gridW + gensetW) * hours);
  count(columns.siteItEnergyWh, itW * hours);
  count(columns.siteItAtRacksEnergyWh, rackLevelW * hours);
  count(columns.siteBatteryEnergyWh, givenW * hours);
  count(columns.siteGensetEnergyWh, gensetW * hours);
}

function count(meter: Float64Array, energyWh: number): void {
  meter[0] = (meter[0] as number) + energyWh;
}
