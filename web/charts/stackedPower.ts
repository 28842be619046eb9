// The stacked power chart: layers that add up to facility power, labelled where they end, under the connection's limit.
import type { ChartConfiguration, ChartDataset, Plugin } from 'chart.js';
import { zoneOffsetMs } from '../../server/contract/zone.ts';
import { formatClock, formatNumber } from '../format.ts';
import { colourOf } from '../theme.ts';
import { Chart, chartFont } from './chart.ts';
import { spreadLabels } from './labels.ts';
import { timeTicks } from './timeTicks.ts';

interface StackLayer {
  readonly label: string;
  /** Token of theme.css for the area. */
  readonly fill: string;
  readonly values: readonly number[];
}

interface StackedPower {
  readonly timesMs: readonly number[];
  /** From the bottom up, in watts. */
  readonly layers: readonly StackLayer[];
  readonly spanMs: number;
  readonly limitW: number;
  readonly limitLabel: string;
  /** The axis counts in these: a megawatt for a large site. */
  readonly wattsPerUnit: number;
  readonly timeZone: string;
}

export interface StackedPowerChart {
  draw(power: StackedPower): void;
  close(): void;
}

interface Point {
  x: number;
  y: number;
}

/** Between the plot and its labels, and from the label's mark to its text, in pixels. */
const LABEL_LEFT = 8;
const LABEL_TEXT = 8;

export function createStackedPowerChart(canvas: HTMLCanvasElement): StackedPowerChart {
  let shown: StackedPower | undefined;
  chartFont();
  const chart = new Chart<'line', Point[]>(
    canvas,
    configOf(() => shown),
  );

  function draw(power: StackedPower): void {
    shown = power;
    const tops = new Float64Array(power.timesMs.length);
    power.layers.forEach((layer, at) => {
      // The same objects every second: new ones would make Chart.js build every point again.
      const known = chart.data.datasets[at];
      const dataset = known ?? emptyDataset();
      if (!known) chart.data.datasets.push(dataset);
      stackOnto(tops, power, layer.values, dataset.data);
      dataset.backgroundColor = colourOf(layer.fill);
    });
    const { layout } = chart.options;
    if (layout) layout.padding = { right: labelRoom(chart.ctx, power), top: 8 };
    const to = power.timesMs.at(-1) ?? 0;
    const { x, y } = chart.options.scales ?? {};
    if (x) Object.assign(x, { min: to - power.spanMs, max: to });
    if (y) Object.assign(y, { max: topOf(power, tops) });
    chart.update('none');
  }

  return { draw, close: () => chart.destroy() };
}

/** Each layer is filled down to zero and the lower ones are painted over it: no seam shows between two. */
function emptyDataset(): ChartDataset<'line', Point[]> {
  return { data: [], fill: 'origin', borderWidth: 0, pointRadius: 0 };
}

/** Sets the layer's points at the height of everything below it; `tops` rises with it. Reuses the points of the last draw. */
function stackOnto(
  tops: Float64Array,
  { timesMs, wattsPerUnit }: StackedPower,
  values: readonly number[],
  points: Point[],
): void {
  points.length = timesMs.length;
  timesMs.forEach((timeMs, i) => {
    const top = (tops[i] ?? 0) + (values[i] ?? Number.NaN) / wattsPerUnit;
    tops[i] = top;
    const point = points[i];
    if (point) {
      point.x = timeMs;
      point.y = top;
    } else points[i] = { x: timeMs, y: top };
  });
}

function labelRoom(ctx: CanvasRenderingContext2D, { layers, limitLabel }: StackedPower): number {
  ctx.font = chartFont();
  const texts = [...layers.map(({ label }) => label), limitLabel];
  return LABEL_LEFT + LABEL_TEXT + Math.max(...texts.map((text) => ctx.measureText(text).width));
}

/** The axis ends at the limit, or above what has passed it: fixed, so that heights can be compared. */
function topOf({ limitW, wattsPerUnit }: StackedPower, tops: Float64Array): number {
  let highest = limitW / wattsPerUnit;
  for (const top of tops) if (top > highest) highest = top;
  return highest * 1.04;
}

function configOf(shown: () => StackedPower | undefined): ChartConfiguration<'line', Point[]> {
  return {
    type: 'line',
    data: { datasets: [] },
    plugins: [labelsPlugin(shown)],
    options: {
      parsing: false,
      normalized: true,
      events: [],
      responsive: true,
      maintainAspectRatio: false,
      layout: { padding: 0 },
      scales: {
        x: {
          type: 'linear',
          grid: { display: false },
          border: { display: false },
          afterBuildTicks(axis) {
            const zone = shown()?.timeZone ?? 'UTC';
            const offset = zoneOffsetMs(axis.max, zone);
            const most = Math.max(2, Math.floor(axis.width / 60));
            axis.ticks = timeTicks(axis.min, axis.max, offset, most).map((value) => ({ value }));
          },
          ticks: {
            color: () => colourOf('muted'),
            maxRotation: 0,
            autoSkip: false,
            callback: (value) => formatClock(Number(value), shown()?.timeZone ?? 'UTC', false),
          },
        },
        y: {
          type: 'linear',
          min: 0,
          border: { display: false },
          grid: { color: () => colourOf('line'), drawTicks: false },
          ticks: {
            color: () => colourOf('muted'),
            maxTicksLimit: 6,
            includeBounds: false,
            padding: 6,
            callback: (value) => formatNumber(Number(value)),
          },
        },
      },
    },
  };
}

/** Draws the names of the layers beside their ends, and the dashed line of the limit. */
function labelsPlugin(shown: () => StackedPower | undefined): Plugin<'line'> {
  return {
    id: 'labels',
    afterDatasetsDraw({ ctx, chartArea, scales, data }) {
      const power = shown();
      const { y } = scales;
      if (!power || !y) return;
      const limitY = y.getPixelForValue(power.limitW / power.wattsPerUnit);
      ctx.save();
      ctx.font = chartFont();
      ctx.textBaseline = 'middle';
      ctx.fillStyle = ctx.strokeStyle = colourOf('muted');
      ctx.setLineDash([3, 3]);
      ctx.beginPath();
      ctx.moveTo(chartArea.left, limitY);
      ctx.lineTo(chartArea.right, limitY);
      ctx.stroke();
      ctx.setLineDash([]);
      const left = chartArea.right + LABEL_LEFT;
      ctx.fillText(power.limitLabel, left, limitY);
      const gap = 1.2 * (Chart.defaults.font.size ?? 11);
      const ends = data.datasets.map(({ data: points }) => (points.at(-1) as Point | undefined)?.y);
      const middles = ends.map((end, i) =>
        y.getPixelForValue(((end ?? 0) + (ends[i - 1] ?? 0)) / 2),
      );
      const heights = spreadLabels(middles, gap, limitY + gap, chartArea.bottom);
      power.layers.forEach((layer, i) => {
        const at = heights[i] ?? 0;
        ctx.fillStyle = colourOf(layer.fill);
        ctx.fillRect(left, at - 4, 3, 8);
        ctx.fillStyle = colourOf('muted');
        ctx.fillText(layer.label, left + LABEL_TEXT, at);
      });
      ctx.restore();
    },
  };
}
