// Draws the floor of this second: the cells below, the marks above, from whatever is known.
import type { Plane } from '../live.ts';
import type { Theme } from '../theme.ts';
import { paintCells } from './cells.ts';
import { pixelOf } from './colour.ts';
import { drawCells, drawSilhouettes, type Sheet } from './drawCells.ts';
import type { FloorJobs } from './floorJobs.ts';
import type { FloorLayout } from './floorLayout.ts';
import { type FloorMetric, isJobMetric } from './floorMetric.ts';
import { gpusPerRack } from './floorShape.ts';
import type { Ink } from './ink.ts';
import { jobCodes } from './jobPlane.ts';
import { jobPalette } from './jobTones.ts';
import { type Palette, paletteOf } from './palette.ts';

export interface PictureInput {
  readonly metric: FloorMetric;
  readonly plane: Plane | undefined;
  readonly health: Plane | undefined;
  readonly jobs: FloorJobs;
  readonly lit: string | undefined;
  readonly stale: boolean;
  readonly theme: Theme;
  readonly ink: Ink;
  /** Temperature from which a GPU is worth a look, C. */
  readonly noteC: number;
}

export function drawFloor(
  context: CanvasRenderingContext2D,
  layout: FloorLayout,
  sheet: Sheet,
  input: PictureInput,
): void {
  const { metric, plane, health, ink } = input;
  const known = isJobMetric(metric) ? (health ?? plane) : plane;
  if (!known) {
    drawSilhouettes(context, layout, ink);
    return;
  }
  paintBands(sheet, input.theme);
  const cells = sheet.map.cellOf.length;
  const first = firstCell(layout);
  if (isJobMetric(metric)) {
    const perCell = layout.view.detail === 'gpus' ? 1 : gpusPerRack(layout.shape);
    const codes = jobCodes(input.jobs.placed, input.jobs.tones, first, cells, perCell);
    const ofView = health && offsetIn(health, layout);
    const states = ofView === undefined ? undefined : health?.codes.subarray(ofView);
    const palette = paletteFor(metric, input.theme, [0, 1], input);
    paintCells(sheet.pixels, sheet.map, palette, codes, states, 0, sheet.hollow);
  } else {
    const palette = paletteFor(metric, input.theme, known.range, input);
    const states = health && health.codes.length === known.codes.length ? health.codes : undefined;
    const offset = offsetIn(known, layout);
    paintCells(sheet.pixels, sheet.map, palette, known.codes, states, offset, sheet.hollow);
  }
  drawCells(context, layout, sheet, ink, litRacks(layout, input));
}

/** First place in view, counted over the site. */
function firstCell({ firstRack, shape, view }: FloorLayout): number {
  return view.detail === 'gpus' ? firstRack * gpusPerRack(shape) : firstRack;
}

/** Where the view begins in a plane: at its start if the plane is of this hall only. */
function offsetIn(plane: Plane, layout: FloorLayout): number {
  const inView = layout.racks * (layout.view.detail === 'gpus' ? gpusPerRack(layout.shape) : 1);
  return plane.codes.length === inView ? 0 : firstCell(layout);
}

/** Whether a rack holds GPUs of the lit job; undefined when no job is lit. */
function litRacks(
  layout: FloorLayout,
  { lit, jobs }: PictureInput,
): ((rack: number) => boolean) | undefined {
  const job = lit === undefined ? undefined : jobs.placed.find(({ id }) => id === lit);
  if (!job) return undefined;
  const perRack = gpusPerRack(layout.shape);
  return (rack) =>
    job.ranges.some(([from, to]) => from < (rack + 1) * perRack && to > rack * perRack);
}

const palettes = new Map<string, Palette>();

function paletteFor(
  metric: FloorMetric,
  theme: Theme,
  range: readonly [number, number],
  { stale, noteC }: Pick<PictureInput, 'stale' | 'noteC'>,
): Palette {
  const key = [metric, theme, range, stale].join(' ');
  const made =
    palettes.get(key) ??
    (isJobMetric(metric)
      ? jobPalette(theme, stale)
      : paletteOf(metric, theme, range, stale, noteC));
  palettes.set(key, made);
  return made;
}

const BAND: Record<Theme, number> = {
  dark: pixelOf([35, 43, 53]),
  light: pixelOf([188, 195, 204]),
};

function paintBands({ pixels, map }: Sheet, theme: Theme): void {
  for (const pixel of map.bands) pixels[pixel] = BAND[theme];
}
