// One GPU under its limits: the clock that fits in each phase, the watts that come of it, and the thermal ladder.
import { CLOCK_TABLE_SIZE, clockRow, createClockTable, fittingRow } from '../model/gpuClock.ts';
import { thermalRatio } from '../model/gpuThermal.ts';
import type { KernelStep } from './kernelWork.ts';
import {
  COOLANT_K,
  DIE_C,
  DIE_K_PER_W,
  PART_FIELDS,
  type Parts,
  PLATE_C,
  PLATE_K_PER_W,
} from './parts.ts';
import type { Twin } from './twin.ts';

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

/** No limit but the highest clock. */
const FULL = CLOCK_TABLE_SIZE;
const ROUNDS = 10;

/** Fills in what comes of the limits of one GPU. */
export type HoldGpu = (one: HeldGpu, ask: Ask) => void;

export function createHoldGpu(twin: Twin, parts: Parts, now: KernelStep): HoldGpu {
  const { hardware } = twin;
  const table = createClockTable(hardware);
  const { limits } = hardware;
  const { values } = parts;

  function row(
    limited: boolean,
    dynamicW: number,
    trafficW: number,
    roomW: number,
    ladder: number,
  ) {
    const byPower = limited ? fittingRow(table, dynamicW, trafficW, roomW) : FULL;
    return ladder < 1 ? Math.min(byPower, clockRow(ladder)) : byPower;
  }
  const clockOf = (at: number): number =>
    at === FULL ? table.maxMHz : (table.clockMHz[at] as number);
  /** Watts of a phase at a row of the table. */
  function phaseW(at: number, dynamicW: number, trafficW: number): number {
    return at === FULL
      ? dynamicW + trafficW
      : dynamicW * (table.dynamicRatio[at] as number) + (trafficW * clockOf(at)) / table.maxMHz;
  }
  /** Power and clock when the ladder leaves so much of full dynamic power. */
  function draw(one: HeldGpu, ask: Ask, ladder: number): void {
    const { ownW, dynamic } = one;
    const lightShare = 1 - ask.heavyShare;
    const heavyW = ask.heavyDynamicW * dynamic;
    const lightW = ask.lightDynamicW * dynamic;
    const heavyCapped = ask.heavyShare > 0 && one.leftW < one.askW;
    const lightCapped = lightShare > 0 && ownW + ask.lightOtherW + lightW > one.limitW;
    const heavyRow = row(heavyCapped, heavyW, ask.heavyOtherW, one.leftW - ownW, ladder);
    const lightRow = row(lightCapped, lightW, ask.lightOtherW, one.limitW - ownW, ladder);
    one.capped = heavyCapped || lightCapped;
    one.heavyClockRatio = ask.heavyShare > 0 ? clockOf(heavyRow) / table.maxMHz : 1;
    one.powerW =
      ownW +
      ask.heavyShare * phaseW(heavyRow, heavyW, ask.heavyOtherW) +
      lightShare * phaseW(lightRow, lightW, ask.lightOtherW);
    one.clockMHz =
      ask.heavyShare * clockOf(heavyRow) + lightShare * Math.min(ask.lightMHz, clockOf(lightRow));
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
