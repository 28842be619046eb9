// How large the cells of the floor are: the most whole device pixels at which every hall in view fits.
import type { FloorShape } from './floorShape.ts';
import type { FloorView } from './floorView.ts';

/** Every length of the floor, in device pixels. */
export interface FloorSize {
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly rackWidth: number;
  readonly rackHeight: number;
  readonly rackPitch: number;
  readonly rowWidth: number;
  readonly hallWidth: number;
  readonly hallHeight: number;
  readonly gaps: FloorGaps;
}

export interface FloorGaps {
  /** Between two rows that share an aisle, and between one pair of rows and the next. */
  readonly aisle: number;
  readonly pair: number;
  readonly rowColumn: number;
  readonly hall: number;
  readonly hallLine: number;
  /** Room for the name of a hall above it, and for the letters of the rows at the left edge. */
  readonly label: number;
  readonly letters: number;
  readonly cduWidth: number;
  readonly networkHeight: number;
}

const MAX_CELL = 48;

export function chooseSize(shape: FloorShape, view: FloorView): FloorSize {
  const gaps = gapsOf(shape, view);
  const cap = MAX_CELL * view.ratio;
  let width = largest(cap, (cell) => floorWidth(shape, view, gaps, cell) <= view.width);
  let height = Math.floor(width * (view.detail === 'gpus' ? 4 / 3 : 0.8));
  if (view.height !== undefined) {
    const room = view.height;
    height = largest(cap, (cell) => floorHeight(shape, view, gaps, cell) <= room);
    // A tray is wider than high in steel; on the floor a cell may be at most twice as high as wide.
    height = Math.min(height, view.detail === 'gpus' ? 2 * width : width);
    width = Math.min(width, 2 * height);
  }
  return sizeOf(shape, view, stretched(shape, view, gaps, height), width, Math.max(1, height));
}

/** The number of row columns that leaves the largest cells. */
export function chooseRowColumns(shape: FloorShape, view: FloorView): number {
  let best = 1;
  let bestArea = 0;
  for (let rowColumns = 1; rowColumns <= shape.rowsPerHall; rowColumns++) {
    const { cellWidth, cellHeight } = chooseSize(shape, { ...view, rowColumns });
    const area = cellWidth * cellHeight;
    if (area > bestArea) {
      best = rowColumns;
      bestArea = area;
    }
  }
  return best;
}

/** Of the ways to set the halls in equal lines, the one that leaves the largest cells. */
export function chooseAcross(shape: FloorShape, view: FloorView): number {
  let best = view.across;
  let bestArea = 0;
  for (let across = 1; across <= view.halls; across++) {
    if (view.halls % across !== 0) continue;
    const { cellWidth, cellHeight, hallWidth } = chooseSize(shape, { ...view, across });
    const area = cellWidth * cellHeight;
    // A name and its power need this much room.
    if (area <= bestArea || view.width / across < Math.max(hallWidth, 80 * view.unit)) continue;
    best = across;
    bestArea = area;
  }
  return best;
}

/** Rows stand in pairs across an aisle: a narrow gap inside a pair, a wide one between pairs. */
export function gapsAbove(rows: number, gaps: FloorGaps): number {
  const aisles = Math.ceil(rows / 2);
  return aisles * gaps.aisle + (rows - aisles) * gaps.pair;
}

function gapsOf(shape: FloorShape, view: FloorView): FloorGaps {
  const px = (length: number): number => Math.round(length * view.unit);
  const gpus = view.detail === 'gpus';
  const small = !gpus && view.height !== undefined;
  return {
    aisle: px(small ? 0 : 4),
    pair: px(small ? 0 : 8),
    rowColumn: px(16),
    hall: px(small ? 12 : 10),
    hallLine: px(small ? 6 : 10),
    label: px(small ? 17 : 20),
    letters: gpus || !small ? px(14) : 0,
    cduWidth: shape.cdusPerHall > 0 && !small ? px(5) : 0,
    networkHeight: shape.networkRacksPerHall > 0 && !small ? px(gpus ? 5 : 10) : 0,
  };
}

/** Spare height widens the aisles, up to three times. */
function stretched(
  shape: FloorShape,
  view: FloorView,
  gaps: FloorGaps,
  cellHeight: number,
): FloorGaps {
  if (view.height === undefined || gaps.aisle === 0) return gaps;
  const spare = view.height - floorHeight(shape, view, gaps, Math.max(1, cellHeight));
  const lines = Math.ceil(view.halls / view.across);
  const perLine = gapsAbove(rowsDown(shape, view), gaps) * lines;
  const factor = 1 + Math.min(2, Math.max(0, spare / Math.max(1, perLine)));
  return {
    ...gaps,
    aisle: Math.floor(gaps.aisle * factor),
    pair: Math.floor(gaps.pair * factor),
  };
}

function sizeOf(
  shape: FloorShape,
  view: FloorView,
  gaps: FloorGaps,
  cellWidth: number,
  cellHeight: number,
): FloorSize {
  const gpus = view.detail === 'gpus';
  const rackWidth = gpus ? shape.gpusPerTray * cellWidth : cellWidth;
  return {
    cellWidth,
    cellHeight,
    rackWidth,
    rackHeight: (gpus ? shape.traysPerRack + 1 : 1) * cellHeight,
    rackPitch: rackWidth + rackGap(view, cellWidth),
    rowWidth: rowWidth(shape, view, cellWidth),
    hallWidth: hallWidth(shape, view, gaps, cellWidth),
    hallHeight: hallHeight(shape, view, gaps, cellHeight),
    gaps,
  };
}

/** Between GPUs one cell, so that a row of racks is one image; between cells that are racks a line, if there is room. */
function rackGap(view: FloorView, cellWidth: number): number {
  if (view.detail === 'gpus') return cellWidth;
  return cellWidth >= 12 * view.ratio ? Math.round(3 * view.ratio) : 0;
}

function rowWidth(shape: FloorShape, view: FloorView, cell: number): number {
  const rack = view.detail === 'gpus' ? shape.gpusPerTray * cell : cell;
  const gap = rackGap(view, cell);
  return shape.racksPerRow * (rack + gap) - gap;
}

function hallWidth(shape: FloorShape, view: FloorView, gaps: FloorGaps, cell: number): number {
  const rows = view.rowColumns * (rowWidth(shape, view, cell) + gaps.rowColumn) - gaps.rowColumn;
  return rows + (gaps.cduWidth > 0 ? gaps.cduWidth + Math.round(4 * view.unit) : 0);
}

function floorWidth(shape: FloorShape, view: FloorView, gaps: FloorGaps, cell: number): number {
  const across = Math.min(view.across, view.halls);
  return gaps.letters + across * hallWidth(shape, view, gaps, cell) + (across - 1) * gaps.hall;
}

function rowsDown(shape: FloorShape, view: FloorView): number {
  return Math.ceil(shape.rowsPerHall / view.rowColumns);
}

function hallHeight(shape: FloorShape, view: FloorView, gaps: FloorGaps, cell: number): number {
  const rows = rowsDown(shape, view);
  const rack = (view.detail === 'gpus' ? shape.traysPerRack + 1 : 1) * cell;
  const network = gaps.networkHeight > 0 ? gaps.aisle + gaps.networkHeight : 0;
  return gaps.label + rows * rack + gapsAbove(rows - 1, gaps) + network;
}

function floorHeight(shape: FloorShape, view: FloorView, gaps: FloorGaps, cell: number): number {
  const lines = Math.ceil(view.halls / view.across);
  return lines * (hallHeight(shape, view, gaps, cell) + gaps.hallLine) - gaps.hallLine;
}

/** The largest whole number up to `cap` that fits, at least 1. */
function largest(cap: number, fits: (cell: number) => boolean): number {
  let cell = Math.floor(cap);
  while (cell > 1 && !fits(cell)) cell--;
  return cell;
}
