// Busway and UPS: copper loss with the square of the load, conversion loss as a quadratic over the rating.
import type { HardwareFile } from '../contract/hardware.ts';

type Power = HardwareFile['power'];

/** Loss between the UPS outputs and the racks of a group, buswayLossRatio at the design load. */
export function buswayLossW(power: Power, loadW: number, designW: number): number {
  return (power.buswayLossRatio * loadW * loadW) / designW;
}

/** Loss of one UPS in double conversion (Eaton 9395XR class: 97.0/97.3/97.0/96.4 % at 25/50/75/100 %). */
export function upsLossW(power: Power, outputW: number, ratedW: number): number {
  const x = outputW / ratedW;
  return ratedW * (power.upsLossConstant + power.upsLossLinear * x + power.upsLossSquare * x * x);
}

/** On bypass only the static switch loses, in proportion (eco mode of the same class: 99.2 %). */
export function upsBypassLossW(power: Power, outputW: number): number {
  return power.upsBypassLossRatio * outputW;
}

/** How long a UPS bears a load; for ever up to its rating, not at all above the last bound of upsOverload. */
export function overloadBearableS(power: Power, loadRatio: number): number {
  if (loadRatio <= 1) return Number.POSITIVE_INFINITY;
  const bound = power.upsOverload.find(([ratio]) => loadRatio <= ratio);
  return bound ? bound[1] : 0;
}
