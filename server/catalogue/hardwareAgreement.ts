// What no schema can say of a hardware file: limits that must rise, idle below busy, set-points within their range.
import { CAP_RANGE_W } from '../contract/command.ts';
import type { HardwareFile } from '../contract/hardware.ts';

/** A field with its value. */
type Field = readonly [name: string, value: number];

/** The first contradiction in a hardware file, as "field bound"; undefined when there is none. */
export function hardwareProblem(file: HardwareFile): string | undefined {
  for (const [low, high] of rising(file)) {
    if (low[1] >= high[1]) {
      return `${high[0]} must be above ${low[0]}, ${low[1]} (found ${high[1]})`;
    }
  }
  return superchipProblem(file) ?? setPointProblem(file) ?? overloadProblem(file);
}

function rising({ limits, gpu, tray, rack, cooling }: HardwareFile): (readonly [Field, Field])[] {
  return [
    [
      ['limits.gpuMaxOperatingC', limits.gpuMaxOperatingC],
      ['limits.gpuSlowdownC', limits.gpuSlowdownC],
    ],
    [
      ['limits.gpuSlowdownC', limits.gpuSlowdownC],
      ['limits.gpuShutdownC', limits.gpuShutdownC],
    ],
    [
      ['gpu.clockIdleMHz', gpu.clockIdleMHz],
      ['limits.gpuClockMHz', limits.gpuClockMHz],
    ],
    [
      ['gpu.reservedMiB', gpu.reservedMiB],
      ['limits.gpuMemoryMiB', limits.gpuMemoryMiB],
    ],
    [
      ['tray.graceIdleW', tray.graceIdleW],
      ['tray.graceMaxW', tray.graceMaxW],
    ],
    [
      ['rack.switchTrayIdleW', rack.switchTrayIdleW],
      ['rack.switchTrayBusyW', rack.switchTrayBusyW],
    ],
    [
      ['cooling.adiabaticOffC', cooling.adiabaticOffC],
      ['cooling.adiabaticOnC', cooling.adiabaticOnC],
    ],
    [
      ['cooling.coldSupplyC', cooling.coldSupplyC],
      ['cooling.coldReturnC', cooling.coldReturnC],
    ],
  ];
}

/** A busy Grace must leave both GPUs the lowest cap that the driver takes. */
function superchipProblem({ limits, tray }: HardwareFile): string | undefined {
  const leastW = tray.graceMaxW + 2 * CAP_RANGE_W[0];
  if (limits.superchipPowerW >= leastW) return undefined;
  return `limits.superchipPowerW must be at least ${leastW}, one Grace and two GPUs at their lowest cap (found ${limits.superchipPowerW})`;
}

function setPointProblem({ cooling }: HardwareFile): string | undefined {
  const { ringSupplyC, ringSetC, warmSupplyC, warmSetC, cduApproachK } = cooling;
  const asked = [
    ['ringSupplyC', ringSupplyC, ringSetC],
    ['warmSupplyC', warmSupplyC, warmSetC],
  ] as const;
  for (const [name, value, [low, high]] of asked) {
    if (value < low || value > high) {
      return `cooling.${name} must be from ${low} to ${high} (found ${value})`;
    }
  }
  const leastC = warmSupplyC + cduApproachK;
  if (ringSupplyC >= leastC) return undefined;
  return `cooling.ringSupplyC must be at least ${leastC}, the facility water and the approach of the CDUs (found ${ringSupplyC})`;
}

/** The more a UPS bears, the shorter. */
function overloadProblem({ power: { upsOverload } }: HardwareFile): string | undefined {
  for (let i = 1; i < upsOverload.length; i++) {
    const [before, after] = [upsOverload[i - 1], upsOverload[i]];
    if (before && after && before[0] < after[0] && before[1] > after[1]) continue;
    return `power.upsOverload.${i} must be a higher load for a shorter time than the one before`;
  }
  return undefined;
}
