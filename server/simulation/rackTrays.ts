// The trays of a rack beside their GPUs: Grace and static load, their sums, and each holder's share of the rack.
import { createTrayStatic, gracePowerW } from '../model/tray.ts';
import type { GpuKernel } from './gpuKernel.ts';
import * as load from './slotLoad.ts';
import { type SlotLoads, shareAmong } from './slotLoad.ts';
import type { Twin } from './twin.ts';

// Copies for the hot loop: see trayKernel.ts.
const { GRACE, NVLINK, TRAY } = load;

interface TraySums {
  graceW: number;
  staticW: number;
  nvlink: number;
  out: number;
}

export interface RackTrays {
  /** Fills the columns of a rack's trays; the sums serve every rack and last until the next. */
  sum(rack: number): TraySums;
  /** Each tray's DC power and even share of the switches, times the rack's AC over DC, goes to who holds it. */
  share(rack: number, switchShareW: number, acPerDc: number): void;
}

export function createRackTrays(
  { hardware: { tray }, columns, traysPerRack }: Twin,
  loads: SlotLoads,
  slotOfTray: Int32Array,
  { sums: { trayGpuW } }: GpuKernel,
  slotW: Float64Array,
): RackTrays {
  const { trayGracePowerW, trayStaticPowerW, trayPowerW } = columns;
  const { rows, rowOfTray, out, split } = loads;
  const idleGraceW = gracePowerW(tray, 0);
  const busyGraceW = gracePowerW(tray, 1) - idleGraceW;
  const staticPowerW = createTrayStatic(tray);
  const { standbyW } = tray;
  const sums: TraySums = { graceW: 0, staticW: 0, nvlink: 0, out: 0 };
  return {
    sum(rack) {
      let graceSumW = 0;
      let staticSumW = 0;
      let nvlink = 0;
      let outs = 0;
      for (let t = rack * traysPerRack; t < (rack + 1) * traysPerRack; t++) {
        const row = rowOfTray[t] as number;
        const isOut = slotOfTray[t] === out;
        const graceW = isOut ? 0 : idleGraceW + busyGraceW * (rows[row + GRACE] as number);
        const staticW = isOut ? standbyW : staticPowerW(rows[row + TRAY] as number);
        trayGracePowerW[t] = graceW;
        trayStaticPowerW[t] = staticW;
        trayPowerW[t] = (trayGpuW[t] as number) + graceW + staticW;
        graceSumW += graceW;
        staticSumW += staticW;
        nvlink += rows[row + NVLINK] as number;
        outs += isOut ? 1 : 0;
      }
      sums.graceW = graceSumW;
      sums.staticW = staticSumW;
      sums.nvlink = nvlink;
      sums.out = outs;
      return sums;
    },
    share(rack, switchShareW, acPerDc) {
      for (let t = rack * traysPerRack; t < (rack + 1) * traysPerRack; t++) {
        const slot = slotOfTray[t] as number;
        const dcW =
          (trayGpuW[t] as number) +
          (trayGracePowerW[t] as number) +
          (trayStaticPowerW[t] as number);
        const acW = (dcW + switchShareW) * acPerDc;
        slotW[slot] = (slotW[slot] as number) + acW;
        if (split[t] === 1) shareAmong(loads, t, acW, slot, slotW);
      }
    },
  };
}
