// Lines of one unit over the last minutes on a fixed scale; gaps stay open, two lines are named where they end.
import type { ChartConfiguration, Plugin } from 'chart.js';
import { zoneOffsetMs } from '../../server/contract/zone.ts';
import { formatClock } from '../format.ts';
import { colourOf } from '../theme.ts';
import { Chart } from './chart.ts';
import { spreadLabels } from './labels.ts';
import { timeTicks } from './timeTicks.ts';

interface Line {
  readonly label: string;
  /** Token of theme.css. */
  readonly ink: string;
  readonly values: readonly number[];
}

export interface LinePicture {
  readonly timesMs: readonly number[];
  readonly spanMs: number;
  readonly lines: readonly Line[];
  /** Ends of the scale; what lies above the upper one moves it. */
  readonly range: readonly [number, number];
  readonly timeZone: string;
  readonly tickText: (value: number) => string;
}

export interface LineChart {
  draw(picture: LinePicture): void;
  close(): void;
}

interface Point {
  x: number;
  y: number;
}

const LABEL_ROOM = 64;
const LABEL_GAP = 13;

/** `plain`: the line alone, for a small picture beside its number. */
export function createLineChart(canvas: HTMLCanvasElement, plain: boolean): LineChart {
  let shown: LinePicture | undefined;
  const config = configOf(() => shown, plain);
  const chart = new Chart<'line', Point[]>(canvas, config);

  function draw(picture: LinePicture): void {
    shown = picture;
    picture.lines.forEach((line, at) => {
      const dataset = chart.data.datasets[at] ?? {
        data: [],
        borderWidth: plain ? 1 : 1.25,
        pointRadius: 0,
      };
      chart.data.datasets[at] = dataset;
      setPoints(dataset.data, picture.timesMs, line.values);
      dataset.borderColor = colourOf(line.ink);
    });
    chart.data.datasets.length = picture.lines.length;
    if (!plain) chart.options.layout = roomFor(picture.lines.length);
    const to = picture.timesMs.at(-1) ?? 0;
    const { x, y } = chart.options.scales ?? {};
    if (x) Object.assign(x, { min: to - picture.spanMs, max: to });
    if (y) Object.assign(y, { min: picture.range[0], max: topOf(picture) });
    chart.update('none');
  }

  return { draw, close: () => chart.destroy() };
}

/** Reuses the points of the last draw: new ones would make Chart.js build every element again. */
function setPoints(points: Point[], timesMs: readonly number[], values: readonly number[]): void {
  points.length = timesMs.length;
  timesMs.forEach((x, i) => {
    const y = values[i] ?? Number.NaN;
    const point = points[i];
    if (point) Object.assign(point, { x, y });
    else points[i] = { x, y };
  });
}

/** The smallest type of the page, which a wall display enlarges. */
function typeSize(): number {
  return Number.parseFloat(colourOf('size-11')) || 11;
}

/** Names stand at the right of their lines; one line needs none. */
function roomFor(lines: number): { padding: { top: number; right: number } } {
  return { padding: { top: 8, right: lines > 1 ? LABEL_ROOM * (typeSize() / 11) : 4 } };
}

function topOf({ lines, range }: LinePicture): number {
  let top = range[1];
  for (const { values } of lines) for (const value of values) if (value > top) top = value;
  return top;
}

function configOf(
  shown: () => LinePicture | undefined,
  plain: boolean,
): ChartConfiguration<'line', Point[]> {
  return {
    type: 'line',
    data: { datasets: [] },
    plugins: plain ? [] : [endLabels(shown)],
    options: {
      parsing: false,
      normalized: true,
      events: [],
      responsive: true,
      maintainAspectRatio: false,
      layout: { padding: { top: 4, bottom: 1 } },
      scales: plain
        ? { x: { type: 'linear', display: false }, y: { type: 'linear', display: false } }
        : scalesOf(shown),
    },
  };
}

function scalesOf(shown: () => LinePicture | undefined) {
  return {
    x: {
      type: 'linear' as const,
      grid: { display: false },
      border: { display: false },
      afterBuildTicks(axis: {
        min: number;
        max: number;
        width: number;
        ticks: { value: number }[];
      }) {
        const offset = zoneOffsetMs(axis.max, shown()?.timeZone ?? 'UTC');
        const most = Math.max(2, Math.floor(axis.width / (typeSize() * 6)));
        axis.ticks = timeTicks(axis.min, axis.max, offset, most).map((value) => ({ value }));
      },
      ticks: {
        color: () => colourOf('muted'),
        font: () => ({ size: typeSize() }),
        maxRotation: 0,
        autoSkip: false,
        callback: (value: number | string) =>
          formatClock(Number(value), shown()?.timeZone ?? 'UTC', false),
      },
    },
    y: {
      type: 'linear' as const,
      border: { display: false },
      grid: { color: () => colourOf('line'), drawTicks: false },
      ticks: {
        color: () => colourOf('muted'),
        font: () => ({ size: typeSize() }),
        maxTicksLimit: 5,
        padding: 6,
        callback: (value: number | string) => shown()?.tickText(Number(value)) ?? '',
      },
    },
  };
}

/** Names each line at its end; a single line has its name in the title. */
function endLabels(shown: () => LinePicture | undefined): Plugin<'line'> {
  return {
    id: 'endLabels',
    afterDatasetsDraw({ ctx, chartArea, scales }) {
      const lines = shown()?.lines ?? [];
      const { y } = scales;
      if (lines.length < 2 || !y) return;
      const known = lines.filter(({ values }) => !Number.isNaN(values.at(-1) ?? Number.NaN));
      const ends = known.map(({ values }) => y.getPixelForValue(values.at(-1) ?? 0));
      const heights = spreadLabels(ends, LABEL_GAP, chartArea.top + 6, chartArea.bottom - 6);
      ctx.save();
      ctx.font = `${typeSize()}px ${Chart.defaults.font.family}`;
      ctx.textBaseline = 'middle';
      known.forEach((line, i) => {
        ctx.fillStyle = colourOf(line.ink);
        ctx.fillText(line.label, chartArea.right + 6, heights[i] ?? 0);
      });
      ctx.restore();
    },
  };
}
