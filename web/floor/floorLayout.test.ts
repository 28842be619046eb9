// Laws of the floor's geometry: everything fits, nothing overlaps, and every pixel knows its GPU.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gpuCorner, layoutFloor } from './floorLayout.ts';
import { type FloorShape, gpusPerRack, racksPerHall } from './floorShape.ts';
import { chooseAcross, chooseRowColumns } from './floorSize.ts';
import type { FloorView } from './floorView.ts';
import { type FloorPlace, placeAt } from './hit.ts';
import { neighbourOf } from './moves.ts';

const SITE: FloorShape = {
  halls: 5,
  hallsAcross: 5,
  rowsPerHall: 5,
  racksPerRow: 10,
  traysPerRack: 18,
  gpusPerTray: 4,
  networkRacksPerHall: 10,
  cdusPerHall: 4,
};
const CAMPUS: FloorShape = {
  ...SITE,
  halls: 36,
  hallsAcross: 9,
  rowsPerHall: 16,
  racksPerRow: 16,
  networkRacksPerHall: 0,
};
const AT_1440: FloorView = {
  detail: 'gpus',
  firstHall: 0,
  halls: 5,
  across: 5,
  rowColumns: 1,
  width: 860,
  height: 470,
  ratio: 1,
  unit: 1,
};

function expectInside(layout: ReturnType<typeof layoutFloor>): void {
  for (const box of [...layout.halls, ...layout.strips, ...layout.cdus, ...layout.networkRacks]) {
    expect(box.x).toBeGreaterThanOrEqual(0);
    expect(box.x + box.width).toBeLessThanOrEqual(layout.width);
    expect(box.y + box.height).toBeLessThanOrEqual(layout.height);
  }
}

describe('layout of the floor', () => {
  it('draws a GPU of the site in 3 x 4 pixels on a panel of 860 x 470', () => {
    const { size } = layoutFloor(SITE, AT_1440);
    expect([size.cellWidth, size.cellHeight]).toEqual([3, 4]);
  });

  it('keeps everything inside the canvas', () => {
    expectInside(layoutFloor(SITE, AT_1440));
    expectInside(layoutFloor(SITE, { ...AT_1440, width: 1_700, height: 900 }));
    expectInside(layoutFloor(SITE, { ...AT_1440, width: 3_400, height: 1_800, ratio: 2, unit: 2 }));
  });

  it('grows as high as it needs on a page that scrolls', () => {
    const phone = layoutFloor(SITE, {
      ...AT_1440,
      detail: 'racks',
      across: 1,
      width: 330,
      height: undefined,
    });
    expect(phone.size.cellWidth).toBeGreaterThanOrEqual(24);
    expectInside(phone);
  });

  it('shows the campus with about 6 pixels a rack', () => {
    const campus = layoutFloor(CAMPUS, { ...AT_1440, detail: 'racks', halls: 36, across: 9 });
    expect(campus.size.cellWidth).toBeGreaterThanOrEqual(5);
    expect(campus.racks).toBe(9_216);
    expectInside(campus);
  });

  it('sets the halls of the campus in the lines that leave the largest cells', () => {
    const view: FloorView = { ...AT_1440, detail: 'racks', halls: 36, across: 6, height: 340 };
    expect(chooseAcross(CAMPUS, view)).toBe(9);
  });

  it('shows one hall of the campus GPU by GPU, its rows in columns', () => {
    const view = { ...AT_1440, firstHall: 7, halls: 1, across: 1 };
    const rowColumns = chooseRowColumns(CAMPUS, view);
    const hall = layoutFloor(CAMPUS, { ...view, rowColumns });
    expect(rowColumns).toBeGreaterThan(1);
    expect(hall.firstRack).toBe(7 * 256);
    expectInside(hall);
  });

  it('puts T01 lowest and ten trays above the switch trays', () => {
    const layout = layoutFloor(SITE, AT_1440);
    const yOf = (tray: number) => gpuCorner(layout, tray * 4).y;
    expect(yOf(0) - yOf(17)).toBe(18 * layout.size.cellHeight);
    expect(yOf(7) - yOf(8)).toBe(2 * layout.size.cellHeight);
  });
});

describe('pixels of the floor', () => {
  const views = fc.record({
    width: fc.integer({ min: 400, max: 4_000 }),
    height: fc.integer({ min: 250, max: 2_400 }),
    ratio: fc.constantFrom(1, 1.25, 1.5, 2, 3),
  });

  it('the centre and every corner of a GPU cell hit that GPU, for every GPU', () => {
    fc.assert(
      fc.property(views, (view) => {
        const layout = layoutFloor(SITE, { ...AT_1440, ...view, unit: view.ratio });
        const { cellWidth, cellHeight } = layout.size;
        for (let gpu = 0; gpu < layout.racks * gpusPerRack(SITE); gpu++) {
          const { x, y } = gpuCorner(layout, gpu);
          for (const [dx, dy] of [
            [0, 0],
            [cellWidth / 2, cellHeight / 2],
            [cellWidth - 0.01, cellHeight - 0.01],
          ] as const) {
            const hit = placeAt(layout, x + dx, y + dy);
            if (hit?.kind !== 'gpu' || hit.index !== gpu) return false;
          }
        }
        return true;
      }),
      { numRuns: 12 },
    );
  });

  it('a cell that is a rack hits that rack', () => {
    const layout = layoutFloor(CAMPUS, { ...AT_1440, detail: 'racks', halls: 36, across: 9 });
    for (let rack = 0; rack < layout.racks; rack++) {
      const x = (layout.rackX[rack] ?? 0) + layout.size.cellWidth / 2;
      const y = (layout.rackY[rack] ?? 0) + layout.size.cellHeight / 2;
      expect(placeAt(layout, x, y)).toEqual({ kind: 'rack', index: rack });
    }
  });

  it('the band of the switch trays hits the rack', () => {
    const layout = layoutFloor(SITE, AT_1440);
    const y = (layout.rackY[3] ?? 0) + 10.5 * layout.size.cellHeight;
    expect(placeAt(layout, layout.rackX[3] ?? 0, y)).toEqual({ kind: 'rack', index: 3 });
  });
});

describe('arrow keys', () => {
  const layout = layoutFloor(SITE, AT_1440);
  const gpu = (index: number) => ({ kind: 'gpu', index }) as const;

  it('go to the GPU that is seen beside', () => {
    expect(neighbourOf(layout, gpu(0), 1, 0, false)).toEqual(gpu(1));
    expect(neighbourOf(layout, gpu(3), 1, 0, false)).toEqual(gpu(72));
    expect(neighbourOf(layout, gpu(0), 0, -1, false)).toEqual(gpu(4));
    expect(neighbourOf(layout, gpu(1), 0, 1, false)).toEqual(gpu(10 * 72 + 17 * 4 + 1));
  });

  it('with shift go to the same GPU of the next rack, across halls too', () => {
    expect(neighbourOf(layout, gpu(9 * 72 + 5), 1, 0, true)).toEqual(gpu(50 * 72 + 5));
    expect(neighbourOf(layout, gpu(5), 0, 1, true)).toEqual(gpu(10 * 72 + 5));
  });

  it('reach every CDU and network rack of the hall, and lead back', () => {
    const from = (place: FloorPlace, across: number, down: number) =>
      neighbourOf(layout, place, across, down, false);
    const cdus: FloorPlace[] = [{ kind: 'cdu', index: 0 }];
    for (let i = 1; i < SITE.cdusPerHall; i++) cdus.push(from(cdus[i - 1] as FloorPlace, 0, 1));
    expect(cdus.map(({ kind, index }) => `${kind} ${index}`)).toEqual([
      'cdu 0',
      'cdu 1',
      'cdu 2',
      'cdu 3',
    ]);
    for (const cdu of cdus) expect(from(cdu, -1, 0).kind).toBe('gpu');
    const below = from(gpu(40 * 72), 0, 1);
    expect(below).toEqual({ kind: 'networkRack', index: 0 });
    expect(from(below, 1, 0)).toEqual({ kind: 'networkRack', index: 1 });
    expect(Math.floor(from(below, 0, -1).index / 72)).toBe(40);
  });

  it('reach every hall from the first and stop at the edge', () => {
    let at: FloorPlace = gpu(0);
    const seen = new Set<string>();
    for (let i = 0; i < 400; i++) {
      at = neighbourOf(layout, at, 1, 0, false);
      const perHall = at.kind === 'gpu' ? racksPerHall(SITE) * 72 : SITE.cdusPerHall;
      seen.add(`${at.kind} ${Math.floor(at.index / perHall)}`);
    }
    const halls = [0, 1, 2, 3, 4];
    expect([...seen].sort()).toEqual([
      ...halls.map((hall) => `cdu ${hall}`),
      ...halls.map((hall) => `gpu ${hall}`),
    ]);
    expect(neighbourOf(layout, at, 1, 0, false)).toEqual(at);
    expect(neighbourOf(layout, gpu(0), -1, 0, false)).toEqual(gpu(0));
  });
});
