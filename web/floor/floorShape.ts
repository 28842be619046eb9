// What the floor draws of a site: how many of each thing stand in a hall, read from its places.
import type { Places } from '../../server/contract/place.ts';

export interface FloorShape {
  readonly halls: number;
  /** Halls side by side before the next line of halls begins. */
  readonly hallsAcross: number;
  readonly rowsPerHall: number;
  readonly racksPerRow: number;
  readonly traysPerRack: number;
  readonly gpusPerTray: number;
  readonly networkRacksPerHall: number;
  readonly cdusPerHall: number;
}

/** A site is built of equal blocks, so its first hall, row, rack and tray stand for all of them. */
export function floorShapeOf(places: Places, hallsAcross: number): FloorShape {
  const halls = places.count('hall');
  const inHall = (kind: 'networkRack' | 'cdu'): number => {
    if (places.count(kind) === 0 || !places.path(kind, 'hall')) return 0;
    const { from, to } = places.within(kind, 'hall', 0);
    return to - from;
  };
  return {
    halls,
    hallsAcross: Math.min(hallsAcross, halls),
    rowsPerHall: places.count('row') / halls,
    racksPerRow: places.count('rack') / places.count('row'),
    traysPerRack: places.count('tray') / places.count('rack'),
    gpusPerTray: places.count('gpu') / places.count('tray'),
    networkRacksPerHall: inHall('networkRack'),
    cdusPerHall: inHall('cdu'),
  };
}

export function racksPerHall(shape: FloorShape): number {
  return shape.rowsPerHall * shape.racksPerRow;
}

export function gpusPerRack(shape: FloorShape): number {
  return shape.traysPerRack * shape.gpusPerTray;
}

/** An NVL72 has ten compute trays above its switch trays and eight below; other heights keep the share. */
export function upperTrays(traysPerRack: number): number {
  return Math.ceil((traysPerRack * 10) / 18);
}
