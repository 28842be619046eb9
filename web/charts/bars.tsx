// Bars by bucket of time or by class: layers that add up, the period before as a mark across each bar.
import { type DisplayUnit, factorOf, formatNumber, formatText, unitText } from '../format.ts';
import { colourOf } from '../theme.ts';
import type { ExportTable } from '../ui/exportTable.ts';
import { chartTextPx } from './chartFont.ts';
import { Drawing, type Region, type Size } from './drawing.tsx';
import { withAlpha } from './timeCanvas.ts';
import { digitsOf, scaleAround, type ValueScale } from './valueScale.ts';

interface Bucket {
  readonly id: string;
  /** Under the bar, where there is room. */
  readonly label: string;
  /** In the read-out and the table: the whole name, `22 Nov, 14:00 to 15:00`. */
  readonly name: string;
  /** Not over yet: drawn paler. */
  readonly pale?: boolean;
  /** Not recorded but back-filled or modelled, in whole or in part: hatched. */
  readonly modelled?: boolean;
}

interface BarLayer {
  readonly label: string;
  /** Token of theme.css. */
  readonly ink: string;
  /** By bucket, in the base unit; NaN where not known. */
  readonly values: readonly number[];
}

export interface BarsProps {
  readonly label: string;
  readonly unit: DisplayUnit;
  readonly digits?: number;
  readonly buckets: readonly Bucket[];
  readonly layers: readonly BarLayer[];
  /** Totals of the period before, by bucket. */
  readonly before?: { readonly label: string; readonly values: readonly number[] };
  /** Bars that touch: a histogram. */
  readonly close?: boolean;
  onOpen?(id: string): void;
  readonly canvasRef?: (canvas: HTMLCanvasElement | null) => void;
  readonly hint?: string;
}

const PALE = 0.5;

export function Bars(props: BarsProps) {
  const { label, canvasRef, hint, onOpen, unit, buckets, layers, before } = props;
  return (
    <Drawing
      label={label}
      version={JSON.stringify([unit, buckets, layers, before])}
      canvasRef={canvasRef}
      {...(hint === undefined ? {} : { hint })}
      {...(onOpen ? { onOpen } : {})}
      draw={(ctx, size, pointed) => drawBars(ctx, size, pointed, props)}
    />
  );
}

/** The same numbers for a panel's menu. */
export function barsTable({ unit, digits, buckets, layers, before }: BarsProps): ExportTable {
  const factor = factorOf(unit);
  const columns = [...layers, ...(before ? [before] : [])];
  return {
    columns: [
      { name: 'bucket' },
      ...columns.map(({ label }) => ({ name: label, unit: unitText(unit), digits: digits ?? 2 })),
    ],
    rows: buckets.map(({ name }, i) => [
      name,
      ...columns.map(({ values }) => known((values[i] ?? Number.NaN) * factor)),
    ]),
  };
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

interface Plot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly each: number;
  readonly scale: ValueScale;
  yOf(value: number): number;
}

function drawBars(
  ctx: CanvasRenderingContext2D,
  size: Size,
  pointed: string | undefined,
  props: BarsProps,
): readonly Region[] {
  const plot = plotOf(ctx, size, props);
  // Of nothing there is no scale.
  if ([...props.layers, props.before].some((one) => one?.values.some(Number.isFinite))) {
    drawScale(ctx, plot, props.unit);
  }
  drawNames(ctx, plot, props.buckets);
  return props.buckets.map((bucket, i) => {
    const left = plot.left + i * plot.each;
    drawBar(ctx, plot, props, i, bucket.id === pointed);
    return {
      id: bucket.id,
      text: sentenceOf(props, i),
      left,
      top: plot.top,
      width: plot.each,
      height: plot.height + chartTextPx() * 1.8,
    };
  });
}

function plotOf(ctx: CanvasRenderingContext2D, { width, height }: Size, props: BarsProps): Plot {
  const factor = factorOf(props.unit);
  const tops = props.buckets.map((_, i) => totalOf(props.layers, i) * factor);
  const ends = [...tops, ...(props.before?.values ?? []).map((value) => value * factor)];
  const finite = ends.filter((value) => !Number.isNaN(value));
  const scale = scaleAround(Math.min(0, ...finite), Math.max(0, ...finite), undefined);
  const texts = [scale.min, scale.max].map((end) => formatNumber(end, { digits: digitsOf(scale) }));
  const left = Math.max(...texts.map((text) => ctx.measureText(text).width)) + 8;
  const top = chartTextPx() * (unitText(props.unit) ? 1.9 : 0.8);
  const bottom = chartTextPx() * 1.8;
  const inner = Math.max(1, height - top - bottom);
  return {
    left,
    top,
    width: width - left,
    height: inner,
    each: (width - left) / Math.max(1, props.buckets.length),
    scale,
    yOf: (value) => top + inner * (1 - (value - scale.min) / (scale.max - scale.min)),
  };
}

/** Sum of the layers that are known; NaN when none is. */
function totalOf(layers: readonly BarLayer[], i: number): number {
  const values = layers.map(({ values: own }) => own[i] ?? Number.NaN);
  const knownOnes = values.filter((value) => !Number.isNaN(value));
  return knownOnes.length === 0 ? Number.NaN : knownOnes.reduce((sum, value) => sum + value, 0);
}

function drawScale(
  ctx: CanvasRenderingContext2D,
  { left, width, scale, yOf }: Plot,
  unit: DisplayUnit,
): void {
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'right';
  ctx.fillStyle = colourOf('muted');
  ctx.strokeStyle = colourOf('line');
  const count = Math.round((scale.max - scale.min) / scale.step);
  for (let i = 0; i <= count; i++) {
    const value = scale.min + i * scale.step;
    const y = Math.round(yOf(value)) + 0.5;
    ctx.beginPath();
    ctx.moveTo(left, y);
    ctx.lineTo(left + width, y);
    ctx.stroke();
    ctx.fillText(formatNumber(value, { digits: digitsOf(scale) }), left - 6, y);
  }
  ctx.textAlign = 'left';
  ctx.fillText(unitText(unit), 0, chartTextPx() * 0.6);
}

/** As many names as fit, evenly. */
function drawNames(ctx: CanvasRenderingContext2D, plot: Plot, buckets: readonly Bucket[]): void {
  const widest = Math.max(1, ...buckets.map(({ label }) => ctx.measureText(label).width)) + 8;
  const every = Math.max(1, Math.ceil(widest / plot.each));
  ctx.fillStyle = colourOf('muted');
  ctx.textAlign = 'center';
  ctx.textBaseline = 'alphabetic';
  const y = plot.top + plot.height + chartTextPx() * 1.4;
  buckets.forEach(({ label }, i) => {
    if (i % every === 0) ctx.fillText(label, plot.left + (i + 0.5) * plot.each, y);
  });
  ctx.textAlign = 'left';
}

function drawBar(
  ctx: CanvasRenderingContext2D,
  plot: Plot,
  { unit, buckets, layers, before, close }: BarsProps,
  i: number,
  lit: boolean,
): void {
  const gap = close ? 0.5 : Math.min(6, plot.each * 0.22);
  const x = plot.left + i * plot.each + gap / 2;
  const width = Math.max(1, plot.each - gap);
  const factor = factorOf(unit);
  const pale = buckets[i]?.pale ?? false;
  if (lit) {
    ctx.fillStyle = withAlpha(colourOf('line-strong'), 0.25);
    ctx.fillRect(plot.left + i * plot.each, plot.top, plot.each, plot.height);
  }
  // What goes out stands below zero: it must not shorten what comes in.
  let above = 0;
  let below = 0;
  for (const { ink, values } of layers) {
    const value = (values[i] ?? Number.NaN) * factor;
    if (Number.isNaN(value)) continue;
    const from = value >= 0 ? above : below;
    if (value >= 0) above += value;
    else below += value;
    const [y0, y1] = [plot.yOf(from), plot.yOf(from + value)];
    ctx.fillStyle = pale ? withAlpha(colourOf(ink), PALE) : colourOf(ink);
    ctx.fillRect(x, Math.min(y0, y1), width, Math.abs(y1 - y0));
  }
  if (buckets[i]?.modelled) hatch(ctx, x, plot.yOf(above), width, plot.yOf(below));
  const last = (before?.values[i] ?? Number.NaN) * factor;
  if (Number.isNaN(last)) return;
  ctx.fillStyle = colourOf('text');
  ctx.fillRect(x, Math.round(plot.yOf(last)), width, 1.5);
}

const HATCH_PX = 5;

/** Thin diagonal lines in the colour of the page, between two heights. */
function hatch(
  ctx: CanvasRenderingContext2D,
  x: number,
  top: number,
  width: number,
  bottom: number,
): void {
  ctx.save();
  ctx.beginPath();
  ctx.rect(x, top, width, bottom - top);
  ctx.clip();
  ctx.beginPath();
  for (let at = top - width; at < bottom; at += HATCH_PX) {
    ctx.moveTo(x, at + width);
    ctx.lineTo(x + width, at);
  }
  ctx.strokeStyle = withAlpha(colourOf('surface'), 0.55);
  ctx.stroke();
  ctx.restore();
}

function sentenceOf({ unit, digits, buckets, layers, before }: BarsProps, i: number): string {
  const show = (value: number): string =>
    formatText(value, unit, digits === undefined ? {} : { digits });
  const each = layers.map(({ label, values }) => `${label} ${show(values[i] ?? Number.NaN)}`);
  const sum = layers.length > 1 ? [`Σ ${show(totalOf(layers, i))}`] : [];
  const last = before ? [`${before.label} ${show(before.values[i] ?? Number.NaN)}`] : [];
  return [buckets[i]?.name ?? '', ...each, ...sum, ...last].join(' · ');
}
