// Heat carried by a flow: Q = flow x c x dT.

/** Kelvin that a flow warms by when it takes up heat; 0 without flow. */
export function warmingK(heatW: number, flowLpm: number, joulePerLK: number): number {
  return flowLpm > 0 ? (heatW * 60) / (flowLpm * joulePerLK) : 0;
}

/** Flow that takes up heat with a given warming. */
export function flowLpm(heatW: number, rangeK: number, joulePerLK: number): number {
  return (heatW * 60) / (rangeK * joulePerLK);
}
