// The hot loop: power, clock, temperatures and counters of every GPU, and the DC power of every tray, rack by rack.
import { createClockTable } from '../model/gpuClock.ts';
import { createLeakageTable } from '../model/gpuPower.ts';
import { createConstants, setStep } from './kernelConstants.ts';
import { createParts } from './parts.ts';
import { BELL, draw, streamOf } from './random.ts';
import type { SlotLoads } from './slotLoad.ts';
import {
  type GpuState,
  type GpuSums,
  gpuColumns,
  noteActivity,
  stepTray,
  type TrayLoop,
} from './trayKernel.ts';
import { loadTrays } from './trayLoad.ts';
import type { Twin } from './twin.ts';

export interface GpuKernel {
  /** `coolantC` is the supply of every rack. */
  step(second: number, dtS: number, coolantC: Float64Array): void;
  readonly state: GpuState;
  readonly sums: GpuSums;
}

export function createGpuKernel(twin: Twin, loads: SlotLoads, slotOfTray: Int32Array): GpuKernel {
  const { gpus, trays, racks, hardware, columns } = twin;
  const state = { parts: createParts(twin), heat: new Float32Array(gpus * 2) };
  const sums = {
    rackGpuW: new Float64Array(racks),
    rackResidualW: new Float64Array(racks),
    trayGpuW: new Float64Array(trays),
    slotGpuW: new Float64Array(loads.out + 1),
    slotSmActive: new Float64Array(loads.out + 1),
  };
  const noiseStream = streamOf(twin.seed, 'gpuNoise');
  const kernel: TrayLoop = {
    columns: gpuColumns(columns),
    state,
    sums,
    loads,
    gpusPerTray: twin.gpusPerTray,
    clock: createClockTable(hardware),
    leakage: createLeakageTable(hardware.gpu),
    constants: createConstants(hardware),
    limits: hardware.limits,
    noiseKey: 0,
    noiseScale: 0,
  };
  state.heat.fill(hardware.cooling.ringSupplyC + WARM_START_K);
  return {
    state,
    sums,
    step(second, dtS, coolantC) {
      loadTrays(twin, loads, slotOfTray, second, dtS);
      sums.slotGpuW.fill(0);
      sums.slotSmActive.fill(0);
      setStep(kernel.constants, hardware.gpu, dtS);
      kernel.noiseKey = draw(noiseStream, second) | 0;
      // The mean of dtS independent seconds.
      kernel.noiseScale = (hardware.spread.powerNoiseRatio * BELL) / Math.sqrt(dtS);
      for (let rack = 0; rack < racks; rack++) {
        stepRack(kernel, slotOfTray, rack, twin.traysPerRack, coolantC[rack] as number);
      }
    },
  };
}

/** Before the first step every die is as warm over the coolant as the mean one at work; each then finds its own. */
const WARM_START_K = 26;

function stepRack(
  k: TrayLoop,
  slotOfTray: Int32Array,
  rack: number,
  traysPerRack: number,
  coolantC: number,
): void {
  let gpuW = 0;
  let residualW = 0;
  for (let t = rack * traysPerRack; t < (rack + 1) * traysPerRack; t++) {
    const slot = slotOfTray[t] as number;
    if (slot === k.loads.out) {
      k.sums.trayGpuW[t] = 0;
      continue;
    }
    residualW += stepTray(k, t, slot, coolantC);
    noteActivity(k, t, slot);
    gpuW += k.sums.trayGpuW[t] as number;
  }
  k.sums.rackGpuW[rack] = gpuW;
  k.sums.rackResidualW[rack] = residualW;
}
