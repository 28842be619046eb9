// Draws the two small plots of the grid's day, one above the other on one axis of hours, with the mark of now.
import { chartTextPx } from '../../charts/chartFont.ts';
import type { Region, Size } from '../../charts/drawing.tsx';
import { factorOf, formatNumber, formatText, unitText } from '../../format.ts';
import { PARTS_TEXTS } from '../../i18n/overviewParts.ts';
import { say } from '../../i18n.ts';
import { colourOf } from '../../theme.ts';
import { type DayLine, type DayStep, stepAt } from './gridDay.ts';

interface GridDay {
  readonly fromMs: number;
  readonly toMs: number;
  readonly nowMs: number;
  readonly lines: readonly DayLine[];
}

const HOUR_MS = 3_600_000;
/** Height of a plot's name above it, in sizes of its text. */
const NAME_LINES = 1.5;

export function drawGridDay(
  ctx: CanvasRenderingContext2D,
  { width, height }: Size,
  pointed: string | undefined,
  day: GridDay,
  clockOf: (timeMs: number) => string,
): readonly Region[] {
  const text = chartTextPx();
  const left = text * 3;
  const bottom = height - text * 1.7;
  const each = bottom / day.lines.length;
  const xOf = (timeMs: number): number =>
    left + ((timeMs - day.fromMs) / (day.toMs - day.fromMs)) * (width - left - 4);
  ctx.textBaseline = 'middle';
  day.lines.forEach((line, i) => {
    drawLine(ctx, line, { left, right: width - 4, top: i * each, bottom: (i + 1) * each }, xOf);
  });
  drawHours(ctx, day, xOf, bottom + text, clockOf);
  ctx.fillStyle = colourOf('text');
  // Through the plots, not through their names.
  day.lines.forEach((_, i) => {
    const top = i * each + text * NAME_LINES;
    ctx.fillRect(Math.round(xOf(day.nowMs)) - 0.5, top, 1.5, (i + 1) * each - top);
  });
  const hours = Math.round((day.toMs - day.fromMs) / HOUR_MS);
  return Array.from({ length: hours }, (_, hour) => {
    const fromMs = day.fromMs + hour * HOUR_MS;
    const id = String(hour);
    const x = xOf(fromMs);
    const wide = xOf(fromMs + HOUR_MS) - x;
    if (id === pointed) {
      ctx.fillStyle = colourOf('line-strong');
      ctx.globalAlpha = 0.2;
      ctx.fillRect(x, 0, wide, bottom);
      ctx.globalAlpha = 1;
    }
    const said = sentenceOf(day.lines, fromMs, clockOf);
    return { id, text: said, left: x, top: 0, width: wide, height: bottom };
  });
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function drawLine(
  ctx: CanvasRenderingContext2D,
  line: DayLine,
  box: Box,
  xOf: (timeMs: number) => number,
): void {
  const factor = factorOf(line.unit);
  const text = chartTextPx();
  const values = line.steps.map(({ value }) => value * factor);
  const low = Math.min(0, ...values);
  const high = Math.max(1, ...values);
  const top = box.top + text * NAME_LINES;
  const bottom = box.bottom - text * 0.7;
  const yOf = (value: number): number => bottom - ((value - low) / (high - low)) * (bottom - top);
  ctx.fillStyle = colourOf('muted');
  ctx.textAlign = 'left';
  ctx.fillText(`${line.label} ${unitText(line.unit)}`, box.left, box.top + text * 0.7);
  ctx.textAlign = 'right';
  for (const end of low < 0 ? [low, 0, high] : [low, high]) {
    ctx.fillText(formatNumber(end), box.left - 6, yOf(end));
    ctx.fillStyle = colourOf('line');
    ctx.fillRect(box.left, Math.round(yOf(end)), box.right - box.left, 1);
    ctx.fillStyle = colourOf('muted');
  }
  ctx.strokeStyle = colourOf(line.ink);
  ctx.lineWidth = 1.5;
  for (const expected of [false, true]) {
    ctx.setLineDash(expected ? [4, 3] : []);
    strokeSteps(ctx, line.steps, expected, xOf, (value) => yOf(value * factor));
  }
  ctx.setLineDash([]);
}

/** A price holds for its whole step: the line is stairs. */
function strokeSteps(
  ctx: CanvasRenderingContext2D,
  steps: readonly DayStep[],
  expected: boolean,
  xOf: (timeMs: number) => number,
  yOf: (value: number) => number,
): void {
  let lastMs = Number.NaN;
  ctx.beginPath();
  for (const step of steps) {
    if (step.expected !== expected) {
      // The first expected step joins the last known one.
      if (expected) {
        ctx.moveTo(xOf(step.toMs), yOf(step.value));
        lastMs = step.toMs;
      }
      continue;
    }
    if (step.fromMs === lastMs) ctx.lineTo(xOf(step.fromMs), yOf(step.value));
    else ctx.moveTo(xOf(step.fromMs), yOf(step.value));
    ctx.lineTo(xOf(step.toMs), yOf(step.value));
    lastMs = step.toMs;
  }
  ctx.stroke();
}

function drawHours(
  ctx: CanvasRenderingContext2D,
  { fromMs, toMs }: GridDay,
  xOf: (timeMs: number) => number,
  y: number,
  clockOf: (timeMs: number) => string,
): void {
  ctx.fillStyle = colourOf('muted');
  for (let timeMs = fromMs; timeMs <= toMs; timeMs += 6 * HOUR_MS) {
    ctx.textAlign = timeMs === fromMs ? 'left' : timeMs + 6 * HOUR_MS > toMs ? 'right' : 'center';
    ctx.fillText(timeMs >= toMs ? '24:00' : clockOf(timeMs), xOf(timeMs), y);
  }
  ctx.textAlign = 'left';
}

function sentenceOf(
  lines: readonly DayLine[],
  fromMs: number,
  clockOf: (timeMs: number) => string,
): string {
  const middleMs = fromMs + HOUR_MS / 2;
  const figures = lines.map((line) => {
    const step = stepAt(line, middleMs);
    const value = formatText(step?.value ?? Number.NaN, line.unit);
    return step?.expected ? `${value} (${say(PARTS_TEXTS.forecast)})` : value;
  });
  return `${clockOf(fromMs)}–${clockOf(fromMs + HOUR_MS)} · ${figures.join(' · ')}`;
}
