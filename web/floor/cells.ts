// From plane codes to pixels: one pixel a cell, the rows of racks one below the other.
import { NO_PLANE_CODE } from '../../server/contract/noValue.ts';
import { codeOf } from '../../server/contract/state.ts';
import { type Box, type FloorLayout, rowOfTray } from './floorLayout.ts';
import { gpusPerRack, upperTrays } from './floorShape.ts';
import { HOLLOW, type Palette } from './palette.ts';

const OUT = codeOf('health', 'out');

/** Where each place's pixel lies in the image of cells. */
export interface CellMap {
  /** Size of the image of one row of racks; the image of all rows is `strips` times as high. */
  readonly stripWidth: number;
  readonly stripHeight: number;
  readonly strips: number;
  /** Pixel of each place in view. */
  readonly cellOf: Int32Array;
  /** Pixels of the switch trays: they belong to the rack and carry no value. */
  readonly bands: Int32Array;
}

/** Cells without a colour, by place in view. */
export interface HollowCells {
  readonly out: Int32Array;
  readonly unknown: Int32Array;
  outCount: number;
  unknownCount: number;
}

export function mapCells(layout: FloorLayout): CellMap {
  return layout.view.detail === 'gpus' ? mapGpus(layout) : mapRacks(layout);
}

function mapRacks({ shape, strips, racks, firstRack }: FloorLayout): CellMap {
  const cellOf = new Int32Array(racks);
  strips.forEach((strip, s) => {
    for (let p = 0; p < shape.racksPerRow; p++) {
      cellOf[strip.firstRack - firstRack + p] = s * shape.racksPerRow + p;
    }
  });
  return {
    stripWidth: shape.racksPerRow,
    stripHeight: 1,
    strips: strips.length,
    cellOf,
    bands: new Int32Array(0),
  };
}

function mapGpus({ shape, strips, racks, firstRack }: FloorLayout): CellMap {
  const perRack = gpusPerRack(shape);
  const stripWidth = shape.racksPerRow * (shape.gpusPerTray + 1) - 1;
  const stripHeight = shape.traysPerRack + 1;
  const cellOf = new Int32Array(racks * perRack);
  const bands: number[] = [];
  strips.forEach((strip, s) => {
    for (let p = 0; p < shape.racksPerRow; p++) {
      const corner = s * stripWidth * stripHeight + p * (shape.gpusPerTray + 1);
      const first = (strip.firstRack - firstRack + p) * perRack;
      for (let i = 0; i < perRack; i++) {
        const tray = Math.floor(i / shape.gpusPerTray);
        const row = rowOfTray(tray, shape.traysPerRack);
        cellOf[first + i] = corner + row * stripWidth + (i % shape.gpusPerTray);
      }
      const band = corner + upperTrays(shape.traysPerRack) * stripWidth;
      for (let i = 0; i < shape.gpusPerTray; i++) bands.push(band + i);
    }
  });
  return { stripWidth, stripHeight, strips: strips.length, cellOf, bands: Int32Array.from(bands) };
}

/** Rows of racks that touch are scaled in one go: a campus has hundreds. */
export interface StripRun extends Box {
  readonly first: number;
  readonly count: number;
}

export function runsOf(strips: readonly Box[]): StripRun[] {
  const runs: StripRun[] = [];
  strips.forEach(({ x, y, width, height }, first) => {
    const last = runs.at(-1);
    if (last?.x === x && last.y + last.height === y) {
      runs[runs.length - 1] = { ...last, height: last.height + height, count: last.count + 1 };
    } else runs.push({ x, y, width, height, first, count: 1 });
  });
  return runs;
}

export function createHollowCells(count: number): HollowCells {
  return {
    out: new Int32Array(count),
    unknown: new Int32Array(count),
    outCount: 0,
    unknownCount: 0,
  };
}

/**
 * Colours the pixels of `map` by `codes`, of which the first in view is `offset`, and lists the hollow cells.
 * `health`, in the same order, says which of them are out of service.
 */
export function paintCells(
  pixels: Uint32Array,
  map: CellMap,
  palette: Palette,
  codes: Uint8Array,
  health: Uint8Array | undefined,
  offset: number,
  hollow: HollowCells,
): void {
  const { cellOf } = map;
  let outCount = 0;
  let unknownCount = 0;
  for (let i = 0; i < cellOf.length; i++) {
    const code = codes[i + offset] ?? NO_PLANE_CODE;
    const pixel = cellOf[i] as number;
    if (health !== undefined && health[i + offset] === OUT) {
      hollow.out[outCount++] = i;
      pixels[pixel] = HOLLOW;
    } else {
      if (code === NO_PLANE_CODE) hollow.unknown[unknownCount++] = i;
      pixels[pixel] = palette[code] as number;
    }
  }
  hollow.outCount = outCount;
  hollow.unknownCount = unknownCount;
}
