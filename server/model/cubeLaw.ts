// Affinity laws of pumps and fans: flow goes with speed, power with its cube, above a fixed part for drive and bearings.

/** Electric power at a speed of 0-1 of the rated one. */
export function cubeLawW(ratedW: number, fixedRatio: number, speedRatio: number): number {
  return ratedW * (fixedRatio + (1 - fixedRatio) * speedRatio * speedRatio * speedRatio);
}

export function clamp(value: number, low: number, high: number): number {
  return value < low ? low : value > high ? high : value;
}
