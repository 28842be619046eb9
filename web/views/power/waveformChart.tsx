// The waveform as a picture: watts upwards in round steps with their unit, seconds of the site's clock to the right.

import { chartTextPx } from '../../charts/chartFont.ts';
import { Drawing, type Region, type Size } from '../../charts/drawing.tsx';
import { digitsOf, scaleAround } from '../../charts/valueScale.ts';
import {
  type DisplayUnit,
  factorOf,
  formatClock,
  formatNumber,
  formatText,
  unitText,
} from '../../format.ts';
import { colourOf } from '../../theme.ts';

interface WaveformChartProps {
  readonly label: string;
  readonly unit: DisplayUnit;
  readonly timeZone: string;
  readonly timesMs: readonly number[];
  /** Watts; null where nothing is known. */
  readonly values: readonly (number | null)[];
  readonly canvasRef: (canvas: HTMLCanvasElement | null) => void;
}

export function WaveformChart(props: WaveformChartProps) {
  const { label, unit, timesMs, values, canvasRef } = props;
  return (
    <Drawing
      label={label}
      version={`${unit} ${timesMs[0]} ${timesMs.length} ${values[0]} ${values.at(-1)}`}
      canvasRef={canvasRef}
      draw={(ctx, size, pointed) => drawWave(ctx, size, pointed, props)}
    />
  );
}

interface Plot {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  xOf(timeMs: number): number;
  yOf(watts: number): number;
}

/** Seconds between two times on the axis. */
const EVERY_S = 10;

function drawWave(
  ctx: CanvasRenderingContext2D,
  size: Size,
  pointed: string | undefined,
  props: WaveformChartProps,
): readonly Region[] {
  const plot = drawAxes(ctx, size, props);
  const regions = secondsOf(props, plot);
  const lit = regions.find(({ id }) => id === pointed);
  if (lit) {
    ctx.fillStyle = colourOf('raised');
    ctx.fillRect(lit.left, plot.top, lit.width, plot.height);
  }
  drawLine(ctx, plot, props);
  return regions;
}

function drawAxes(
  ctx: CanvasRenderingContext2D,
  { width, height }: Size,
  { unit, timeZone, timesMs, values }: WaveformChartProps,
): Plot {
  const factor = factorOf(unit);
  const known = values.filter((value): value is number => value !== null);
  const scale = scaleAround(Math.min(...known) * factor, Math.max(...known) * factor, undefined);
  const digits = digitsOf(scale);
  const text = (value: number): string => formatNumber(value, { digits });
  const px = chartTextPx();
  const left =
    Math.max(...[scale.min, scale.max].map((end) => ctx.measureText(text(end)).width)) + 10;
  const [firstMs, lastMs] = [timesMs[0] ?? 0, timesMs.at(-1) ?? 1];
  const plot: Plot = {
    left,
    top: px * 1.9,
    width: width - left - 2,
    height: Math.max(1, height - px * 1.9 - px * 1.9),
    xOf: (timeMs) => plot.left + ((timeMs - firstMs) / Math.max(1, lastMs - firstMs)) * plot.width,
    yOf: (watts) =>
      plot.top +
      plot.height * (1 - (watts * factor - scale.min) / Math.max(1e-12, scale.max - scale.min)),
  };
  ctx.fillStyle = colourOf('muted');
  ctx.strokeStyle = colourOf('line');
  ctx.lineWidth = 1;
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'right';
  for (let step = 0; step <= Math.round((scale.max - scale.min) / scale.step); step++) {
    const value = scale.min + step * scale.step;
    const y = Math.round(plot.yOf(value / factor)) + 0.5;
    ctx.beginPath();
    ctx.moveTo(left, y);
    ctx.lineTo(width, y);
    ctx.stroke();
    ctx.fillText(text(value), left - 6, y);
  }
  ctx.textAlign = 'left';
  ctx.fillText(unitText(unit), 0, px * 0.6);
  drawTimes(ctx, plot, [firstMs, lastMs], timeZone);
  return plot;
}

function drawTimes(
  ctx: CanvasRenderingContext2D,
  plot: Plot,
  [firstMs, lastMs]: readonly [number, number],
  timeZone: string,
): void {
  const y = plot.top + plot.height;
  const room = ctx.measureText('00:00:00').width;
  const each = plot.xOf(firstMs + EVERY_S * 1_000) - plot.left;
  const every = EVERY_S * 1_000 * Math.max(1, Math.ceil((room + 12) / Math.max(1, each)));
  ctx.textAlign = 'center';
  ctx.textBaseline = 'alphabetic';
  for (let timeMs = Math.ceil(firstMs / every) * every; timeMs <= lastMs; timeMs += every) {
    const x = plot.xOf(timeMs);
    ctx.beginPath();
    ctx.moveTo(Math.round(x) + 0.5, y);
    ctx.lineTo(Math.round(x) + 0.5, y + 4);
    ctx.stroke();
    const inside = Math.min(Math.max(x, plot.left + room / 2), plot.left + plot.width - room / 2);
    ctx.fillText(formatClock(timeMs, timeZone), inside, y + chartTextPx() * 1.6);
  }
  ctx.textAlign = 'left';
}

/** A gap stays a gap. */
function drawLine(
  ctx: CanvasRenderingContext2D,
  plot: Plot,
  { timesMs, values }: WaveformChartProps,
): void {
  ctx.strokeStyle = colourOf('power');
  ctx.lineWidth = 1.25;
  ctx.beginPath();
  let down = false;
  values.forEach((value, i) => {
    if (value === null) {
      down = false;
      return;
    }
    const [x, y] = [plot.xOf(timesMs[i] ?? 0), plot.yOf(value)];
    if (down) ctx.lineTo(x, y);
    else ctx.moveTo(x, y);
    down = true;
  });
  ctx.stroke();
}

/** Each second with its lowest and highest tenth. */
function secondsOf(
  { timesMs, values, unit, timeZone }: WaveformChartProps,
  plot: Plot,
): readonly Region[] {
  const bySecond = new Map<number, number[]>();
  timesMs.forEach((timeMs, i) => {
    const value = values[i];
    if (value === null || value === undefined) return;
    const second = Math.ceil(timeMs / 1_000);
    bySecond.set(second, [...(bySecond.get(second) ?? []), value]);
  });
  const shown = (watts: number): string => formatText(watts, unit, { digits: 2 });
  return [...bySecond].map(([second, watts]) => {
    const [from, to] = [plot.xOf((second - 1) * 1_000), plot.xOf(second * 1_000)];
    const left = Math.max(plot.left, from);
    return {
      id: String(second),
      text: `${formatClock(second * 1_000, timeZone)} · ${shown(Math.min(...watts))} – ${shown(Math.max(...watts))}`,
      left,
      top: plot.top,
      width: Math.max(1, Math.min(plot.left + plot.width, to) - left),
      height: plot.height,
    };
  });
}
