// What lies under a pixel of the floor.
import { type Box, type FloorLayout, trayOfRow } from './floorLayout.ts';
import { gpusPerRack } from './floorShape.ts';

/** A place that can be pointed at. */
export interface FloorPlace {
  readonly kind: 'gpu' | 'rack' | 'cdu' | 'networkRack' | 'hall';
  readonly index: number;
}

/** The place under a pixel: the GPU where GPUs are cells, otherwise the rack; undefined on bare floor. */
export function placeAt(layout: FloorLayout, x: number, y: number): FloorPlace | undefined {
  const rack = rackAt(layout, x, y);
  if (rack !== undefined) return gpuAt(layout, rack, x, y) ?? { kind: 'rack', index: rack };
  const cdu = boxAt(layout.cdus, x, y);
  if (cdu) return { kind: 'cdu', index: cdu.index };
  const networkRack = boxAt(layout.networkRacks, x, y);
  return networkRack && { kind: 'networkRack', index: networkRack.index };
}

export function hallAt(layout: FloorLayout, x: number, y: number): number | undefined {
  return boxAt(layout.halls, x, y)?.index;
}

function rackAt(layout: FloorLayout, x: number, y: number): number | undefined {
  const strip = boxAt(layout.strips, x, y);
  if (!strip) return undefined;
  const { rackPitch, rackWidth } = layout.size;
  const position = Math.floor((x - strip.x) / rackPitch);
  return x - strip.x - position * rackPitch < rackWidth ? strip.firstRack + position : undefined;
}

function gpuAt(layout: FloorLayout, rack: number, x: number, y: number): FloorPlace | undefined {
  if (layout.view.detail !== 'gpus') return undefined;
  const { shape, size } = layout;
  const left = layout.rackX[rack - layout.firstRack] ?? 0;
  const top = layout.rackY[rack - layout.firstRack] ?? 0;
  const tray = trayOfRow(Math.floor((y - top) / size.cellHeight), shape.traysPerRack);
  if (tray === undefined) return undefined;
  const inTray = Math.floor((x - left) / size.cellWidth);
  return {
    kind: 'gpu',
    index: rack * gpusPerRack(shape) + tray * shape.gpusPerTray + inTray,
  };
}

function boxAt<B extends Box>(boxes: readonly B[], x: number, y: number): B | undefined {
  return boxes.find(
    (box) => x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height,
  );
}
