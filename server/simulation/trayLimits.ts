// What power limits, the superchip and the thermal ladder leave to the GPUs of a tray: asked only where one may hold.
import { CLOCK_EVENT } from '../contract/state.ts';
import * as table from '../model/gpuPower.ts';
import { SOFT_RATIO } from '../model/gpuThermal.ts';
import { limitedW } from '../model/limitedPower.ts';
import { graceCpuW } from '../model/tray.ts';
import { type Ask, createHoldGpu, type HeldGpu } from './heldGpu.ts';
import type { KernelStep, KernelWork } from './kernelWork.ts';
import * as part from './parts.ts';
import { byteSum } from './random.ts';
import type { SlotLoads } from './slotLoad.ts';
import * as load from './slotLoad.ts';
import type { Twin } from './twin.ts';

// Copies for the hot loop: see trayKernel.ts.
const { PART_FIELDS, BASE_W, LEAKAGE_RATIO, DYNAMIC_RATIO, LIMIT_W, DIE_C } = part;
const { ROW_FIELDS, HEAVY_SHARE, HEAVY_DYNAMIC, HEAVY_OTHER } = load;
const { LIGHT_DYNAMIC, LIGHT_OTHER, LIGHT_CLOCK, UTIL, GRACE } = load;
const { LEAKAGE_STEPS_PER_K } = table;
const LAST_LEAKAGE = table.LEAKAGE_TABLE_SIZE - 1;
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
  const { powerW, bits } = work;
  const { lostClock } = holds;
  const idleLeavesW = limits.superchipPowerW - graceCpuW(hardware.tray, 0);
  const loadTakesW = graceCpuW(hardware.tray, 1) - graceCpuW(hardware.tray, 0);
  const holdGpu = createHoldGpu(twin, parts, now);
  const ask = emptyAsk();
  const held = Array.from({ length: gpusPerTray }, emptyGpu);

  const deviationW = createDeviation(twin, loads, now);
  const { readAsk, readGpu } = createReader(twin, parts, loads, now, ask, holds);

  return {
    deviationW,
    hold(tray, slot, at, coolantC) {
      const row = rowOfTray[tray] as number;
      readAsk(row);
      ask.coolantC = coolantC;
      const idle = (rows[row + UTIL] as number) < 1 ? GPU_IDLE : 0;
      const deviation = now.dtS > 1 ? deviationW(slot, ask.heavyDynamicW) : 0;
      for (let i = 0; i < gpusPerTray; i++) {
        readGpu(held[i] as HeldGpu, tray * gpusPerTray + i, bits[at + i] as number, deviation);
      }
      const sharedW = idleLeavesW - loadTakesW * (rows[row + GRACE] as number);
      for (let i = 0; i < gpusPerTray; i += 2) {
        shareSuperchip(held[i] as HeldGpu, held[i + 1] as HeldGpu, sharedW);
      }
      let totalW = 0;
      let lost = 0;
      for (let i = 0; i < gpusPerTray; i++) {
        const one = held[i] as HeldGpu;
        holdGpu(one, ask);
        powerW[at + i] = one.powerW;
        totalW += one.powerW;
        lost += 1 - one.heavyClockRatio;
        gpuSmClockMHz[one.gpu] = one.clockMHz;
        gpuEventReasons[one.gpu] = idle | (one.capped ? POWER_CAP : 0) | thermalReasons(one.ladder);
      }
      lostClock[slot] = (lostClock[slot] as number) + lost;
      return totalW;
    },
  };
}

/** Reads the row of a tray, and each of its GPUs, into objects that serve every tray. */
function createReader(
  { hardware }: Twin,
  { values }: part.Parts,
  { rows }: SlotLoads,
  now: KernelStep,
  ask: Ask,
  holds: Holds,
) {
  const leakageW = table.createLeakageTable(hardware.gpu);
  const { gpuShutdownC } = hardware.limits;
  function readAsk(row: number): void {
    const heavyShare = rows[row + HEAVY_SHARE] as number;
    const perLight = heavyShare < 1 ? 1 / (1 - heavyShare) : 0;
    ask.heavyShare = heavyShare;
    ask.heavyDynamicW = rows[row + HEAVY_DYNAMIC] as number;
    ask.heavyOtherW = rows[row + HEAVY_OTHER] as number;
    ask.lightDynamicW = (rows[row + LIGHT_DYNAMIC] as number) * perLight;
    ask.lightOtherW = (rows[row + LIGHT_OTHER] as number) * perLight;
    ask.lightMHz = (rows[row + LIGHT_CLOCK] as number) * perLight;
  }

  /** What a GPU asks for, and what its own limit leaves of it. */
  function readGpu(one: HeldGpu, gpu: number, bits: number, deviation: number): void {
    const p = gpu * PART_FIELDS;
    const noise = 1 + now.noiseScale * byteSum(bits);
    one.gpu = gpu;
    one.dieC = values[p + DIE_C] as number;
    one.ownW =
      (values[p + BASE_W] as number) * noise +
      (leakageW[Math.min(LAST_LEAKAGE, (one.dieC * LEAKAGE_STEPS_PER_K) | 0)] as number) *
        (values[p + LEAKAGE_RATIO] as number);
    one.dynamic = (values[p + DYNAMIC_RATIO] as number) * noise;
    one.limitW = values[p + LIMIT_W] as number;
    one.askW = one.ownW + ask.heavyOtherW + ask.heavyDynamicW * one.dynamic;
    one.leftW =
      deviation > 0 ? limitedW(one.askW, one.limitW, deviation) : Math.min(one.askW, one.limitW);
    if (one.dieC >= gpuShutdownC) holds.shutdowns.push(gpu);
  }
  return { readAsk, readGpu };
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
function shareSuperchip(a: HeldGpu, b: HeldGpu, sharedW: number): void {
  const forA = Math.max(sharedW / 2, sharedW - b.leftW);
  const forB = Math.max(sharedW / 2, sharedW - a.leftW);
  a.leftW = Math.min(a.leftW, forA);
  b.leftW = Math.min(b.leftW, forB);
}

function thermalReasons(ladder: number): number {
  if (ladder === 1) return 0;
  return ladder < SOFTEST
    ? CLOCK_EVENT.swThermal | CLOCK_EVENT.hwSlowdown | CLOCK_EVENT.hwThermal
    : CLOCK_EVENT.swThermal;
}

function emptyAsk(): Ask {
  return {
    heavyShare: 0,
    heavyDynamicW: 0,
    heavyOtherW: 0,
    lightDynamicW: 0,
    lightOtherW: 0,
    lightMHz: 0,
    coolantC: 0,
  };
}

function emptyGpu(): HeldGpu {
  return {
    gpu: 0,
    ownW: 0,
    dynamic: 0,
    limitW: 0,
    askW: 0,
    leftW: 0,
    powerW: 0,
    clockMHz: 0,
    heavyClockRatio: 1,
    capped: false,
    dieC: 0,
    ladder: 1,
  };
}
