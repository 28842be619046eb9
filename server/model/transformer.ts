// Transformers and lines: P = P0 + Pk (S / Sr)^2, and copper loss with the square of the power.
import type { HardwareFile } from '../contract/hardware.ts';

type Power = HardwareFile['power'];

/** Apparent power over rating. */
export function transformerLoadRatio(power: Power, powerW: number, ratingVA: number): number {
  return powerW / power.powerFactor / ratingVA;
}

/** One main transformer. */
export function mainTransformerLossW(power: Power, outputW: number, ratingVA: number): number {
  const x = transformerLoadRatio(power, outputW, ratingVA);
  return ratingVA * (power.transformerNoLoadRatio + power.transformerLoadRatio * x * x);
}

/** All MV/LV transformers of the site as one. */
export function mvTransformerLossW(power: Power, outputW: number, itDesignW: number): number {
  const ratingVA = power.mvInstalledRatio * itDesignW;
  const x = transformerLoadRatio(power, outputW, ratingVA);
  return ratingVA * (power.mvNoLoadRatio + power.mvLoadRatio * x * x);
}

/** Line from the meter to the transformers, lineLossRatio at the rating. */
export function lineLossW(power: Power, powerW: number, ratedW: number): number {
  return (power.lineLossRatio * powerW * powerW) / ratedW;
}
