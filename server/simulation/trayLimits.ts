// What power limits, the superchip and the thermal ladder leave to the GPUs of a tray: asked only where one may hold.
import { CLOCK_EVENT } from '../contract/state.ts';
import { SOFT_RATIO } from '../model/gpuThermal.ts';
import { graceCpuW } from '../model/tray.ts';
import { createHoldGpus } from './heldGpu.ts';
import type { KernelStep, KernelWork } from './kernelWork.ts';
import * as part from './parts.ts';
import type { SlotLoads } from './slotLoad.ts';
import * as load from './slotLoad.ts';
import type { Twin } from './twin.ts';

// Copies for the hot loop: see trayKernel.ts.
const { PART_FIELDS, DIE_C } = part;
const { ROW_FIELDS, HEAVY_DYNAMIC, HEAVY_OTHER, UTIL, GRACE } = load;
const SOFTEST = SOFT_RATIO;
const GPU_IDLE = CLOCK_EVENT.gpuIdle;
const POWER_CAP = CLOCK_EVENT.powerCap;

export interface TrayLimits {
  /** Watts by which the heavy phase of a slot's GPUs varies within the step: noise, and the wander of serving trays. */
  deviationW(slot: number, heavyDynamicW: number): number;
  /** Powers and clocks of a tray under its limits, in place of those without; returns its true watts. */
  hold(tray: number, slot: number, at: number, coolantC: number): number;
}

/** What the limits did in a step. */
export interface Holds {
  /** GPUs that stood at their shutdown temperature. */
  shutdowns: number[];
  /** By slot, summed over its GPUs: the part of the highest clock that the heavy phase lost. */
  readonly lostClock: Float64Array;
}

export function createTrayLimits(
  twin: Twin,
  parts: part.Parts,
  loads: SlotLoads,
  work: KernelWork,
  now: KernelStep,
  holds: Holds,
): TrayLimits {
  const { hardware, gpusPerTray, columns } = twin;
  const { limits } = hardware;
  if (gpusPerTray !== 2 * hardware.tray.gracePerTray) {
    throw new Error(`${hardware.id}: a superchip is two GPUs, a tray has ${gpusPerTray}`);
  }
  const { rows, rowOfTray } = loads;
  const { gpuSmClockMHz, gpuEventReasons } = columns;
  const { powerW } = work;
  const { lostClock } = holds;
  const idleLeavesW = limits.superchipPowerW - graceCpuW(hardware.tray, 0);
  const loadTakesW = graceCpuW(hardware.tray, 1) - graceCpuW(hardware.tray, 0);
  const { gpuShutdownC } = limits;
  const { values } = parts;
  const { gpus, read, hold } = createHoldGpus(twin, parts, loads, work, now);
  const { leftW, clockMHz, heavyClockRatio, capped, ladder } = gpus;
  const deviationW = createDeviation(twin, loads, now);

  return {
    deviationW,
    hold(tray, slot, at, coolantC) {
      const row = rowOfTray[tray] as number;
      const idle = (rows[row + UTIL] as number) < 1 ? GPU_IDLE : 0;
      const deviation = now.dtS > 1 ? deviationW(slot, rows[row + HEAVY_DYNAMIC] as number) : 0;
      const sharedW = idleLeavesW - loadTakesW * (rows[row + GRACE] as number);
      const first = Math.imul(tray, gpusPerTray);
      read(row, first, at, deviation);
      for (let i = 0; i < gpusPerTray; i += 2) shareSuperchip(leftW, i, sharedW);
      hold(row, first, coolantC);
      let totalW = 0;
      let lost = 0;
      for (let i = 0; i < gpusPerTray; i++) {
        const gpu = (first + i) | 0;
        const watts = gpus.powerW[i] as number;
        powerW[(at + i) | 0] = watts;
        totalW += watts;
        lost += 1 - (heavyClockRatio[i] as number);
        gpuSmClockMHz[gpu] = clockMHz[i] as number;
        let reasons = idle | (capped[i] === 1 ? POWER_CAP : 0);
        const dieC = values[(Math.imul(gpu, PART_FIELDS) + DIE_C) | 0] as number;
        if (dieC >= now.watchC) reasons |= thermalReasons(ladder[i] as number);
        gpuEventReasons[gpu] = reasons;
        if (dieC >= gpuShutdownC) holds.shutdowns.push(gpu);
      }
      lostClock[slot] = (lostClock[slot] as number) + lost;
      return totalW;
    },
  };
}

function createDeviation(
  { hardware: { spread } }: Twin,
  { rise, wander, wanderS }: SlotLoads,
  now: KernelStep,
): TrayLimits['deviationW'] {
  return (slot, heavyDynamicW) => {
    const noise = spread.powerNoiseRatio ** 2 * (1 - 1 / now.dtS);
    const within = 1 - (wanderS[slot] as number) / now.dtS;
    const riseW =
      (rise[slot * ROW_FIELDS + HEAVY_DYNAMIC] as number) +
      (rise[slot * ROW_FIELDS + HEAVY_OTHER] as number);
    const wanderW = within > 0 ? (wander[slot] as number) * riseW : 0;
    return Math.sqrt(noise * heavyDynamicW ** 2 + within * wanderW ** 2);
  };
}

/** Each of two GPUs may have what the other does not take of what Grace leaves, and at least half of it. */
function shareSuperchip(leftW: Float64Array, first: number, sharedW: number): void {
  const a = leftW[first] as number;
  const b = leftW[first + 1] as number;
  const halfW = sharedW / 2;
  // Both at most half: nothing to share, and the common case.
  if (a <= halfW && b <= halfW) return;
  leftW[first] = Math.min(a, Math.max(halfW, sharedW - b));
  leftW[first + 1] = Math.min(b, Math.max(halfW, sharedW - a));
}

function thermalReasons(ladder: number): number {
  if (ladder === 1) return 0;
  return ladder < SOFTEST
    ? CLOCK_EVENT.swThermal | CLOCK_EVENT.hwSlowdown | CLOCK_EVENT.hwThermal
    : CLOCK_EVENT.swThermal;
}
