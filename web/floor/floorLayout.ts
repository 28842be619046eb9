// The geometry of the floor: where every hall, row, rack and GPU lies on the canvas, in whole device pixels.
import { type FloorShape, gpusPerRack, racksPerHall, upperTrays } from './floorShape.ts';
import { chooseSize, type FloorSize, gapsAbove } from './floorSize.ts';
import type { FloorView } from './floorView.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

interface PlaceBox extends Box {
  readonly index: number;
}

/** A row of racks: one image of one pixel a cell is scaled onto it. */
interface RowStrip extends PlaceBox {
  readonly firstRack: number;
}

export interface FloorLayout {
  readonly shape: FloorShape;
  readonly view: FloorView;
  readonly size: FloorSize;
  readonly width: number;
  readonly height: number;
  /** Racks in view: firstRack and the `racks` that follow. */
  readonly firstRack: number;
  readonly racks: number;
  /** Upper left corner of each rack in view. */
  readonly rackX: Int32Array;
  readonly rackY: Int32Array;
  readonly halls: readonly PlaceBox[];
  readonly strips: readonly RowStrip[];
  readonly cdus: readonly PlaceBox[];
  readonly networkRacks: readonly PlaceBox[];
}

export function layoutFloor(shape: FloorShape, view: FloorView): FloorLayout {
  const size = chooseSize(shape, view);
  const halls = Array.from({ length: view.halls }, (_, h) => hallBox(h, view, size));
  const strips = halls.flatMap((hall) => stripsOf(hall, shape, view, size));
  const firstRack = view.firstHall * racksPerHall(shape);
  const racks = view.halls * racksPerHall(shape);
  const rackX = new Int32Array(racks);
  const rackY = new Int32Array(racks);
  for (const strip of strips) {
    for (let p = 0; p < shape.racksPerRow; p++) {
      rackX[strip.firstRack - firstRack + p] = strip.x + p * size.rackPitch;
      rackY[strip.firstRack - firstRack + p] = strip.y;
    }
  }
  const last = halls.at(-1);
  return {
    shape,
    view,
    size,
    width: view.width,
    height: view.height ?? (last ? last.y + last.height : 0),
    firstRack,
    racks,
    rackX,
    rackY,
    halls,
    strips,
    cdus: halls.flatMap((hall) => cdusOf(hall, shape, view, size)),
    networkRacks: halls.flatMap((hall) => networkRacksOf(hall, shape, size)),
  };
}

/** Halls share the width that is left over; a hall that stands alone stands in the middle. */
function hallBox(h: number, view: FloorView, size: FloorSize): PlaceBox {
  const across = Math.min(view.across, view.halls);
  const spare = view.width - size.gaps.letters - across * size.hallWidth;
  const between = across > 1 ? Math.max(size.gaps.hall, Math.floor(spare / (across - 1))) : 0;
  const start = size.gaps.letters + (across > 1 ? 0 : Math.max(0, Math.floor(spare / 2)));
  return {
    index: view.firstHall + h,
    x: start + (h % across) * (size.hallWidth + between),
    y: Math.floor(h / across) * (size.hallHeight + size.gaps.hallLine),
    width: size.hallWidth,
    height: size.hallHeight,
  };
}

function stripsOf(hall: PlaceBox, shape: FloorShape, view: FloorView, size: FloorSize): RowStrip[] {
  const perColumn = Math.ceil(shape.rowsPerHall / view.rowColumns);
  return Array.from({ length: shape.rowsPerHall }, (_, r) => {
    const index = hall.index * shape.rowsPerHall + r;
    const down = r % perColumn;
    return {
      index,
      firstRack: index * shape.racksPerRow,
      x: hall.x + Math.floor(r / perColumn) * (size.rowWidth + size.gaps.rowColumn),
      y: hall.y + size.gaps.label + down * size.rackHeight + gapsAbove(down, size.gaps),
      width: size.rowWidth,
      height: size.rackHeight,
    };
  });
}

function cdusOf(
  hall: PlaceBox,
  shape: FloorShape,
  view: FloorView,
  { gaps }: FloorSize,
): PlaceBox[] {
  if (gaps.cduWidth === 0) return [];
  const step = Math.min(24 * view.unit, (hall.height - gaps.label) / shape.cdusPerHall);
  return Array.from({ length: shape.cdusPerHall }, (_, i) => ({
    index: hall.index * shape.cdusPerHall + i,
    x: hall.x + hall.width - gaps.cduWidth,
    y: hall.y + gaps.label + Math.floor(i * step),
    width: gaps.cduWidth,
    height: Math.floor(step * 0.7),
  }));
}

function networkRacksOf(hall: PlaceBox, shape: FloorShape, size: FloorSize): PlaceBox[] {
  if (size.gaps.networkHeight === 0) return [];
  const fits = Math.floor((hall.width + size.rackPitch - size.rackWidth) / size.rackPitch);
  return Array.from({ length: Math.min(shape.networkRacksPerHall, fits) }, (_, i) => ({
    index: hall.index * shape.networkRacksPerHall + i,
    x: hall.x + i * size.rackPitch,
    y: hall.y + hall.height - size.gaps.networkHeight,
    width: size.rackWidth,
    height: size.gaps.networkHeight,
  }));
}

/** Upper left corner of a GPU's cell. */
export function gpuCorner(layout: FloorLayout, gpu: number): { x: number; y: number } {
  const { shape, size } = layout;
  const inRack = gpu % gpusPerRack(shape);
  const rack = Math.floor(gpu / gpusPerRack(shape)) - layout.firstRack;
  const tray = Math.floor(inRack / shape.gpusPerTray);
  return {
    x: (layout.rackX[rack] ?? 0) + (inRack % shape.gpusPerTray) * size.cellWidth,
    y: (layout.rackY[rack] ?? 0) + rowOfTray(tray, shape.traysPerRack) * size.cellHeight,
  };
}

/** Rows of cells above a tray in its rack: T01 is lowest, the switch trays are one row between two blocks. */
export function rowOfTray(tray: number, trays: number): number {
  const fromTop = trays - 1 - tray;
  return fromTop < upperTrays(trays) ? fromTop : fromTop + 1;
}

/** The tray in a row of cells, or undefined in the band of the switch trays. */
export function trayOfRow(row: number, trays: number): number | undefined {
  const upper = upperTrays(trays);
  if (row === upper || row < 0 || row > trays) return undefined;
  return trays - 1 - (row < upper ? row : row - 1);
}
