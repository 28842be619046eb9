// The clock of a GPU: steps of 7.5 MHz, chosen as the highest whose power fits what the limits leave.
import type { HardwareFile } from '../contract/hardware.ts';

/** Resolution of the table from "share of full dynamic power that fits" to the clock. */
export const CLOCK_TABLE_SIZE = 2_048;

export interface ClockTable {
  readonly maxMHz: number;
  readonly stepMHz: number;
  readonly voltageFloorRatio: number;
  /** Clock and relative dynamic power, by floor(ratio * CLOCK_TABLE_SIZE). */
  readonly clockMHz: Float64Array;
  readonly dynamicRatio: Float64Array;
}

/** Dynamic power at a clock over that at the highest: f V(f)^2 with V = floor + (1 - floor) f. */
export function dynamicRatioAt(clockRatio: number, voltageFloorRatio: number): number {
  const voltage = voltageFloorRatio + (1 - voltageFloorRatio) * clockRatio;
  return clockRatio * voltage * voltage;
}

export function createClockTable({ gpu, limits }: HardwareFile): ClockTable {
  const maxMHz = limits.gpuClockMHz;
  const clockMHz = new Float64Array(CLOCK_TABLE_SIZE);
  const dynamicRatio = new Float64Array(CLOCK_TABLE_SIZE);
  let at = gpu.clockIdleMHz;
  let ratio = dynamicRatioAt(at / maxMHz, gpu.voltageFloorRatio);
  for (let i = 0; i < CLOCK_TABLE_SIZE; i++) {
    for (;;) {
      const next = dynamicRatioAt((at + gpu.clockStepMHz) / maxMHz, gpu.voltageFloorRatio);
      if (next > i / CLOCK_TABLE_SIZE || at + gpu.clockStepMHz > maxMHz) break;
      at += gpu.clockStepMHz;
      ratio = next;
    }
    clockMHz[i] = at;
    dynamicRatio[i] = ratio;
  }
  const { clockStepMHz: stepMHz, voltageFloorRatio } = gpu;
  return { maxMHz, stepMHz, voltageFloorRatio, clockMHz, dynamicRatio };
}

/** Row of the table for a share of full dynamic power. */
export function clockRow(ratio: number): number {
  const row = ratio * CLOCK_TABLE_SIZE;
  return row >= CLOCK_TABLE_SIZE ? CLOCK_TABLE_SIZE - 1 : row > 0 ? row | 0 : 0;
}

/**
 * Row of the table in which dynamic power, which follows f V(f)^2, and the traffic of HBM and links, which follows f,
 * fit into a room together. As if traffic went with dynamic power, the clock comes out a little too high; below it lie
 * two clocks that fit: the one with the traffic of that clock, and the one on the straight line to no power at none.
 * The better of the two.
 */
export function fittingRow(
  table: ClockTable,
  dynamicW: number,
  trafficW: number,
  roomW: number,
): number {
  const { maxMHz, stepMHz, clockMHz, voltageFloorRatio } = table;
  const row = clockRow(roomW / (dynamicW + trafficW));
  const high = Math.min(1, ((clockMHz[row] as number) + stepMHz) / maxMHz);
  const byTraffic = clockRow((roomW - trafficW * high) / dynamicW);
  const highW = dynamicW * dynamicRatioAt(high, voltageFloorRatio) + trafficW * high;
  const onLine = Math.min(1, (high * roomW) / highW);
  if (!(onLine > 0)) return 0;
  return Math.max(byTraffic, clockRow(dynamicRatioAt(onLine, voltageFloorRatio)));
}
