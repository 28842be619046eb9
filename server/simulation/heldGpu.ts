// One GPU under its limits: the clock that fits in each phase, the watts that come of it, and the thermal ladder.
import { createClockTable, FULL_CLOCK } from '../model/gpuClock.ts';
import { thermalRatio } from '../model/gpuThermal.ts';
import type { KernelStep } from './kernelWork.ts';
import * as part from './parts.ts';
import type { Twin } from './twin.ts';

// Copies for the hot loop: see trayKernel.ts.
const { PART_FIELDS, COOLANT_K, PLATE_K_PER_W, DIE_K_PER_W, DIE_C, PLATE_C } = part;
const FULL = FULL_CLOCK;
const ROUNDS = 10;

/** What the row of a tray asks of each of its GPUs. */
export interface Ask {
  heavyShare: number;
  heavyDynamicW: number;
  heavyOtherW: number;
  /** While the light phases last, not over the step. */
  lightDynamicW: number;
  lightOtherW: number;
  lightMHz: number;
  coolantC: number;
}

export interface HeldGpu {
  gpu: number;
  /** Base and leakage. */
  ownW: number;
  /** Times the dynamic watts of the row: its part and the noise of the step. */
  dynamic: number;
  limitW: number;
  /** What the heavy phase asks for, and what the limits leave of it. */
  askW: number;
  leftW: number;
  /** What came of it: means over the step; the clock of the heavy phase over the highest. */
  powerW: number;
  clockMHz: number;
  heavyClockRatio: number;
  capped: boolean;
  /** Die at the start of the step, and the share of full dynamic power that the thermal ladder leaves in it. */
  dieC: number;
  ladder: number;
}

/** Fills in what comes of the limits of one GPU. */
export type HoldGpu = (one: HeldGpu, ask: Ask) => void;

export function createHoldGpu(twin: Twin, parts: part.Parts, now: KernelStep): HoldGpu {
  const { limits } = twin.hardware;
  const { clockMHz, clockRatio, dynamicRatio, rowAt, fittingRow } = createClockTable(twin.hardware);
  const { values } = parts;

  /** Power and clock when the ladder leaves so much of full dynamic power. */
  function draw(one: HeldGpu, ask: Ask, ladder: number): void {
    const { ownW, limitW } = one;
    const { heavyShare, heavyOtherW, lightOtherW } = ask;
    const lightShare = 1 - heavyShare;
    const heavyW = ask.heavyDynamicW * one.dynamic;
    const lightW = ask.lightDynamicW * one.dynamic;
    const heavyCapped = heavyShare > 0 && one.leftW < one.askW;
    const lightCapped = lightShare > 0 && ownW + lightOtherW + lightW > limitW;
    let heavy = heavyCapped ? fittingRow(heavyW, heavyOtherW, one.leftW - ownW) : FULL;
    let light = lightCapped ? fittingRow(lightW, lightOtherW, limitW - ownW) : FULL;
    if (ladder < 1) {
      heavy = Math.min(heavy, rowAt(ladder));
      light = Math.min(light, rowAt(ladder));
    }
    const heavyF = clockRatio[heavy] as number;
    const lightF = clockRatio[light] as number;
    one.capped = heavyCapped || lightCapped;
    one.heavyClockRatio = heavyShare > 0 ? heavyF : 1;
    one.powerW =
      ownW +
      heavyShare * (heavyW * (dynamicRatio[heavy] as number) + heavyOtherW * heavyF) +
      lightShare * (lightW * (dynamicRatio[light] as number) + lightOtherW * lightF);
    one.clockMHz =
      heavyShare * (clockMHz[heavy] as number) +
      lightShare * Math.min(ask.lightMHz, clockMHz[light] as number);
  }
  /** Die at the end of the step at its power. */
  function endC(one: HeldGpu, coolantC: number): number {
    const p = one.gpu * PART_FIELDS;
    const plateToC =
      coolantC +
      (values[p + COOLANT_K] as number) +
      (values[p + PLATE_K_PER_W] as number) * one.powerW;
    const plateC = plateToC + ((values[p + PLATE_C] as number) - plateToC) * now.plateLeft;
    const dieToC = plateC + (values[p + DIE_K_PER_W] as number) * one.powerW;
    return dieToC + ((values[p + DIE_C] as number) - dieToC) * now.dieLeft;
  }
  return (one, ask) => {
    one.ladder = 1;
    draw(one, ask, 1);
    if (one.dieC < now.watchC || thermalRatio(limits, endC(one, ask.coolantC)) === 1) return;
    // The ladder switches faster than any step: its mean is what makes just the die that leaves so much.
    let low = 0;
    let high = 1;
    for (let round = 0; round < ROUNDS; round++) {
      one.ladder = (low + high) / 2;
      draw(one, ask, one.ladder);
      if (thermalRatio(limits, endC(one, ask.coolantC)) < one.ladder) high = one.ladder;
      else low = one.ladder;
    }
  };
}
