// Laws of the cells: every place has a pixel of its own, and what has no value has no colour.
import { describe, expect, it } from 'vitest';
import { createHollowCells, mapCells, paintCells, runsOf } from './cells.ts';
import { gpuCorner, layoutFloor } from './floorLayout.ts';
import type { FloorShape } from './floorShape.ts';
import type { FloorView } from './floorView.ts';
import { HOLLOW, paletteOf } from './palette.ts';

const SHAPE: FloorShape = {
  halls: 2,
  hallsAcross: 2,
  rowsPerHall: 2,
  racksPerRow: 3,
  traysPerRack: 18,
  gpusPerTray: 4,
  networkRacksPerHall: 0,
  cdusPerHall: 0,
};
const VIEW: FloorView = {
  detail: 'gpus',
  firstHall: 0,
  halls: 2,
  across: 2,
  rowColumns: 1,
  width: 400,
  height: 400,
  ratio: 1,
  unit: 1,
};

describe('cells', () => {
  const layout = layoutFloor(SHAPE, VIEW);
  const map = mapCells(layout);

  it('gives every GPU a pixel of its own, apart from the switch trays', () => {
    expect(new Set([...map.cellOf, ...map.bands]).size).toBe(12 * 72 + 12 * 4);
  });

  it('scales each pixel onto the corner of its GPU', () => {
    const { cellWidth, cellHeight } = layout.size;
    map.cellOf.forEach((pixel, gpu) => {
      const strip = layout.strips[Math.floor(pixel / (map.stripWidth * map.stripHeight))];
      const inStrip = pixel % (map.stripWidth * map.stripHeight);
      expect({
        x: (strip?.x ?? 0) + (inStrip % map.stripWidth) * cellWidth,
        y: (strip?.y ?? 0) + Math.floor(inStrip / map.stripWidth) * cellHeight,
      }).toEqual(gpuCorner(layout, gpu));
    });
  });

  it('leaves what is out of service and what has no value hollow, each in its list', () => {
    const pixels = new Uint32Array(map.stripWidth * map.stripHeight * map.strips);
    const codes = new Uint8Array(12 * 72).fill(200);
    const health = new Uint8Array(12 * 72);
    const palette = paletteOf('power', 'dark', [0, 1_200], false);
    const hollow = createHollowCells(codes.length);
    codes[5] = 255;
    codes[9] = 255;
    health[9] = 3;
    paintCells(pixels, map, palette, codes, health, 0, hollow);
    expect([...hollow.out.slice(0, hollow.outCount)]).toEqual([9]);
    expect([...hollow.unknown.slice(0, hollow.unknownCount)]).toEqual([5]);
    expect(pixels[map.cellOf[5] ?? 0]).toBe(HOLLOW);
    expect(pixels[map.cellOf[9] ?? 0]).toBe(HOLLOW);
    expect(pixels[map.cellOf[6] ?? 0]).toBe(palette[200]);
  });

  it('reads one hall out of the plane of the whole site', () => {
    const hall = layoutFloor(SHAPE, { ...VIEW, detail: 'racks', firstHall: 1, halls: 1 });
    const racks = mapCells(hall);
    const pixels = new Uint32Array(racks.stripWidth * racks.strips);
    const palette = paletteOf('power', 'dark', [0, 132_000], false);
    const codes = Uint8Array.from({ length: 12 }, (_, rack) => rack);
    paintCells(pixels, racks, palette, codes, undefined, 6, createHollowCells(6));
    expect([...pixels]).toEqual([...palette.slice(6, 12)]);
  });

  it('scales rows of racks that touch as one image', () => {
    const row = (x: number, y: number) => ({ x, y, width: 50, height: 4 });
    const runs = runsOf([row(0, 0), row(0, 4), row(0, 9), row(60, 9)]);
    expect(runs.map(({ first, count, height }) => [first, count, height])).toEqual([
      [0, 2, 8],
      [2, 1, 4],
      [3, 1, 4],
    ]);
  });
});
