// The clock of a GPU: steps of 7.5 MHz, chosen as the highest whose dynamic power fits what the limits leave.
import type { HardwareFile } from '../contract/hardware.ts';

/** Resolution of the table from "share of full dynamic power that fits" to the clock. */
export const CLOCK_TABLE_SIZE = 2_048;

export interface ClockTable {
  readonly maxMHz: number;
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
  return { maxMHz, clockMHz, dynamicRatio };
}
