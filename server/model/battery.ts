// The battery of a UPS: what it holds, what it gives back of what it took, and how fast it may be filled.
import type { HardwareFile } from '../contract/hardware.ts';
import { upsLossW } from './ups.ts';

type Power = HardwareFile['power'];

/** Energy of a full battery: what feeds a UPS at its rating, loss included, for its autonomy. */
export function batteryCapacityWh(power: Power, upsRatedW: number, autonomyS: number): number {
  const drawnW = upsRatedW + upsLossW(power, upsRatedW, upsRatedW);
  return (drawnW * autonomyS) / 3_600 / power.batteryDischargeEfficiencyRatio;
}

/** What leaves the cells when so much is wanted at the terminals. */
export function dischargedWh(power: Power, givenWh: number): number {
  return givenWh / power.batteryDischargeEfficiencyRatio;
}

/** What a UPS takes from its input over so many seconds to fill this much room in the cells. */
export function rechargeWh(
  power: Power,
  upsRatedW: number,
  roomWh: number,
  seconds: number,
): number {
  const mostWh = (power.batteryRechargeRatio * upsRatedW * seconds) / 3_600;
  return Math.min(mostWh, Math.max(0, roomWh) / power.batteryChargeEfficiencyRatio);
}

/** What of it reaches the cells. */
export function chargedWh(power: Power, takenWh: number): number {
  return takenWh * power.batteryChargeEfficiencyRatio;
}
