// Where moments stand in a chart: from pixels to times and back, and where keys move to.
import type { Span } from '../time/range.ts';

/** Where the plot stands in the canvas, in CSS pixels, and the moments at its edges. */
export interface PlotArea extends Span {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The step's END nearest to a pixel, inside the plot. */
export function momentAt(area: PlotArea, x: number, stepS: number): number {
  const share = Math.min(1, Math.max(0, (x - area.left) / (area.right - area.left)));
  return onStep(area, area.fromMs + share * (area.toMs - area.fromMs), stepS);
}

function onStep({ fromMs, toMs }: Span, timeMs: number, stepS: number): number {
  const stepMs = stepS * 1000;
  const nearest = Math.round(timeMs / stepMs) * stepMs;
  return Math.min(toMs, Math.max(fromMs + 1, nearest));
}

/** Steps that one press of an arrow moves: about a pixel or two, ten times that with shift. */
const ARROW_SHARE = 1 / 200;

/** Where an arrow, Home or End moves the cursor; undefined for other keys. */
export function moved(
  key: string,
  far: boolean,
  area: PlotArea,
  stepS: number,
  atMs: number | undefined,
): number | undefined {
  const { fromMs, toMs } = area;
  const steps = Math.max(1, Math.round(((toMs - fromMs) * ARROW_SHARE) / (stepS * 1000)));
  const stride = steps * stepS * 1000 * (far ? 10 : 1);
  if (key === 'ArrowLeft' || key === 'ArrowDown')
    return onStep(area, (atMs ?? toMs) - stride, stepS);
  if (key === 'ArrowRight' || key === 'ArrowUp')
    return onStep(area, (atMs ?? fromMs) + stride, stepS);
  if (key === 'Home') return onStep(area, fromMs, stepS);
  return key === 'End' ? toMs : undefined;
}

/** The span around the cursor (or the middle) that reaches this share of the plot's length to either side. */
export function zoomed(
  { fromMs, toMs }: Span,
  atMs: number | undefined,
  share: number,
): readonly [number, number] {
  const reach = (toMs - fromMs) * share;
  const middle = atMs ?? (fromMs + toMs) / 2;
  return [middle - reach, Math.max(middle - reach + 10_000, middle + reach)];
}
