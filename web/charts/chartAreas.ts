// The areas of a chart: bands between the lowest and the highest, and the layers of a stack.
import type { Chart } from 'chart.js';
import { colourOf } from '../theme.ts';
import type { Picture } from './picture.ts';

const BAND_ALPHA = 0.22;

/** Between the lowest and the highest of each column; where nothing is known nothing is drawn. */
export function drawBands(chart: Chart, { lines, forecast }: Picture): void {
  const banded = [...lines, ...(forecast ? [forecast] : [])].filter(({ band }) => band);
  inPlot(chart, (ctx, atX, atY) => {
    ctx.globalAlpha = BAND_ALPHA;
    for (const { ink, xs, lows, highs } of banded) {
      ctx.fillStyle = colourOf(ink);
      for (const run of runsOf(lows)) fillRun(ctx, xs, highs, lows, run, atX, atY);
    }
  });
}

/** The layers of a stack: each reaches down to zero and the lower ones are painted over it, so that no seam shows. */
export function drawAreas(chart: Chart, { lines }: Picture): void {
  const layers = lines.filter(({ area }) => area);
  const ground = layers[0]?.means.map(() => 0) ?? [];
  inPlot(chart, (ctx, atX, atY) => {
    for (const { ink, xs, means } of layers.reverse()) {
      ctx.fillStyle = colourOf(ink);
      for (const run of runsOf(means)) fillRun(ctx, xs, means, ground, run, atX, atY);
    }
  });
}

type ToPixel = (value: number) => number;

/** Draws inside the plot, given where times and values stand. */
function inPlot(
  { ctx, scales, chartArea }: Chart,
  draw: (ctx: CanvasRenderingContext2D, atX: ToPixel, atY: ToPixel) => void,
): void {
  const { x, y } = scales;
  if (!x || !y) return;
  ctx.save();
  ctx.beginPath();
  ctx.rect(chartArea.left, chartArea.top, chartArea.width, chartArea.height);
  ctx.clip();
  draw(
    ctx,
    (value) => x.getPixelForValue(value),
    (value) => y.getPixelForValue(value),
  );
  ctx.restore();
}

type Run = readonly [from: number, to: number];

/** Stretches of columns that are known. */
function* runsOf(values: readonly number[]): Generator<Run> {
  let from = -1;
  for (let i = 0; i <= values.length; i++) {
    const known = i < values.length && !Number.isNaN(values[i] ?? Number.NaN);
    if (known && from < 0) from = i;
    if (!known && from >= 0) {
      yield [from, i];
      from = -1;
    }
  }
}

function fillRun(
  ctx: CanvasRenderingContext2D,
  xs: readonly number[],
  tops: readonly number[],
  feet: readonly number[],
  [from, to]: Run,
  atX: ToPixel,
  atY: ToPixel,
): void {
  ctx.beginPath();
  for (let i = from; i < to; i++) ctx.lineTo(atX(xs[i] ?? 0), atY(tops[i] ?? 0));
  for (let i = to - 1; i >= from; i--) ctx.lineTo(atX(xs[i] ?? 0), atY(feet[i] ?? 0));
  ctx.fill();
}
