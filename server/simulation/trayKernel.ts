// First stage of the hot loop: what the GPUs of a tray draw; where a limit may hold one of them, trayLimits.ts decides.
import { CLOCK_EVENT } from '../contract/state.ts';
import * as table from '../model/gpuPower.ts';
import { REACH } from '../model/limitedPower.ts';
import { graceCpuW } from '../model/tray.ts';
import type { KernelStep, KernelWork } from './kernelWork.ts';
import * as part from './parts.ts';
import { byteSum } from './random.ts';
import type { SlotLoads } from './slotLoad.ts';
import * as load from './slotLoad.ts';
import type { TrayLimits } from './trayLimits.ts';
import type { Twin } from './twin.ts';

// An imported number is looked up wherever it stands, one of this file is part of the machine code: hence the copies.
const { PART_FIELDS, BASE_W, LEAKAGE_RATIO, DYNAMIC_RATIO, LIMIT_W, DIE_C } = part;
const { HEAVY_SHARE, HEAVY_DYNAMIC, HEAVY_OTHER } = load;
const { LIGHT_DYNAMIC, LIGHT_OTHER, LIGHT_CLOCK, UTIL, GRACE } = load;
const { LEAKAGE_STEPS_PER_K } = table;
const LAST_LEAKAGE = table.LEAKAGE_TABLE_SIZE - 1;
const GPU_IDLE = CLOCK_EVENT.gpuIdle;
const GOLDEN = 0x9e3779b1;

/** True watts of the GPUs of a tray in service, the first of which is number `at` of its rack. */
type TrayKernel = (tray: number, slot: number, at: number, coolantC: number) => number;

/** A closure over arrays that never change: the engine then works with their addresses and asks for nothing twice. */
export function createTrayKernel(
  twin: Twin,
  parts: part.Parts,
  loads: SlotLoads,
  work: KernelWork,
  now: KernelStep,
  limits: TrayLimits,
): TrayKernel {
  const { hardware, gpusPerTray } = twin;
  const { gpuSmClockMHz, gpuEventReasons } = twin.columns;
  const { rows, rowOfTray } = loads;
  const { values } = parts;
  const { powerW, bits } = work;
  const leakageW = table.createLeakageTable(hardware.gpu);
  const maxMHz = hardware.limits.gpuClockMHz;
  // Of the watts of a superchip, what an idle Grace leaves to its two GPUs, and what its load takes of that.
  const idleLeavesW = hardware.limits.superchipPowerW - graceCpuW(hardware.tray, 0);
  const loadTakesW = graceCpuW(hardware.tray, 1) - graceCpuW(hardware.tray, 0);
  return (tray, slot, at, coolantC) => {
    const row = rowOfTray[tray] as number;
    const heavyShare = rows[row + HEAVY_SHARE] as number;
    const heavyDynamicW = rows[row + HEAVY_DYNAMIC] as number;
    const heavyOtherW = rows[row + HEAVY_OTHER] as number;
    const lightDynamicW = rows[row + LIGHT_DYNAMIC] as number;
    const lightOtherW = rows[row + LIGHT_OTHER] as number;
    // No phase asks for more than the peak; whoever stays below its limits with it draws the mean of all phases.
    const perLight = heavyShare < 1 ? 1 / (1 - heavyShare) : 0;
    const spreadW = now.dtS > 1 ? REACH * limits.deviationW(slot, heavyDynamicW) : 0;
    const peakDynamicW = Math.max(heavyDynamicW, lightDynamicW * perLight);
    const peakOtherW = Math.max(heavyOtherW, lightOtherW * perLight) + spreadW;
    const meanDynamicW = lightDynamicW + heavyShare * heavyDynamicW;
    const meanOtherW = lightOtherW + heavyShare * heavyOtherW;
    const clockMHz = (rows[row + LIGHT_CLOCK] as number) + heavyShare * maxMHz;
    const reasons = (rows[row + UTIL] as number) < 1 ? GPU_IDLE : 0;
    const twoW = idleLeavesW - loadTakesW * (rows[row + GRACE] as number);
    const { noiseKey, noiseScale, watchC } = now;
    const first = tray * gpusPerTray;
    let totalW = 0;
    let neighbourW = 0;
    for (let i = 0; i < gpusPerTray; i++) {
      const gpu = (first + i) | 0;
      const p = Math.imul(gpu, PART_FIELDS);
      // gpuBits of random.ts.
      let h = (noiseKey + Math.imul(gpu, GOLDEN)) | 0;
      h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
      h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
      h ^= h >>> 16;
      bits[(at + i) | 0] = h;
      const noise = 1 + noiseScale * byteSum(h);
      const dieC = values[(p + DIE_C) | 0] as number;
      const leak = (dieC * LEAKAGE_STEPS_PER_K) | 0;
      const ownW =
        (values[(p + BASE_W) | 0] as number) * noise +
        (leakageW[leak < LAST_LEAKAGE ? leak : LAST_LEAKAGE] as number) *
          (values[(p + LEAKAGE_RATIO) | 0] as number);
      const dynamic = (values[(p + DYNAMIC_RATIO) | 0] as number) * noise;
      const peakW = ownW + peakOtherW + peakDynamicW * dynamic;
      if (
        peakW > (values[(p + LIMIT_W) | 0] as number) ||
        peakW + neighbourW > twoW ||
        dieC >= watchC
      ) {
        return limits.hold(tray, slot, at, coolantC);
      }
      neighbourW = (i & 1) === 0 ? peakW : 0;
      const ownMeanW = ownW + meanOtherW + meanDynamicW * dynamic;
      powerW[(at + i) | 0] = ownMeanW;
      totalW += ownMeanW;
      gpuSmClockMHz[gpu] = clockMHz;
      gpuEventReasons[gpu] = reasons;
    }
    return totalW;
  };
}
