// The mean of a power that varies under a limit it may not pass: less than the limit of its mean.

/** Beyond so many deviations a normal law is taken as over. */
export const REACH = 4;

/** Mean of min(P, limit) for P normal about `askW`; without a deviation the smaller of the two. */
export function limitedW(askW: number, limitW: number, deviationW: number): number {
  const roomW = limitW - askW;
  if (roomW >= REACH * deviationW) return askW;
  if (roomW <= -REACH * deviationW) return limitW;
  const z = roomW / deviationW;
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  return askW - deviationW * (density - z * above(z));
}

/** Share of a normal law above z: Abramowitz and Stegun 26.2.17, within 7.5e-8. */
function above(z: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(z));
  const series =
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const tail = (series * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
  return z >= 0 ? tail : 1 - tail;
}
