// One point a pixel: the steps of a series folded into columns that keep the lowest, the mean and the highest.
import type { Span } from '../time/range.ts';
import type { Column } from '../time/stepStore.ts';

/** NaN where a column of pixels knows nothing. */
export interface Folded {
  readonly xs: number[];
  readonly lows: number[];
  readonly means: number[];
  readonly highs: number[];
}

/** Milliseconds of a column: whole steps, so that columns stay the same while the span slides. */
export function columnMs({ fromMs, toMs }: Span, stepS: number, widthPx: number): number {
  const stepMs = stepS * 1000;
  const wanted = (toMs - fromMs) / Math.max(1, widthPx);
  return Math.max(1, Math.ceil(wanted / stepMs - 1e-9)) * stepMs;
}

/**
 * Folds steps (their ENDs ascending) that lie in the span, the one before it too, so that a line enters at the edge.
 * Values are multiplied by `factor`. A column stands at its end, or at the span's end if that comes first.
 */
export function foldColumns(
  timesMs: readonly number[],
  { min, mean, max }: Column,
  span: Span,
  eachMs: number,
  factor: number,
): Folded {
  const folded: Folded = { xs: [], lows: [], means: [], highs: [] };
  const first = firstIn(timesMs, span.fromMs - eachMs);
  let end = Number.NEGATIVE_INFINITY;
  let count = 0;
  let sum = 0;
  let low = Number.NaN;
  let high = Number.NaN;
  const close = (): void => {
    if (end === Number.NEGATIVE_INFINITY) return;
    folded.xs.push(Math.min(end, span.toMs));
    folded.lows.push(low * factor);
    folded.means.push(count > 0 ? (sum / count) * factor : Number.NaN);
    folded.highs.push(high * factor);
  };
  for (let i = first; i < timesMs.length; i++) {
    const timeMs = timesMs[i] ?? 0;
    const itsEnd = Math.ceil(timeMs / eachMs) * eachMs;
    if (itsEnd - eachMs >= span.toMs) break;
    if (itsEnd !== end) {
      close();
      end = itsEnd;
      count = 0;
      sum = 0;
      low = Number.NaN;
      high = Number.NaN;
    }
    const value = mean[i] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    const lowest = min[i] ?? value;
    const highest = max[i] ?? value;
    count++;
    sum += value;
    low = low <= lowest ? low : lowest;
    high = high >= highest ? high : highest;
  }
  close();
  return folded;
}

/** Index of the first time that lies after `fromMs`. */
export function firstIn(timesMs: readonly number[], fromMs: number): number {
  let low = 0;
  let high = timesMs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((timesMs[middle] ?? 0) > fromMs) high = middle;
    else low = middle + 1;
  }
  return low;
}
