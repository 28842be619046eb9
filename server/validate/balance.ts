// The row of the balance: what goes in less what is accounted for, at every level, relative to what goes in.
import type { Places } from '../contract/place.ts';
import type { TickColumns } from '../contract/tick.ts';
import type { Family } from './family.ts';
import type { TwinRun, Watcher } from './twinRun.ts';

export const BALANCE: Family = {
  name: 'balance',
  quickRows: [],
  runRows: ['energy.closure'],
  watch: { week: watchBalance },
};

type Gauge = ArrayLike<number>;

function watchBalance({ columns, places }: TwinRun): Watcher {
  let largest = 0;
  return {
    see() {
      for (const residual of residuals(columns, places)) largest = Math.max(largest, residual);
    },
    found: () => ({ 'energy.closure': largest }),
  };
}

/** |whole - sum of parts| / whole of each level of the balance. */
function* residuals(c: TickColumns, places: Places): Generator<number> {
  for (let rack = 0; rack < c.rackPowerW.length; rack++) {
    const dcW =
      at(c.rackGpuPowerW, rack) + at(c.rackGracePowerW, rack) + at(c.rackTrayStaticPowerW, rack);
    const rackW = at(c.rackPowerW, rack);
    yield off(rackW, dcW + at(c.rackSwitchPowerW, rack) + at(c.rackShelfLossW, rack));
    yield off(dcW, sumWithin(c.trayPowerW, places.within('tray', 'rack', rack)));
    yield off(rackW, sumWithin(c.shelfPowerW, places.within('shelf', 'rack', rack)));
  }
  const racksW = sum(c.rackPowerW);
  const itW = at(c.siteItPowerW, 0);
  const inW = at(c.siteGridPowerW, 0) + at(c.siteGensetPowerW, 0) + at(c.siteBatteryPowerW, 0);
  yield off(sum(c.rackGpuPowerW), at(c.siteGpuPowerW, 0));
  yield off(at(c.siteItAtRacksPowerW, 0), racksW + sum(c.networkRackPowerW));
  yield off(itW, at(c.siteItAtRacksPowerW, 0) + at(c.siteBuswayLossW, 0));
  yield off(itW, sum(c.upsPowerW));
  yield off(
    sum(c.upsInputPowerW) + sum(c.upsBatteryPowerW),
    itW + at(c.siteUpsLossW, 0) + sum(c.upsPumpPowerW),
  );
  yield off(sum(c.feedPowerW), sum(c.transformerPowerW) + at(c.siteLineLossW, 0));
  yield off(sum(c.feedPowerW), at(c.siteGridPowerW, 0));
  const beside =
    at(c.siteUpsLossW, 0) +
    at(c.siteTransformerLossW, 0) +
    at(c.siteLineLossW, 0) +
    at(c.siteCoolingPowerW, 0) +
    at(c.siteHousePowerW, 0);
  yield off(inW, itW + beside);
}

const at = (column: Gauge, i: number): number => column[i] as number;
const off = (whole: number, parts: number): number => Math.abs(whole - parts) / whole;

function sum(column: Gauge): number {
  return sumWithin(column, { from: 0, to: column.length });
}

function sumWithin(column: Gauge, { from, to }: { from: number; to: number }): number {
  let total = 0;
  for (let i = from; i < to; i++) total += at(column, i);
  return total;
}
