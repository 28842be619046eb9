// Diesel gensets: how they take up the load after the start, and what they burn.
import type { HardwareFile } from '../contract/hardware.ts';

type Power = HardwareFile['power'];

/** Share of the load that the gensets carry in the second that begins so long after the first breaker has closed. */
export function loadStepRatio(power: Power, sinceClosedS: number): number {
  return Math.min(1, power.gensetLoadStepRatio * (Math.floor(sinceClosedS) + 1));
}

/** Share of a full tank burnt by energy at the terminals and by running at all: a straight line over the load. */
export function burntRatio(
  power: Power,
  ratedW: number,
  givenWh: number,
  runningS: number,
): number {
  const loadS = (givenWh * 3_600) / ratedW;
  const { gensetIdleFuelRatio: idle, gensetTankS } = power;
  return (idle * runningS + (1 - idle) * loadS) / gensetTankS;
}
