// What power limits, the superchip and the thermal ladder leave to the GPUs of a tray: asked only where one may hold.
import { CLOCK_EVENT } from '../contract/state.ts';
import { leakageW } from '../model/gpuPower.ts';
import { SOFT_RATIO } from '../model/gpuThermal.ts';
import { limitedW } from '../model/limitedPower.ts';
import { graceCpuW } from '../model/tray.ts';
import { type Ask, createHoldGpu, type HeldGpu } from './heldGpu.ts';
import type { KernelStep, KernelWork } from './kernelWork.ts';
import {
  BASE_W,
  DIE_C,
  DYNAMIC_RATIO,
  LEAKAGE_RATIO,
  LIMIT_W,
  PART_FIELDS,
  type Parts,
} from './parts.ts';
import { bell } from './random.ts';
import type { SlotLoads } from './slotLoad.ts';
import * as load from './slotLoad.ts';
import type { Twin } from './twin.ts';

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
  parts: Parts,
  loads: SlotLoads,
  work: KernelWork,
  now: KernelStep,
  holds: Holds,
): TrayLimits {
  const { hardware, gpusPerTray, columns } = twin;
  const { gpu: spec, limits, spread } = hardware;
  if (gpusPerTray !== 2 * hardware.tray.gracePerTray) {
    throw new Error(`${hardware.id}: a superchip is two GPUs, a tray has ${gpusPerTray}`);
  }
  const { rows, rowOfTray } = loads;
  const { values } = parts;
  const holdGpu = createHoldGpu(twin, parts, now);
  const ask = emptyAsk();
  const held = Array.from({ length: gpusPerTray }, emptyGpu);

  const deviationW = createDeviation(twin, loads, now);

  function readAsk(row: number): void {
    const heavyShare = rows[row + load.HEAVY_SHARE] as number;
    const perLight = heavyShare < 1 ? 1 / (1 - heavyShare) : 0;
    ask.heavyShare = heavyShare;
    ask.heavyDynamicW = rows[row + load.HEAVY_DYNAMIC] as number;
    ask.heavyOtherW = rows[row + load.HEAVY_OTHER] as number;
    ask.lightDynamicW = (rows[row + load.LIGHT_DYNAMIC] as number) * perLight;
    ask.lightOtherW = (rows[row + load.LIGHT_OTHER] as number) * perLight;
    ask.lightMHz = (rows[row + load.LIGHT_CLOCK] as number) * perLight;
  }

  /** What a GPU asks for, and what its own limit leaves of it. */
  function readGpu(one: HeldGpu, gpu: number, bits: number, deviation: number): void {
    const p = gpu * PART_FIELDS;
    const noise = 1 + (bell(bits) * spread.powerNoiseRatio) / Math.sqrt(now.dtS);
    one.gpu = gpu;
    one.dieC = values[p + DIE_C] as number;
    one.ownW =
      (values[p + BASE_W] as number) * noise +
      leakageW(spec, one.dieC) * (values[p + LEAKAGE_RATIO] as number);
    one.dynamic = (values[p + DYNAMIC_RATIO] as number) * noise;
    one.limitW = values[p + LIMIT_W] as number;
    one.askW = one.ownW + ask.heavyOtherW + ask.heavyDynamicW * one.dynamic;
    one.leftW = limitedW(one.askW, one.limitW, deviation);
    if (one.dieC >= limits.gpuShutdownC) holds.shutdowns.push(gpu);
  }

  return {
    deviationW,
    hold(tray, slot, at, coolantC) {
      const row = rowOfTray[tray] as number;
      readAsk(row);
      ask.coolantC = coolantC;
      const idle = (rows[row + load.UTIL] as number) < 1 ? CLOCK_EVENT.gpuIdle : 0;
      const deviation = now.dtS > 1 ? deviationW(slot, ask.heavyDynamicW) : 0;
      for (let i = 0; i < gpusPerTray; i++) {
        const bits = work.bits[at + i] as number;
        readGpu(held[i] as HeldGpu, tray * gpusPerTray + i, bits, deviation);
      }
      const sharedW =
        limits.superchipPowerW - graceCpuW(hardware.tray, rows[row + load.GRACE] as number);
      for (let i = 0; i < gpusPerTray; i += 2) {
        shareSuperchip(held[i] as HeldGpu, held[i + 1] as HeldGpu, sharedW);
      }
      let totalW = 0;
      for (let i = 0; i < gpusPerTray; i++) {
        const one = held[i] as HeldGpu;
        holdGpu(one, ask);
        work.powerW[at + i] = one.powerW;
        totalW += one.powerW;
        holds.lostClock[slot] = (holds.lostClock[slot] as number) + 1 - one.heavyClockRatio;
        columns.gpuSmClockMHz[one.gpu] = one.clockMHz;
        columns.gpuEventReasons[one.gpu] =
          idle | (one.capped ? CLOCK_EVENT.powerCap : 0) | thermalReasons(one.ladder);
      }
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
      (rise[slot * load.ROW_FIELDS + load.HEAVY_DYNAMIC] as number) +
      (rise[slot * load.ROW_FIELDS + load.HEAVY_OTHER] as number);
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
  return ladder < SOFT_RATIO
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
