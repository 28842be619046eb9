// From trays to racks: Grace and static load, NVLink switches, shelf loss, heat; and each job's share of it all.
import { codeOf } from '../contract/state.ts';
import type { TickColumns } from '../contract/tick.ts';
import { networkRackPowerW, shelfLossW, switchTrayPowerW } from '../model/rack.ts';
import type { GpuKernel } from './gpuKernel.ts';
import { createRackTrays, type RackTrays } from './rackTrays.ts';
import { DRAINED, type SlotLoads } from './slotLoad.ts';
import type { Twin } from './twin.ts';

export interface RackPower {
  step(dtS: number): void;
  /** True watts of the step, in Float64. */
  readonly rackW: Float64Array;
  readonly networkW: Float64Array;
  /** All-in watts of each slot, idle and out rows included: their sum is that of the racks. */
  readonly slotW: Float64Array;
  readonly totals: RackTotals;
}

/** What has failed of the racks' supply. */
interface RackSupply {
  /** 1 for a rack without power. */
  readonly darkRacks: Uint8Array;
  readonly darkNetworkRacks: Uint8Array;
  /** Power shelves of each rack that work. */
  readonly shelvesUp: Uint8Array;
  isShelfUp(shelf: number): boolean;
}

interface RackTotals {
  gpuW: number;
  graceW: number;
  staticW: number;
  switchW: number;
  shelfLossW: number;
  rackW: number;
  networkW: number;
}

const IN_SERVICE = codeOf('rack', 'inService');
const DEGRADED = codeOf('rack', 'degraded');
const OUT = codeOf('rack', 'out');
const DRAINING = codeOf('rack', 'draining');

export function createRackPower(
  twin: Twin,
  loads: SlotLoads,
  slotOfTray: Int32Array,
  kernel: GpuKernel,
  supply: RackSupply,
): RackPower {
  const { columns, racks, hardware } = twin;
  const networkRacks = twin.places.count('networkRack');
  const totals = {
    gpuW: 0,
    graceW: 0,
    staticW: 0,
    switchW: 0,
    shelfLossW: 0,
    rackW: 0,
    networkW: 0,
  };
  const rackW = new Float64Array(racks);
  const networkW = new Float64Array(networkRacks);
  const slotW = new Float64Array(loads.out + 1);
  const context: Context = {
    twin,
    loads,
    kernel,
    totals,
    rackW,
    slotW,
    trays: createRackTrays(twin, loads, slotOfTray, kernel, slotW),
    supply,
  };
  columns.rackEnergyWh.fill(0);
  columns.networkRackEnergyWh.fill(0);
  columns.siteIdleEnergyWh.fill(0);
  columns.siteOutEnergyWh.fill(0);
  return {
    rackW,
    networkW,
    slotW,
    totals,
    step(dtS) {
      const hours = dtS / 3_600;
      slotW.fill(0);
      for (const key of Object.keys(totals) as (keyof RackTotals)[]) totals[key] = 0;
      let nvlink = 0;
      for (let rack = 0; rack < racks; rack++) nvlink += stepRack(context, rack, hours);
      const each = networkRackPowerW(
        hardware.rack,
        twin.site.ratings.networkRackW,
        Math.min(1, (NETWORK_PER_NVLINK * nvlink) / racks),
      );
      for (let n = 0; n < networkRacks; n++) {
        const watts = supply.darkNetworkRacks[n] === 1 ? 0 : each;
        networkW[n] = watts;
        columns.networkRackPowerW[n] = watts;
        columns.networkRackEnergyWh[n] = (columns.networkRackEnergyWh[n] as number) + watts * hours;
        totals.networkW += watts;
      }
      meterLines(context, hours);
    },
  };
}

/** What no job holds: the lines of idle GPUs and of those out of service. */
function meterLines({ twin: { columns }, loads, slotW }: Context, hours: number): void {
  const idleW = slotW[loads.idle] as number;
  const outW = slotW[loads.out] as number;
  columns.siteIdlePowerW[0] = idleW;
  columns.siteOutPowerW[0] = outW;
  columns.siteIdleEnergyWh[0] = (columns.siteIdleEnergyWh[0] as number) + idleW * hours;
  columns.siteOutEnergyWh[0] = (columns.siteOutEnergyWh[0] as number) + outW * hours;
}

/** Network load of the halls over mean NVLink load: collectives leave the rack too. An assumption. */
const NETWORK_PER_NVLINK = 1.5;

interface Context {
  readonly twin: Twin;
  readonly loads: SlotLoads;
  readonly kernel: GpuKernel;
  readonly totals: RackTotals;
  readonly rackW: Float64Array;
  readonly slotW: Float64Array;
  readonly trays: RackTrays;
  readonly supply: RackSupply;
}

/** One rack; returns its NVLink load. */
function stepRack(c: Context, rack: number, hours: number): number {
  if (c.supply.darkRacks[rack] === 1) return darken(c, rack);
  const { twin, kernel, totals } = c;
  const { columns, traysPerRack, hardware } = twin;
  const trays = c.trays.sum(rack);
  const nvlink = trays.nvlink / traysPerRack;
  const gpuW = kernel.sums.rackGpuW[rack] as number;
  const switchTrayW = switchTrayPowerW(hardware.rack, nvlink);
  const switches = columns.switchTrayPowerW.length / twin.racks;
  const switchW = switches * switchTrayW + hardware.rack.managementSwitchesW;
  paint(columns.switchTrayPowerW, switchTrayW, rack * switches, (rack + 1) * switches);
  const dcW = gpuW + trays.graceW + trays.staticW + switchW;
  const lossW = feedShelves(c, rack, dcW);
  const acW = dcW + lossW;
  c.trays.share(rack, switchW / traysPerRack, acW / dcW);
  c.rackW[rack] = acW;
  columns.rackPowerW[rack] = acW;
  columns.rackGpuPowerW[rack] = gpuW;
  columns.rackGracePowerW[rack] = trays.graceW;
  columns.rackTrayStaticPowerW[rack] = trays.staticW;
  columns.rackSwitchPowerW[rack] = switchW;
  columns.rackShelfLossW[rack] = lossW;
  columns.rackSensorResidualW[rack] = kernel.sums.rackResidualW[rack] as number;
  columns.rackAirHeatW[rack] = acW * (1 - hardware.rack.liquidRatio);
  columns.rackState[rack] = stateOf(c, rack, trays.out);
  columns.rackEnergyWh[rack] = (columns.rackEnergyWh[rack] as number) + acW * hours;
  totals.gpuW += gpuW;
  totals.graceW += trays.graceW;
  totals.staticW += trays.staticW;
  totals.switchW += switchW;
  totals.shelfLossW += lossW;
  totals.rackW += acW;
  return nvlink;
}

/** The shelves that work share the load of their rack equally; returns the loss of all. */
function feedShelves({ twin, supply }: Context, rack: number, dcW: number): number {
  const { columns, hardware } = twin;
  const { shelfLoadRatio, shelfLossW: shelfLoss, shelfPowerW } = columns;
  const shelves = shelfPowerW.length / twin.racks;
  const from = rack * shelves;
  const to = from + shelves;
  const up = Math.max(1, supply.shelvesUp[rack] as number);
  const eachW = dcW / up;
  const lossW = shelfLossW(hardware.rack, eachW);
  paint(shelfLoadRatio, eachW / hardware.rack.shelfRatedW, from, to);
  paint(shelfLoss, lossW, from, to);
  paint(shelfPowerW, eachW + lossW, from, to);
  for (let shelf = from; up < shelves && shelf < to; shelf++) {
    if (supply.isShelfUp(shelf)) continue;
    for (const column of [shelfLoadRatio, shelfLoss, shelfPowerW]) column[shelf] = 0;
  }
  return up * lossW;
}

/** For a few values: the engine's own fill costs more than a rack. */
function paint(column: Float32Array, value: number, from: number, to: number): void {
  for (let i = from; i < to; i++) column[i] = value;
}

const DARK_AT_ZERO = [
  'trayGracePowerW',
  'trayStaticPowerW',
  'trayPowerW',
  'switchTrayPowerW',
  'shelfPowerW',
  'shelfLossW',
  'shelfLoadRatio',
  'rackPowerW',
  'rackGpuPowerW',
  'rackGracePowerW',
  'rackTrayStaticPowerW',
  'rackSwitchPowerW',
  'rackShelfLossW',
  'rackSensorResidualW',
  'rackAirHeatW',
] as const satisfies readonly (keyof TickColumns)[];

/** Without power nothing in the rack draws any, standby and the shelves' own losses included. */
function darken(c: Context, rack: number): number {
  const { columns, racks } = c.twin;
  const zero = (column: Float32Array): void => {
    const each = column.length / racks;
    column.fill(0, rack * each, (rack + 1) * each);
  };
  for (const id of DARK_AT_ZERO) zero(columns[id]);
  columns.rackState[rack] = OUT;
  c.rackW[rack] = 0;
  return 0;
}

function stateOf({ twin, loads }: Context, rack: number, traysOut: number): number {
  if (traysOut === twin.traysPerRack) return OUT;
  if (((loads.closedRack[rack] as number) & DRAINED) !== 0) return DRAINING;
  return traysOut === 0 ? IN_SERVICE : DEGRADED;
}
