// The hot loop: power, clock, temperatures and counters of every GPU, rack by rack, in three stages.
import { thermalStep } from '../model/gpuThermal.ts';
import { createGpuActivity } from './gpuActivity.ts';
import { createGpuHeat } from './gpuHeat.ts';
import { createKernelWork, type KernelStep } from './kernelWork.ts';
import { DIE_C, PART_FIELDS, type Parts, PLATE_C } from './parts.ts';
import { BELL, draw, streamOf } from './random.ts';
import { type SlotLoads, shareAmong } from './slotLoad.ts';
import { createTrayKernel } from './trayKernel.ts';
import { createTrayLimits } from './trayLimits.ts';
import { createTrayLoads } from './trayLoad.ts';
import type { Twin } from './twin.ts';

export interface GpuKernel {
  /** `coolantC` is the supply of every rack. */
  step(second: number, dtS: number, coolantC: Float64Array): void;
  readonly sums: GpuSums;
  /** GPUs that stood at their shutdown temperature in the step: each drops off, and its tray with it. */
  readonly shutdowns: readonly number[];
}

/** What the loop adds up for the levels above: true watts of GPUs, and by slot what its jobs get. */
export interface GpuSums {
  readonly rackGpuW: Float64Array;
  /** What the sensors of a rack read in all, less its true watts. */
  readonly rackResidualW: Float64Array;
  readonly trayGpuW: Float64Array;
  readonly slotGpuW: Float64Array;
  readonly slotSmActive: Float64Array;
  /** Mean over the slot's GPUs of the clock in the heavy phase over the highest clock; 1 without such a phase. */
  readonly slotClockRatio: Float64Array;
}

export function createGpuKernel(
  twin: Twin,
  parts: Parts,
  loads: SlotLoads,
  slotOfTray: Int32Array,
): GpuKernel {
  const { racks } = twin;
  const sums = emptySums(twin, loads.out + 1);
  const holds = { shutdowns: [] as number[], lostClock: new Float64Array(loads.out + 1) };
  const now = stepOf(twin, 0, 1);
  const work = createKernelWork(twin);
  const limits = createTrayLimits(twin, parts, loads, work, now, holds);
  const stepRack = createRackStep(twin, parts, loads, slotOfTray, sums, {
    power: createTrayKernel(twin, parts, loads, work, now, limits),
    heat: createGpuHeat(twin, parts, work, now),
    activity: createGpuActivity(twin, loads, work, now),
  });
  const loadTrays = createTrayLoads(twin, loads, slotOfTray);
  const noiseStream = streamOf(twin.seed, 'gpuNoise');
  twin.memory.keep('gpuHolds', holds);
  twin.memory.keep('gpuClocks', { slotClockRatio: sums.slotClockRatio });
  return {
    sums,
    get shutdowns() {
      return holds.shutdowns;
    },
    step(second, dtS, coolantC) {
      Object.assign(now, stepOf(twin, draw(noiseStream, second) | 0, dtS));
      loadTrays(second, dtS);
      sums.slotGpuW.fill(0);
      sums.slotSmActive.fill(0);
      sums.slotTrays.fill(0);
      holds.lostClock.fill(0);
      holds.shutdowns = [];
      for (let rack = 0; rack < racks; rack++) stepRack(rack, coolantC[rack] as number);
      for (let slot = 0; slot <= loads.out; slot++) {
        const gpus = (sums.slotTrays[slot] as number) * twin.gpusPerTray;
        const lost = holds.lostClock[slot] as number;
        sums.slotClockRatio[slot] = lost === 0 ? 1 : 1 - lost / gpus;
      }
    },
  };
}

/** From so far below the thermal ladder a die may reach it within a step: a second, or longer. */
const REACH_K = [3, 12] as const;

function stepOf({ hardware }: Twin, noiseKey: number, dtS: number): KernelStep {
  const { gpu, spread, limits } = hardware;
  return {
    ...thermalStep(gpu, dtS),
    dtS,
    noiseKey,
    // The mean of dtS independent seconds.
    noiseScale: (spread.powerNoiseRatio * BELL) / Math.sqrt(dtS),
    watchC: limits.gpuMaxOperatingC - REACH_K[dtS > gpu.dieTimeS ? 1 : 0],
  };
}

type Sums = GpuSums & { readonly slotTrays: Int32Array };

function emptySums({ racks, trays }: Twin, slots: number): Sums {
  return {
    rackGpuW: new Float64Array(racks),
    rackResidualW: new Float64Array(racks),
    trayGpuW: new Float64Array(trays),
    slotGpuW: new Float64Array(slots),
    slotSmActive: new Float64Array(slots),
    slotClockRatio: new Float64Array(slots).fill(1),
    slotTrays: new Int32Array(slots),
  };
}

interface Stages {
  readonly power: ReturnType<typeof createTrayKernel>;
  readonly heat: ReturnType<typeof createGpuHeat>;
  readonly activity: ReturnType<typeof createGpuActivity>;
}

function createRackStep(
  twin: Twin,
  parts: Parts,
  loads: SlotLoads,
  slotOfTray: Int32Array,
  sums: Sums,
  { power, heat, activity }: Stages,
): (rack: number, coolantC: number) => void {
  const { traysPerRack, gpusPerTray, gpusPerRack } = twin;
  const { out, split } = loads;
  const { trayGpuW, slotGpuW, slotSmActive, slotTrays, rackGpuW, rackResidualW } = sums;
  return (rack, coolantC) => {
    const firstTray = rack * traysPerRack;
    const firstGpu = rack * gpusPerRack;
    let gpuW = 0;
    let readW = 0;
    /** Where the run of trays in service begins whose heat is still to do. */
    let from = 0;
    for (let i = 0; i < traysPerRack; i++) {
      const tray = firstTray + i;
      const slot = slotOfTray[tray] as number;
      const at = i * gpusPerTray;
      if (slot === out) {
        trayGpuW[tray] = 0;
        coolDown(parts, firstGpu + at, gpusPerTray, coolantC);
        if (from < at) readW += heat(firstGpu, from, at, coolantC);
        from = at + gpusPerTray;
        continue;
      }
      const trayW = power(tray, slot, at, coolantC);
      trayGpuW[tray] = trayW;
      slotGpuW[slot] = (slotGpuW[slot] as number) + trayW;
      if (split[tray] === 1) shareAmong(loads, tray, trayW, slot, slotGpuW);
      slotSmActive[slot] = (slotSmActive[slot] as number) + activity(tray, at);
      slotTrays[slot] = (slotTrays[slot] as number) + 1;
      gpuW += trayW;
    }
    if (from < gpusPerRack) readW += heat(firstGpu, from, gpusPerRack, coolantC);
    rackGpuW[rack] = gpuW;
    rackResidualW[rack] = readW - gpuW;
  };
}

/** Without power a GPU is as warm as its coolant, long before its tray comes back. */
function coolDown({ values }: Parts, firstGpu: number, gpus: number, coolantC: number): void {
  for (let gpu = firstGpu; gpu < firstGpu + gpus; gpu++) {
    values[gpu * PART_FIELDS + DIE_C] = coolantC;
    values[gpu * PART_FIELDS + PLATE_C] = coolantC;
  }
}
