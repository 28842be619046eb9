// Draws the cells of the floor: the image of one pixel a cell, scaled without smoothing, and what stays hollow.
import {
  type CellMap,
  createHollowCells,
  type HollowCells,
  mapCells,
  runsOf,
  type StripRun,
} from './cells.ts';
import { type FloorLayout, gpuCorner } from './floorLayout.ts';
import { gpusPerRack } from './floorShape.ts';
import type { Ink } from './ink.ts';

/** The image of one pixel a cell, and the canvas that it is scaled from. */
export interface Sheet {
  readonly map: CellMap;
  readonly runs: readonly StripRun[];
  readonly pixels: Uint32Array;
  readonly hollow: HollowCells;
  readonly image: ImageData;
  readonly context: CanvasRenderingContext2D;
}

/** From this width on a cell without a value is hatched; below it carries a dot. */
const HATCH_FROM_PX = 6;

export function createSheet(layout: FloorLayout): Sheet | undefined {
  const map = mapCells(layout);
  const canvas = document.createElement('canvas');
  canvas.width = map.stripWidth;
  canvas.height = map.stripHeight * map.strips;
  const context = canvas.getContext('2d');
  if (!context) return undefined;
  const image = context.createImageData(canvas.width, canvas.height);
  const pixels = new Uint32Array(image.data.buffer);
  const runs = runsOf(layout.strips);
  return { map, runs, pixels, hollow: createHollowCells(map.cellOf.length), image, context };
}

/** Draws the painted sheet; cells whose racks `lit` does not hold step back. */
export function drawCells(
  context: CanvasRenderingContext2D,
  layout: FloorLayout,
  sheet: Sheet,
  ink: Ink,
  lit: ((rack: number) => boolean) | undefined,
): void {
  const { map } = sheet;
  sheet.context.putImageData(sheet.image, 0, 0);
  context.clearRect(0, 0, layout.width, layout.height);
  context.imageSmoothingEnabled = false;
  const spare = layout.view.detail === 'racks' ? layout.size.rackPitch - layout.size.rackWidth : 0;
  for (const run of sheet.runs) {
    context.drawImage(
      sheet.context.canvas,
      0,
      run.first * map.stripHeight,
      map.stripWidth,
      run.count * map.stripHeight,
      run.x,
      run.y,
      run.width + spare,
      run.height,
    );
    if (spare > 0) clearGaps(context, layout, run);
  }
  outlineHollow(context, layout, sheet.hollow, ink);
  if (lit) dimRacks(context, layout, ink, lit);
}

function clearGaps(
  context: CanvasRenderingContext2D,
  { size, shape }: FloorLayout,
  strip: { x: number; y: number; height: number },
): void {
  for (let p = 0; p < shape.racksPerRow; p++) {
    const x = strip.x + p * size.rackPitch + size.rackWidth;
    context.clearRect(x, strip.y, size.rackPitch - size.rackWidth, strip.height);
  }
}

/** Out of service: an outline. No value: an outline with a dot, hatched where there is room. */
function outlineHollow(
  context: CanvasRenderingContext2D,
  layout: FloorLayout,
  hollow: HollowCells,
  ink: Ink,
): void {
  const { cellWidth, cellHeight } = layout.size;
  const pen = Math.max(1, Math.min(Math.floor(cellWidth / 8), Math.round(layout.view.ratio)));
  context.beginPath();
  for (let i = 0; i < hollow.outCount; i++) {
    const { x, y } = cellCorner(layout, hollow.out[i] ?? 0);
    context.rect(x + pen / 2, y + pen / 2, cellWidth - pen, cellHeight - pen);
  }
  for (let i = 0; i < hollow.unknownCount; i++) {
    const { x, y } = cellCorner(layout, hollow.unknown[i] ?? 0);
    context.rect(x + pen / 2, y + pen / 2, cellWidth - pen, cellHeight - pen);
    if (cellWidth < HATCH_FROM_PX) {
      context.rect(x + cellWidth / 2 - 0.25, y + cellHeight / 2 - 0.25, 0.5, 0.5);
    } else {
      context.moveTo(x + pen, y + cellHeight - pen);
      context.lineTo(x + cellWidth - pen, y + pen);
    }
  }
  context.lineWidth = pen;
  context.strokeStyle = ink.lineStrong;
  context.stroke();
}

/** Upper left corner of the cell of a place, counted from the first in view. */
function cellCorner(layout: FloorLayout, place: number): { x: number; y: number } {
  if (layout.view.detail === 'gpus') {
    return gpuCorner(layout, layout.firstRack * gpusPerRack(layout.shape) + place);
  }
  return { x: layout.rackX[place] ?? 0, y: layout.rackY[place] ?? 0 };
}

function dimRacks(
  context: CanvasRenderingContext2D,
  layout: FloorLayout,
  ink: Ink,
  lit: (rack: number) => boolean,
): void {
  const { rackWidth, rackHeight } = layout.size;
  context.beginPath();
  for (let r = 0; r < layout.racks; r++) {
    if (lit(layout.firstRack + r)) continue;
    context.rect(layout.rackX[r] ?? 0, layout.rackY[r] ?? 0, rackWidth, rackHeight);
  }
  context.globalAlpha = 0.78;
  context.fillStyle = ink.surface;
  context.fill();
  context.globalAlpha = 1;
}

/** The racks before their first values: their silhouettes. */
export function drawSilhouettes(
  context: CanvasRenderingContext2D,
  layout: FloorLayout,
  ink: Ink,
): void {
  const { rackWidth, rackHeight } = layout.size;
  context.clearRect(0, 0, layout.width, layout.height);
  context.fillStyle = ink.line;
  for (let r = 0; r < layout.racks; r++) {
    context.fillRect(layout.rackX[r] ?? 0, layout.rackY[r] ?? 0, rackWidth, rackHeight);
  }
}
