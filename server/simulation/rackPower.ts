// From trays to racks: Grace and static load, NVLink switches, shelf loss, heat; and each job's share of it all.
import { codeOf } from '../contract/state.ts';
import type { TickColumns } from '../contract/tick.ts';
import { networkRackPowerW, shelfLossW, switchTrayPowerW } from '../model/rack.ts';
import { gracePowerW, trayStaticPowerW } from '../model/tray.ts';
import type { GpuKernel } from './gpuKernel.ts';
import { DRAINED, GRACE, NVLINK, type SlotLoads, shareAmong, TRAY } from './slotLoad.ts';
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

/** 1 for a rack without power. */
interface Dark {
  readonly darkRacks: Uint8Array;
  readonly darkNetworkRacks: Uint8Array;
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
  dark: Dark,
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
  const {
    trayGracePowerW: graceColumn,
    trayStaticPowerW: staticColumn,
    trayPowerW: trayColumn,
  } = columns;
  const traySums = { graceW: 0, staticW: 0, nvlink: 0, out: 0 };
  const context: Context = {
    twin,
    loads,
    slotOfTray,
    kernel,
    totals,
    rackW,
    slotW,
    traySums,
    graceColumn,
    staticColumn,
    trayColumn,
    darkRacks: dark.darkRacks,
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
        const watts = dark.darkNetworkRacks[n] === 1 ? 0 : each;
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
  readonly slotOfTray: Int32Array;
  readonly kernel: GpuKernel;
  readonly totals: RackTotals;
  readonly rackW: Float64Array;
  readonly slotW: Float64Array;
  readonly traySums: TraySums;
  readonly graceColumn: Float32Array;
  readonly staticColumn: Float32Array;
  readonly trayColumn: Float32Array;
  readonly darkRacks: Uint8Array;
}

/** One rack; returns its NVLink load. */
function stepRack(c: Context, rack: number, hours: number): number {
  if (c.darkRacks[rack] === 1) return darken(c, rack);
  const { twin, kernel, totals } = c;
  const { columns, traysPerRack, hardware } = twin;
  const trays = stepTrays(c, rack);
  const nvlink = trays.nvlink / traysPerRack;
  const gpuW = kernel.sums.rackGpuW[rack] as number;
  const switchTrayW = switchTrayPowerW(hardware.rack, nvlink);
  const switches = columns.switchTrayPowerW.length / twin.racks;
  const switchW = switches * switchTrayW + hardware.rack.managementSwitchesW;
  columns.switchTrayPowerW.fill(switchTrayW, rack * switches, (rack + 1) * switches);
  const dcW = gpuW + trays.graceW + trays.staticW + switchW;
  const shelves = columns.shelfPowerW.length / twin.racks;
  const lossW = shelfLossW(hardware.rack, dcW / shelves);
  const loadRatio = dcW / shelves / hardware.rack.shelfRatedW;
  columns.shelfLoadRatio.fill(loadRatio, rack * shelves, (rack + 1) * shelves);
  columns.shelfLossW.fill(lossW, rack * shelves, (rack + 1) * shelves);
  columns.shelfPowerW.fill(dcW / shelves + lossW, rack * shelves, (rack + 1) * shelves);
  const acW = dcW + shelves * lossW;
  shareOut(c, rack, switchW / traysPerRack, acW / dcW);
  c.rackW[rack] = acW;
  columns.rackPowerW[rack] = acW;
  columns.rackGpuPowerW[rack] = gpuW;
  columns.rackGracePowerW[rack] = trays.graceW;
  columns.rackTrayStaticPowerW[rack] = trays.staticW;
  columns.rackSwitchPowerW[rack] = switchW;
  columns.rackShelfLossW[rack] = shelves * lossW;
  columns.rackSensorResidualW[rack] = kernel.sums.rackResidualW[rack] as number;
  columns.rackAirHeatW[rack] = acW * (1 - hardware.rack.liquidRatio);
  columns.rackState[rack] = stateOf(c, rack, trays.out);
  columns.rackEnergyWh[rack] = (columns.rackEnergyWh[rack] as number) + acW * hours;
  totals.gpuW += gpuW;
  totals.graceW += trays.graceW;
  totals.staticW += trays.staticW;
  totals.switchW += switchW;
  totals.shelfLossW += shelves * lossW;
  totals.rackW += acW;
  return nvlink;
}

const DARK_AT_ZERO = [
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
  const { graceColumn, staticColumn, trayColumn } = c;
  for (const column of [graceColumn, staticColumn, trayColumn]) zero(column);
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

interface TraySums {
  graceW: number;
  staticW: number;
  nvlink: number;
  out: number;
}

/** Trays of a rack, into the one object that serves every rack. */
function stepTrays(c: Context, rack: number): TraySums {
  const { traysPerRack, hardware } = c.twin;
  const { graceColumn, staticColumn, trayColumn } = c;
  const { trayGpuW } = c.kernel.sums;
  const { rows, rowOfTray, out } = c.loads;
  const sum = c.traySums;
  sum.graceW = 0;
  sum.staticW = 0;
  sum.nvlink = 0;
  sum.out = 0;
  for (let t = rack * traysPerRack; t < (rack + 1) * traysPerRack; t++) {
    const isOut = c.slotOfTray[t] === out;
    const row = rowOfTray[t] as number;
    const graceW = isOut ? 0 : gracePowerW(hardware.tray, rows[row + GRACE] as number);
    const staticW = isOut
      ? hardware.tray.standbyW
      : trayStaticPowerW(hardware.tray, rows[row + TRAY] as number);
    graceColumn[t] = graceW;
    staticColumn[t] = staticW;
    trayColumn[t] = (trayGpuW[t] as number) + graceW + staticW;
    sum.graceW += graceW;
    sum.staticW += staticW;
    sum.nvlink += rows[row + NVLINK] as number;
    if (isOut) sum.out++;
  }
  return sum;
}

/** Each tray's DC power and even share of the switches, times the rack's AC over DC, goes to who holds it. */
function shareOut(c: Context, rack: number, switchShareW: number, acPerDc: number): void {
  const { traysPerRack } = c.twin;
  const { graceColumn, staticColumn, slotW } = c;
  const { trayGpuW } = c.kernel.sums;
  for (let t = rack * traysPerRack; t < (rack + 1) * traysPerRack; t++) {
    const slot = c.slotOfTray[t] as number;
    const dcW = (trayGpuW[t] as number) + (graceColumn[t] as number) + (staticColumn[t] as number);
    const acW = (dcW + switchShareW) * acPerDc;
    slotW[slot] = (slotW[slot] as number) + acW;
    if (c.loads.split[t] === 1) shareAmong(c.loads, t, acW, slot, slotW);
  }
}
