// The GPUs of a tray under their limits, one by one: the clock that fits in each phase, the watts, the thermal ladder.
import { createClockTable, FULL_CLOCK } from '../model/gpuClock.ts';
import * as table from '../model/gpuPower.ts';
import { thermalRatio } from '../model/gpuThermal.ts';
import { limitedW } from '../model/limitedPower.ts';
import type { KernelStep, KernelWork } from './kernelWork.ts';
import * as part from './parts.ts';
import { byteSum, gpuBits } from './random.ts';
import type { SlotLoads } from './slotLoad.ts';
import * as load from './slotLoad.ts';
import type { Twin } from './twin.ts';

// Copies for the hot loop: see trayKernel.ts.
const { PART_FIELDS, BASE_W, LEAKAGE_RATIO, DYNAMIC_RATIO, LIMIT_W } = part;
const { COOLANT_K, PLATE_K_PER_W, DIE_K_PER_W, DIE_C, PLATE_C } = part;
const { HEAVY_SHARE, HEAVY_DYNAMIC, HEAVY_OTHER } = load;
const { LIGHT_DYNAMIC, LIGHT_OTHER, LIGHT_CLOCK } = load;
const { LEAKAGE_STEPS_PER_K } = table;
const LAST_LEAKAGE = table.LEAKAGE_TABLE_SIZE - 1;
const FULL = FULL_CLOCK;
const ROUNDS = 10;

/** The GPUs of one tray, by their place in it; trays take turns. An array a field: the hot loop makes no objects. */
interface HeldGpus {
  /** Base and leakage. */
  readonly ownW: Float64Array;
  /** Times the dynamic watts of the row: its part and the noise of the step. */
  readonly dynamic: Float64Array;
  readonly limitW: Float64Array;
  /** What the heavy phase asks for, and what the limits leave of it. */
  readonly askW: Float64Array;
  readonly leftW: Float64Array;
  /** What came of it: means over the step; the clock of the heavy phase over the highest. */
  readonly powerW: Float64Array;
  readonly clockMHz: Float64Array;
  readonly heavyClockRatio: Float64Array;
  readonly capped: Uint8Array;
  /** Share of full dynamic power that the thermal ladder leaves in the step. */
  readonly ladder: Float64Array;
}

export interface HoldGpus {
  readonly gpus: HeldGpus;
  /** What the GPUs of the tray at a row ask for, from number `first` on, and what their own limits leave of it. */
  read(row: number, first: number, at: number, deviationW: number): void;
  /** Fills in what comes of the limits. */
  hold(row: number, first: number, coolantC: number): void;
}

export function createHoldGpus(
  twin: Twin,
  parts: part.Parts,
  loads: SlotLoads,
  work: KernelWork,
  now: KernelStep,
): HoldGpus {
  const { gpusPerTray, hardware } = twin;
  const { limits } = hardware;
  const gpus = emptyGpus(gpusPerTray);
  const draw = createDraw(twin, loads, gpus);
  const { ladder, powerW } = gpus;
  const { values } = parts;

  /** Die at the end of the step at its power. */
  function endC(i: number, gpu: number, coolantC: number): number {
    const p = gpu * PART_FIELDS;
    const watts = powerW[i] as number;
    const plateToC =
      coolantC + (values[p + COOLANT_K] as number) + (values[p + PLATE_K_PER_W] as number) * watts;
    const plateC = plateToC + ((values[p + PLATE_C] as number) - plateToC) * now.plateLeft;
    const dieToC = plateC + (values[p + DIE_K_PER_W] as number) * watts;
    return dieToC + ((values[p + DIE_C] as number) - dieToC) * now.dieLeft;
  }

  /** The ladder switches faster than any step: its mean is what makes just the die that leaves so much. */
  function climb(row: number, i: number, gpu: number, coolantC: number): void {
    let low = 0;
    let high = 1;
    for (let round = 0; round < ROUNDS; round++) {
      const middle = (low + high) / 2;
      ladder[i] = middle;
      draw(row, i, i + 1, middle);
      if (thermalRatio(limits, endC(i, gpu, coolantC)) < middle) high = middle;
      else low = middle;
    }
  }

  return {
    gpus,
    read: createRead(twin, parts, loads, work, now, gpus),
    hold(row, first, coolantC) {
      draw(row, 0, gpusPerTray, 1);
      for (let i = 0; i < gpusPerTray; i++) {
        const gpu = (first + i) | 0;
        ladder[i] = 1;
        if ((values[(Math.imul(gpu, PART_FIELDS) + DIE_C) | 0] as number) < now.watchC) continue;
        if (thermalRatio(limits, endC(i, gpu, coolantC)) < 1) climb(row, i, gpu, coolantC);
      }
    },
  };
}

function createRead(
  { gpusPerTray, hardware }: Twin,
  { values }: part.Parts,
  { rows }: SlotLoads,
  { bits }: KernelWork,
  now: KernelStep,
  { ownW, dynamic, limitW, askW, leftW }: HeldGpus,
): HoldGpus['read'] {
  const leakageW = table.createLeakageTable(hardware.gpu);
  return (row, first, at, deviationW) => {
    const heavyDynamicW = rows[(row + HEAVY_DYNAMIC) | 0] as number;
    const heavyOtherW = rows[(row + HEAVY_OTHER) | 0] as number;
    const { noiseKey, noiseScale } = now;
    for (let i = 0; i < gpusPerTray; i++) {
      const gpu = (first + i) | 0;
      const p = Math.imul(gpu, PART_FIELDS);
      const h = gpuBits(noiseKey, gpu);
      bits[(at + i) | 0] = h;
      const noise = 1 + noiseScale * byteSum(h);
      const leak = ((values[(p + DIE_C) | 0] as number) * LEAKAGE_STEPS_PER_K) | 0;
      const own =
        (values[(p + BASE_W) | 0] as number) * noise +
        (leakageW[leak < LAST_LEAKAGE ? leak : LAST_LEAKAGE] as number) *
          (values[(p + LEAKAGE_RATIO) | 0] as number);
      const times = (values[(p + DYNAMIC_RATIO) | 0] as number) * noise;
      const limit = values[(p + LIMIT_W) | 0] as number;
      const ask = own + heavyOtherW + heavyDynamicW * times;
      ownW[i] = own;
      dynamic[i] = times;
      limitW[i] = limit;
      askW[i] = ask;
      leftW[i] = deviationW > 0 ? limitedW(ask, limit, deviationW) : ask < limit ? ask : limit;
    }
  };
}

/** Powers and clocks of some GPUs of a tray when the thermal ladder leaves `left` of full dynamic power. */
function createDraw(twin: Twin, { rows }: SlotLoads, gpus: HeldGpus) {
  const { clockMHz, clockRatio, dynamicRatio, rowAt, fittingRow } = createClockTable(twin.hardware);
  const { ownW, dynamic, limitW, askW, leftW, powerW, heavyClockRatio, capped } = gpus;
  const meanMHz = gpus.clockMHz;
  return (row: number, from: number, to: number, left: number): void => {
    const heavyShare = rows[(row + HEAVY_SHARE) | 0] as number;
    const lightShare = 1 - heavyShare;
    // While the light phases last, not over the step.
    const perLight = heavyShare < 1 ? 1 / (1 - heavyShare) : 0;
    const heavyDynamicW = rows[(row + HEAVY_DYNAMIC) | 0] as number;
    const heavyOtherW = rows[(row + HEAVY_OTHER) | 0] as number;
    const lightDynamicW = (rows[(row + LIGHT_DYNAMIC) | 0] as number) * perLight;
    const lightOtherW = (rows[(row + LIGHT_OTHER) | 0] as number) * perLight;
    const lightMHz = (rows[(row + LIGHT_CLOCK) | 0] as number) * perLight;
    const most = left < 1 ? rowAt(left) : FULL;
    for (let i = from; i < to; i++) {
      const own = ownW[i] as number;
      const limit = limitW[i] as number;
      const leftOfW = leftW[i] as number;
      const heavyW = heavyDynamicW * (dynamic[i] as number);
      const lightW = lightDynamicW * (dynamic[i] as number);
      const heavyCapped = heavyShare > 0 && leftOfW < (askW[i] as number);
      const lightCapped = lightShare > 0 && own + lightOtherW + lightW > limit;
      let heavy = heavyCapped ? fittingRow(heavyW, heavyOtherW, leftOfW - own) : FULL;
      let light = lightCapped ? fittingRow(lightW, lightOtherW, limit - own) : FULL;
      if (heavy > most) heavy = most;
      if (light > most) light = most;
      const heavyF = clockRatio[heavy] as number;
      const lightF = clockRatio[light] as number;
      const stepMHz = clockMHz[light] as number;
      capped[i] = heavyCapped || lightCapped ? 1 : 0;
      heavyClockRatio[i] = heavyShare > 0 ? heavyF : 1;
      powerW[i] =
        own +
        heavyShare * (heavyW * (dynamicRatio[heavy] as number) + heavyOtherW * heavyF) +
        lightShare * (lightW * (dynamicRatio[light] as number) + lightOtherW * lightF);
      meanMHz[i] =
        heavyShare * (clockMHz[heavy] as number) +
        lightShare * (lightMHz < stepMHz ? lightMHz : stepMHz);
    }
  };
}

function emptyGpus(count: number): HeldGpus {
  const field = () => new Float64Array(count);
  return {
    ownW: field(),
    dynamic: field(),
    limitW: field(),
    askW: field(),
    leftW: field(),
    powerW: field(),
    clockMHz: field(),
    heavyClockRatio: field(),
    capped: new Uint8Array(count),
    ladder: field(),
  };
}
