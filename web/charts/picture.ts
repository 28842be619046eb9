// From series to what stands on the canvas: points in the chart's unit, one a column of pixels, and the scale they need.
import { factorOf } from '../format.ts';
import type { Span } from '../time/range.ts';
import type { Series } from '../time/seriesTypes.ts';
import type { Column } from '../time/stepStore.ts';
import type { ChartLine, ChartSpec } from './chartTypes.ts';
import { columnMs, type Folded, foldColumns } from './columns.ts';
import { scaleAround, scaleBetween, type ValueScale } from './valueScale.ts';

export interface PictureLine extends Folded {
  readonly label: string;
  readonly ink: string;
  readonly dashed: boolean;
  /** Layers: the top of each, standing on the ones before it. */
  readonly area: boolean;
  /** Lowest and highest are worth drawing. */
  readonly band: boolean;
}

export interface Picture {
  readonly span: Span;
  readonly lines: readonly PictureLine[];
  /** The period before, on this one's axis. */
  readonly before: readonly PictureLine[];
  readonly forecast: PictureLine | undefined;
  readonly scale: ValueScale;
}

/** So many lines may have a band each; more would cover one another. */
const MOST_BANDS = 3;

export function pictureOf(
  series: Series,
  spec: ChartSpec,
  widthPx: number,
  lastScale: ValueScale | undefined,
): Picture {
  const span = spanShown(series.span, spec);
  const eachMs = columnMs(span, series.stepS, widthPx);
  const coarse = eachMs > 1000;
  const bands = coarse && !spec.stacked && spec.lines.length <= MOST_BANDS;
  const draw = (of: Pick<Series, 'timesMs' | 'of'>, withBands: boolean): PictureLine[] =>
    linesOf(
      of,
      spec,
      (times, column) => foldColumns(times, column, span, eachMs, factorOf(spec.unit)),
      withBands,
    );
  const lines = draw(series, bands);
  for (const line of lines) leaveGaps(line, series.gaps, eachMs);
  const before = series.before ? lastOf(draw(series.before, false), spec) : [];
  const forecast = forecastOf(spec, span);
  return {
    span,
    lines,
    before,
    forecast,
    scale: scaleOf(spec, [...lines, ...before, ...(forecast ? [forecast] : [])], lastScale),
  };
}

/** A column that nobody recorded for the most part is not drawn, so that a gap shorter than two columns is seen too. */
function leaveGaps(
  { xs, means, lows, highs }: Folded,
  gaps: readonly Span[],
  eachMs: number,
): void {
  if (gaps.length === 0) return;
  xs.forEach((x, i) => {
    const fromMs = (Math.ceil(x / eachMs) - 1) * eachMs;
    let missingMs = 0;
    for (const gap of gaps) {
      missingMs += Math.max(0, Math.min(gap.toMs, x) - Math.max(gap.fromMs, fromMs));
    }
    if (missingMs <= (x - fromMs) / 2) return;
    for (const values of [means, lows, highs]) values[i] = Number.NaN;
  });
}

/** A forecast lengthens the axis to its end. */
function spanShown(span: Span, { forecast }: ChartSpec): Span {
  const last = forecast?.timesMs.at(-1) ?? 0;
  return last > span.toMs ? { fromMs: span.fromMs, toMs: last } : span;
}

function linesOf(
  series: Pick<Series, 'timesMs' | 'of'>,
  spec: ChartSpec,
  fold: (timesMs: readonly number[], column: Column) => Folded,
  band: boolean,
): PictureLine[] {
  let below: readonly number[] = [];
  return spec.lines.map((line) => {
    const folded = fold(series.timesMs, columnOf(series, line));
    const means = spec.stacked ? folded.means.map((y, i) => y + (below[i] ?? 0)) : folded.means;
    if (spec.stacked) below = means;
    const { label, ink, dashed = false } = line;
    return { ...folded, means, label, ink, dashed, area: spec.stacked === true, band };
  });
}

/** Of a stack, the period before is its total alone. */
function lastOf(lines: readonly PictureLine[], { stacked }: ChartSpec): readonly PictureLine[] {
  const top = lines.at(-1);
  return stacked && top ? [{ ...top, area: false, ink: 'text' }] : lines;
}

/** The column of a line; several metrics are added step by step, and one that is not known makes the sum unknown. */
export function columnOf(
  series: Pick<Series, 'timesMs' | 'of'>,
  { metric, id }: ChartLine,
): Column {
  const metrics = typeof metric === 'string' ? [metric] : metric;
  const columns = metrics.map((one) => series.of(one, id));
  const [only] = columns;
  if (columns.length === 1 && only) return only;
  const sum = series.timesMs.map((_, i) =>
    columns.reduce((total, { mean }) => total + (mean[i] ?? Number.NaN), 0),
  );
  return { min: sum, mean: sum, max: sum };
}

function forecastOf({ forecast, unit }: ChartSpec, span: Span): PictureLine | undefined {
  if (!forecast) return undefined;
  const factor = factorOf(unit);
  const inUnit = (values: readonly (number | null)[]): number[] =>
    values.map((value) => (value ?? Number.NaN) * factor);
  const { label, ink, timesMs } = forecast;
  const from = timesMs.findIndex((timeMs) => timeMs > span.fromMs);
  return {
    xs: timesMs.slice(Math.max(0, from)),
    means: inUnit(forecast.values).slice(Math.max(0, from)),
    lows: inUnit(forecast.low).slice(Math.max(0, from)),
    highs: inUnit(forecast.high).slice(Math.max(0, from)),
    label,
    ink,
    dashed: true,
    area: false,
    band: true,
  };
}

function scaleOf(
  { scale = 'data', limits = [], leastSpan = 0, unit }: ChartSpec,
  lines: readonly PictureLine[],
  last: ValueScale | undefined,
): ValueScale {
  const factor = factorOf(unit);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const line of lines) {
    for (const y of line.band ? line.lows : line.means) if (y < low) low = y;
    for (const y of line.band ? line.highs : line.means) if (y > high) high = y;
  }
  if (typeof scale !== 'string') return scaleBetween(scale[0] * factor, scale[1] * factor, high);
  const standing = limits.map(({ value }) => value * factor);
  if (scale === 'zero') {
    return scaleAround(Math.min(0, low), Math.max(high, ...standing), last);
  }
  const missing = leastSpan * factor - (high - low);
  if (missing > 0) {
    low -= missing / 2;
    high += missing / 2;
  }
  return scaleAround(low, high, last);
}
