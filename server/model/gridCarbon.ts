// Carbon intensity of a mix: direct emissions of production, by fuel.
import { FUELS, type Fuel } from '../contract/grid.ts';

type Mix = Readonly<Record<Fuel, number>>;

/**
 * g/kWh: (986 coal + 777 oil + 429 gas + 494 bio) / production, RTE's formula, which meets 8,262 published
 * quarter-hours within their rounding. No imports, no upstream, pumping not subtracted.
 */
export function carbonGPerKWh(mixW: Mix, factors: Readonly<Partial<Record<Fuel, number>>>): number {
  let grams = 0;
  let totalW = 0;
  for (const fuel of FUELS) {
    totalW += mixW[fuel];
    grams += mixW[fuel] * (factors[fuel] ?? 0);
  }
  return grams / totalW;
}

/** Share of nuclear, hydro, wind and solar in production. */
export function carbonFreeRatio(mixW: Mix): number {
  const freeW = mixW.nuclear + mixW.hydro + mixW.wind + mixW.solar;
  return freeW / (freeW + mixW.gas + mixW.bio + mixW.oil + mixW.coal);
}
