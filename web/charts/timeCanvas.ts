// A time chart on a canvas: Chart.js draws lines and layers, small parts of our own the rest, once a tick at most.
import type { ChartConfiguration, ChartDataset } from 'chart.js';
import type { EventRecord } from '../../server/contract/event.ts';
import { colourOf } from '../theme.ts';
import type { Series } from '../time/seriesTypes.ts';
import { Chart, setChartText } from './chart.ts';
import { drawAreas, drawBands } from './chartAreas.ts';
import { drawEvents, drawLabels, drawLimits, labelRoom } from './chartMarks.ts';
import type { ChartSpec } from './chartTypes.ts';
import { originsPart } from './originsPart.ts';
import { type Picture, type PictureLine, pictureOf } from './picture.ts';
import type { PlotArea } from './plotArea.ts';
import type { PlotEdges } from './plotEdges.ts';
import { type RoomOf, timeAxis, valueAxis } from './timeAxes.ts';
import type { ValueScale } from './valueScale.ts';

/** What the canvas is given each time. */
interface Drawing {
  readonly series: Series;
  readonly spec: ChartSpec;
  readonly events: readonly EventRecord[];
  readonly timeZone: string;
}

export interface TimeCanvas {
  draw(drawing: Drawing): void;
  /** Undefined before the first drawing. */
  area(): PlotArea | undefined;
  picture(): Picture | undefined;
  close(): void;
}

interface Point {
  x: number;
  y: number;
}
type LineChart = Chart<'line', Point[]>;
type LineDataset = ChartDataset<'line', Point[]>;

const FAINT = 0.45;

/** `plain`: lines alone, for a small picture beside its number; `edges`: those of the plots above and below. */
export function createTimeCanvas(
  canvas: HTMLCanvasElement,
  plain: boolean,
  edges?: PlotEdges,
): TimeCanvas {
  let shown: { drawing: Drawing; picture: Picture } | undefined;
  let lastScale: ValueScale | undefined;
  setChartText();
  const edge = edges?.join(again);
  let column = '';
  let placedWidth = Number.NaN;
  const room: RoomOf = (side, needed) => edge?.room(side, column, needed) ?? needed;
  const chart: LineChart = new Chart<'line', Point[]>(
    canvas,
    configOf(() => shown, plain, again, room),
  );

  /** Where it stands is read when its width changes only: it makes the browser lay out the page. */
  function place(): void {
    if (!edge || chart.width === placedWidth) return;
    placedWidth = chart.width;
    column = `${Math.round(canvas.getBoundingClientRect().left)} ${placedWidth}`;
  }

  function again(): void {
    if (shown) draw(shown.drawing);
  }

  function draw(drawing: Drawing): void {
    const { spec, series } = drawing;
    const width = chart.chartArea ? chart.chartArea.right - chart.chartArea.left : chart.width;
    const picture = pictureOf(series, spec, width || canvas.clientWidth, lastScale);
    lastScale = picture.scale;
    shown = { drawing, picture };
    setDatasets(chart, picture, plain);
    const { x, y } = chart.options.scales ?? {};
    if (x) Object.assign(x, { min: picture.span.fromMs, max: picture.span.toMs });
    if (y) Object.assign(y, { min: picture.scale.min, max: picture.scale.max });
    if (!plain) {
      place();
      const right = room('right', labelRoom(chart.ctx, picture, spec));
      const named = originsPart.peek();
      const top =
        8 + (named?.originRoom(series.stretches, picture, width || canvas.clientWidth) ?? 0);
      chart.options.layout = { padding: { top, right } };
    }
    chart.update('none');
  }

  function area(): PlotArea | undefined {
    if (!shown || !chart.chartArea) return undefined;
    const { left, right, top, bottom } = chart.chartArea;
    return { left, right, top, bottom, ...shown.picture.span };
  }

  function close(): void {
    edge?.leave();
    chart.destroy();
  }

  return { draw, area, picture: () => shown?.picture, close };
}

/** The first dataset is drawn on top. Layers are none: they are areas of our own. */
function setDatasets(chart: LineChart, picture: Picture, plain: boolean): void {
  const { datasets } = chart.data;
  const drawn = picture.lines.filter(({ area }) => !area);
  const lines = [...(picture.forecast ? [picture.forecast] : []), ...drawn];
  [...lines, ...picture.before].forEach((line, at) => {
    const dataset = datasets[at] ?? { data: [], pointRadius: 0 };
    datasets[at] = dataset;
    setPoints(dataset.data, line);
    dress(dataset, line, at >= lines.length, plain);
  });
  datasets.length = lines.length + picture.before.length;
}

function dress(dataset: LineDataset, line: PictureLine, faint: boolean, plain: boolean): void {
  const colour = colourOf(line.ink);
  dataset.borderColor = faint ? withAlpha(colour, FAINT) : colour;
  dataset.borderWidth = plain || faint ? 1 : 1.25;
  dataset.borderDash = line.dashed ? [4, 3] : [];
}

/** Reuses the points of the last draw: new ones would make Chart.js build every element again. */
function setPoints(points: Point[], { xs, means }: PictureLine): void {
  points.length = xs.length;
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i] ?? 0;
    const y = means[i] ?? Number.NaN;
    const point = points[i];
    if (point) {
      point.x = x;
      point.y = y;
    } else points[i] = { x, y };
  }
}

/** A colour of theme.css, `#rrggbb`, made transparent. */
export function withAlpha(colour: string, alpha: number): string {
  return `${colour}${Math.round(alpha * 255)
    .toString(16)
    .padStart(2, '0')}`;
}

type Shown = () => { drawing: Drawing; picture: Picture } | undefined;

function configOf(
  shown: Shown,
  plain: boolean,
  resized: () => void,
  room: RoomOf,
): ChartConfiguration<'line', Point[]> {
  return {
    type: 'line',
    data: { datasets: [] },
    plugins: [marksPlugin(shown, plain)],
    options: {
      parsing: false,
      normalized: true,
      events: [],
      responsive: true,
      maintainAspectRatio: false,
      onResize: () => queueMicrotask(resized),
      layout: { padding: { top: 3, bottom: 1 } },
      scales: plain
        ? { x: { type: 'linear', display: false }, y: { type: 'linear', display: false } }
        : { x: timeAxis(shown), y: valueAxis(shown, room) },
    },
  };
}

function marksPlugin(shown: Shown, plain: boolean) {
  return {
    id: 'marks',
    beforeDatasetsDraw(chart: LineChart) {
      const now = shown();
      if (!now) return;
      if (!plain) originsPart.peek()?.drawOrigins(chart, now.drawing.series.stretches, now.picture);
      drawAreas(chart, now.picture);
      drawBands(chart, now.picture);
    },
    afterDatasetsDraw(chart: LineChart) {
      const now = shown();
      if (!now || plain) return;
      drawLimits(chart, now.drawing.spec);
      drawLabels(chart, now.picture, now.drawing.spec);
      const { top, bottom } = chart.chartArea;
      const xOf = (timeMs: number): number => chart.scales.x?.getPixelForValue(timeMs) ?? 0;
      drawEvents(chart.ctx, { top, bottom, xOf }, now.drawing.events, now.picture.span);
    },
  };
}
