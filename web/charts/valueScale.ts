// The vertical scale of a chart: round ends that stay while values move a little.

export interface ValueScale {
  readonly min: number;
  readonly max: number;
  readonly step: number;
}

const TICKS = 4;
/** Below this share of its height the scale is drawn in. */
const SHRINK_BELOW = 0.45;

/** A scale with round steps around [low, high]; `last` is kept while it still fits well. */
export function scaleAround(low: number, high: number, last: ValueScale | undefined): ValueScale {
  if (!(low <= high)) return last ?? { min: 0, max: 1, step: 0.5 };
  if (last && low >= last.min && high <= last.max) {
    const used = (high - low) / (last.max - last.min);
    if (used >= SHRINK_BELOW) return last;
  }
  const length = high - low || Math.abs(high) || 1;
  const step = roundStep(length / TICKS);
  const min = Math.floor(low / step + 1e-9) * step;
  const max = Math.ceil(high / step - 1e-9) * step;
  const made = { min, max: max > min ? max : min + step, step };
  return last && sameEnds(made, last) ? last : made;
}

/** Fixed ends with round steps between; a value beyond the upper end moves it, nothing else does. */
export function scaleBetween(low: number, high: number, highest: number): ValueScale {
  const top = highest > high ? highest : high;
  return { min: low, max: top, step: roundStep((high - low) / TICKS) };
}

function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const share = rough / power;
  const round = share <= 1 ? 1 : share <= 2 ? 2 : share <= 2.5 ? 2.5 : share <= 5 ? 5 : 10;
  return round * power;
}

function sameEnds(a: ValueScale, b: ValueScale): boolean {
  return a.min === b.min && a.max === b.max;
}

/** Decimals that tell the steps of a scale apart. */
export function digitsOf({ step }: ValueScale): number {
  return Math.max(
    0,
    Math.min(
      6,
      -Math.floor(Math.log10(step) + 1e-9) + (/^0*25/.test(`${step}`.replace('.', '')) ? 1 : 0),
    ),
  );
}
