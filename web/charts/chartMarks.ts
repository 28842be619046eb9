// What stands on a chart beside its lines: limits, names at their ends, and marks of events.
import type { Chart } from 'chart.js';
import type { EventRecord } from '../../server/contract/event.ts';
import { factorOf } from '../format.ts';
import { colourOf } from '../theme.ts';
import type { Span } from '../time/range.ts';
import { chartFont } from './chartFont.ts';
import type { ChartSpec } from './chartTypes.ts';
import { spreadLabels } from './labels.ts';
import type { Picture } from './picture.ts';

/** Between the plot and its labels, and from a label's mark to its text, in pixels. */
const LABEL_LEFT = 8;
const LABEL_TEXT = 8;
/** No more than this share of the chart goes to names. */
const LABEL_SHARE = 0.4;

/** Room at the right for the names of lines and limits. */
export function labelRoom(
  ctx: CanvasRenderingContext2D,
  { lines, forecast }: Picture,
  { limits = [], stacked }: ChartSpec,
): number {
  const names = lines.length > 1 || stacked ? lines.map(({ label }) => label) : [];
  const texts = [
    ...names,
    ...limits.map(({ label }) => label),
    ...(forecast ? [forecast.label] : []),
  ];
  if (texts.length === 0) return 4;
  ctx.font = chartFont();
  const widest = Math.max(...texts.map((text) => ctx.measureText(text).width));
  return Math.min(LABEL_LEFT + LABEL_TEXT + widest, ctx.canvas.clientWidth * LABEL_SHARE);
}

/** Dashed; one beyond the scale is not drawn. */
export function drawLimits(
  { ctx, chartArea, scales }: Chart,
  { limits = [], unit }: ChartSpec,
): void {
  const { y } = scales;
  if (!y) return;
  ctx.save();
  ctx.strokeStyle = colourOf('muted');
  ctx.setLineDash([3, 3]);
  for (const { value } of limits) {
    const at = y.getPixelForValue(value * factorOf(unit));
    if (at < chartArea.top - 1 || at > chartArea.bottom + 1) continue;
    ctx.beginPath();
    ctx.moveTo(chartArea.left, at);
    ctx.lineTo(chartArea.right, at);
    ctx.stroke();
  }
  ctx.restore();
}

interface Label {
  readonly text: string;
  readonly colour: string;
  readonly at: number;
  /** A layer shows its colour beside its name; a line's name has it. */
  readonly swatch: boolean;
  /** How much of the chart it stands for. */
  readonly weight: number;
}

/** Names lines where they end and layers at their middle, moved apart where they would touch. */
export function drawLabels(
  { ctx, chartArea, scales, width }: Chart,
  picture: Picture,
  spec: ChartSpec,
): void {
  const { y } = scales;
  if (!y) return;
  const atY = (value: number): number => y.getPixelForValue(value);
  const named = spec.stacked ? layerLabels(picture, atY) : lineLabels(picture, atY);
  const standing = limitLabels(spec, atY).filter(
    ({ at }) => at >= chartArea.top - 1 && at <= chartArea.bottom + 1,
  );
  const wanted = [...named, ...standing];
  ctx.save();
  ctx.font = chartFont();
  ctx.textBaseline = 'middle';
  const size = Number.parseFloat(colourOf('size-11')) || 11;
  const gap = 1.2 * size;
  const labels = thatFit(wanted, Math.floor((chartArea.height + size) / gap));
  const heights = spreadLabels(
    labels.map(({ at }) => at),
    gap,
    chartArea.top,
    chartArea.bottom - 2,
  );
  const left = chartArea.right + LABEL_LEFT;
  labels.forEach(({ text, colour, swatch }, i) => {
    const at = heights[i] ?? 0;
    ctx.fillStyle = colour;
    if (swatch) ctx.fillRect(left, at - size * 0.4, 3, size * 0.8);
    if (swatch) ctx.fillStyle = colourOf('muted');
    const from = left + (swatch ? LABEL_TEXT : 0);
    ctx.fillText(cut(ctx, text, width - from), from, at);
  });
  ctx.restore();
}

/** What of a name there is room for; the read-out and the table have all of it. */
function cut(ctx: CanvasRenderingContext2D, text: string, room: number): string {
  if (ctx.measureText(text).width <= room) return text;
  let length = text.length - 1;
  while (length > 1 && ctx.measureText(`${text.slice(0, length).trimEnd()}…`).width > room)
    length--;
  return `${text.slice(0, length).trimEnd()}…`;
}

/** As many as there is room for: the thinnest layers stay without a name first. */
function thatFit(labels: readonly Label[], most: number): readonly Label[] {
  if (labels.length <= most) return labels;
  const heaviest = [...labels].sort((a, b) => b.weight - a.weight).slice(0, Math.max(0, most));
  return labels.filter((label) => heaviest.includes(label));
}

function lineLabels({ lines, forecast }: Picture, atY: (value: number) => number): Label[] {
  const named = lines.length > 1 ? lines : [];
  return [...named, ...(forecast ? [forecast] : [])].flatMap(({ label, ink, means }) => {
    const last = lastKnown(means);
    return last === undefined
      ? []
      : [{ text: label, colour: colourOf(ink), at: atY(last), swatch: false, weight: 1 }];
  });
}

function layerLabels({ lines }: Picture, atY: (value: number) => number): Label[] {
  let below = 0;
  return lines.flatMap(({ label, ink, means }) => {
    const top = lastKnown(means);
    if (top === undefined) return [];
    const at = atY((below + top) / 2);
    const weight = top - below;
    below = top;
    return [{ text: label, colour: colourOf(ink), at, swatch: true, weight }];
  });
}

function limitLabels({ limits = [], unit }: ChartSpec, atY: (value: number) => number): Label[] {
  return limits.map(({ value, label }) => ({
    text: label,
    colour: colourOf('muted'),
    at: atY(value * factorOf(unit)),
    swatch: false,
    weight: Number.POSITIVE_INFINITY,
  }));
}

function lastKnown(values: readonly number[]): number | undefined {
  return values.findLast((value) => !Number.isNaN(value));
}

const MARK_PX = 7;
const LEVEL_INKS = { info: 'line-strong', warning: 'warning', critical: 'critical' } as const;
const ORDER = { info: 0, warning: 1, critical: 2 } as const;

/** A checkpoint gives way to all else. */
function weightOf({ severity, code }: EventRecord): number {
  return code === 'job.checkpoint' ? -1 : ORDER[severity];
}

/** Where marks stand: pixels of the canvas. */
export interface EventsPlot {
  readonly top: number;
  readonly bottom: number;
  xOf(timeMs: number): number;
}

/** A mark on the axis of time for each event; where several touch, the gravest stands for them. */
export function drawEvents(
  ctx: CanvasRenderingContext2D,
  { top, bottom, xOf }: EventsPlot,
  events: readonly EventRecord[],
  span: Span,
): void {
  const byPlace = new Map<number, EventRecord>();
  for (const event of events) {
    if (event.timeMs <= span.fromMs || event.timeMs > span.toMs) continue;
    const slot = Math.round(xOf(event.timeMs) / MARK_PX);
    const there = byPlace.get(slot);
    if (!there || weightOf(event) >= weightOf(there)) byPlace.set(slot, event);
  }
  ctx.save();
  for (const { severity, timeMs } of byPlace.values()) {
    const at = xOf(timeMs);
    ctx.fillStyle = ctx.strokeStyle = colourOf(LEVEL_INKS[severity]);
    if (severity !== 'info') {
      ctx.globalAlpha = 0.3;
      ctx.beginPath();
      ctx.moveTo(at, top);
      ctx.lineTo(at, bottom);
      ctx.stroke();
      ctx.globalAlpha = 1;
    }
    drawMark(ctx, severity, at, bottom);
  }
  ctx.restore();
}

/** The shapes of the page: circle, triangle, square; they stand on the axis. */
function drawMark(
  ctx: CanvasRenderingContext2D,
  severity: EventRecord['severity'],
  at: number,
  bottom: number,
): void {
  ctx.beginPath();
  if (severity === 'critical') ctx.rect(at - 3, bottom - 6, 6, 6);
  else if (severity === 'warning') {
    ctx.moveTo(at, bottom - 7);
    ctx.lineTo(at + 4, bottom);
    ctx.lineTo(at - 4, bottom);
  } else ctx.arc(at, bottom - 3, 2, 0, 2 * Math.PI);
  ctx.closePath();
  // A rim of the paper's colour: it stands out from any area under it.
  ctx.strokeStyle = colourOf('surface');
  ctx.lineWidth = 2;
  ctx.stroke();
  ctx.fill();
}
