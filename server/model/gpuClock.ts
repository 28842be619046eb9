// The clock of a GPU: steps of 7.5 MHz, chosen as the highest whose power fits what the limits leave.
import type { HardwareFile } from '../contract/hardware.ts';

/** Resolution of the table from "share of full dynamic power that fits" to the clock. */
const ROWS = 2_048;
/** Its last row: no limit but the highest clock. */
export const FULL_CLOCK = ROWS;

export interface ClockTable {
  /** Of each row, by floor(ratio * FULL_CLOCK): the clock, its share of the highest, and its relative dynamic power. */
  readonly clockMHz: Float64Array;
  readonly clockRatio: Float64Array;
  readonly dynamicRatio: Float64Array;
  /** Row of a share of full dynamic power below 1. */
  rowAt(ratio: number): number;
  /** Row in which dynamic power, which follows f V(f)^2, and the traffic of HBM and links, which follows f, fit. */
  fittingRow(dynamicW: number, trafficW: number, roomW: number): number;
}

/** Dynamic power at a clock over that at the highest: f V(f)^2 with V = floor + (1 - floor) f. */
export function dynamicRatioAt(clockRatio: number, voltageFloorRatio: number): number {
  const voltage = voltageFloorRatio + (1 - voltageFloorRatio) * clockRatio;
  return clockRatio * voltage * voltage;
}

export function createClockTable(hardware: HardwareFile): ClockTable {
  const { clockMHz, clockRatio, dynamicRatio } = stepsOf(hardware);
  const { exact, slope } = curveOf(hardware.gpu.voltageFloorRatio);
  function rowAt(ratio: number): number {
    const row = ratio * ROWS;
    return row >= ROWS ? ROWS - 1 : row > 0 ? row | 0 : 0;
  }
  return {
    clockMHz,
    clockRatio,
    dynamicRatio,
    rowAt,
    fittingRow(dynamicW, trafficW, roomW) {
      // As if traffic went with dynamic power; then down along the tangent there. The clock is a concave function of
      // dynamic power, so that the tangent asks for too much rather than too little.
      const first = rowAt(roomW / (dynamicW + trafficW));
      const ratio = first / ROWS;
      const askedW = dynamicW * ratio + trafficW * (exact[first] as number);
      const perRatioW = dynamicW + trafficW * (slope[first] as number);
      return rowAt(ratio + (roomW - askedW) / perRatioW);
    },
  };
}

/** The driver's steps: in each row the highest clock that takes no more than the row's share of dynamic power. */
function stepsOf({ gpu, limits }: HardwareFile) {
  const maxMHz = limits.gpuClockMHz;
  const clockMHz = new Float64Array(ROWS + 1).fill(maxMHz);
  const dynamicRatio = new Float64Array(ROWS + 1).fill(1);
  let at = gpu.clockIdleMHz;
  let ratio = dynamicRatioAt(at / maxMHz, gpu.voltageFloorRatio);
  for (let row = 0; row < ROWS; row++) {
    for (;;) {
      const next = dynamicRatioAt((at + gpu.clockStepMHz) / maxMHz, gpu.voltageFloorRatio);
      if (next > row / ROWS || at + gpu.clockStepMHz > maxMHz) break;
      at += gpu.clockStepMHz;
      ratio = next;
    }
    clockMHz[row] = at;
    dynamicRatio[row] = ratio;
  }
  return { clockMHz, dynamicRatio, clockRatio: clockMHz.map((mhz) => mhz / maxMHz) };
}

/** Without steps: the clock over the highest at each share of dynamic power, and how fast it grows there. */
function curveOf(floor: number) {
  const exact = new Float64Array(ROWS);
  const slope = new Float64Array(ROWS);
  let f = 0;
  for (let row = 0; row < ROWS; row++) {
    for (let round = 0; round < 8; round++) {
      f -= (dynamicRatioAt(f, floor) - row / ROWS) / growthAt(f, floor);
    }
    exact[row] = f;
    slope[row] = 1 / growthAt(f, floor);
  }
  return { exact, slope };
}

/** Derivative of dynamicRatioAt. */
function growthAt(f: number, floor: number): number {
  const voltage = floor + (1 - floor) * f;
  return voltage * voltage + 2 * f * voltage * (1 - floor);
}
