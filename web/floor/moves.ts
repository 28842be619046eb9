// Where the arrow keys lead on the floor: to the neighbour as it is seen, cell by cell or rack by rack, CDUs and network racks too.
import type { Box, FloorLayout } from './floorLayout.ts';
import { rowOfTray, trayOfRow } from './floorLayout.ts';
import { gpusPerRack } from './floorShape.ts';
import type { FloorPlace } from './hit.ts';

/** The place one step away; the same place at the edge of the floor. By rack it passes what is none. */
export function neighbourOf(
  layout: FloorLayout,
  place: FloorPlace,
  across: number,
  down: number,
  byRack: boolean,
): FloorPlace {
  const inside = place.kind === 'gpu' && !byRack && gpuInside(layout, place.index, across, down);
  if (inside !== false && inside !== undefined) return { kind: 'gpu', index: inside };
  const from = standing(layout, place);
  const next = boxBeside(layout, from, across, down, byRack);
  if (next?.kind !== 'rack' || place.kind === 'rack' || layout.view.detail === 'racks')
    return next ?? place;
  return { kind: 'gpu', index: entered(layout, place, next.index, across, down, byRack) };
}

/** The uppermost GPU of a rack, as it is seen. */
export function firstGpuOf({ shape }: FloorLayout, rack: number): FloorPlace {
  const tray = trayOfRow(0, shape.traysPerRack) ?? 0;
  return { kind: 'gpu', index: rack * gpusPerRack(shape) + tray * shape.gpusPerTray };
}

/** What stands on the floor at a place: the rack of a GPU, otherwise the place itself. */
function standing({ shape }: FloorLayout, place: FloorPlace): FloorPlace {
  return place.kind === 'gpu'
    ? { kind: 'rack', index: Math.floor(place.index / gpusPerRack(shape)) }
    : place;
}

/** A step that stays in the rack; undefined for one that leaves it. */
function gpuInside(
  { shape }: FloorLayout,
  gpu: number,
  across: number,
  down: number,
): number | undefined {
  const perRack = gpusPerRack(shape);
  const inTray = (gpu % shape.gpusPerTray) + across;
  const tray = Math.floor((gpu % perRack) / shape.gpusPerTray) - down;
  if (inTray < 0 || inTray >= shape.gpusPerTray || tray < 0 || tray >= shape.traysPerRack)
    return undefined;
  return gpu - (gpu % perRack) + tray * shape.gpusPerTray + inTray;
}

/** The GPU of the next rack that is met first; by rack it is the same one. From a CDU one comes in at half height. */
function entered(
  { shape }: FloorLayout,
  place: FloorPlace,
  rack: number,
  across: number,
  down: number,
  byRack: boolean,
): number {
  const perRack = gpusPerRack(shape);
  const isGpu = place.kind === 'gpu';
  const own = isGpu ? Math.floor((place.index % perRack) / shape.gpusPerTray) : 0;
  const row = isGpu ? rowOfTray(own, shape.traysPerRack) : Math.floor(shape.traysPerRack / 2);
  const cell = isGpu ? place.index % shape.gpusPerTray : 0;
  const entersRow = byRack || down === 0 ? row : down > 0 ? 0 : shape.traysPerRack;
  const entersCell = byRack || across === 0 ? cell : across > 0 ? 0 : shape.gpusPerTray - 1;
  const tray = trayOfRow(entersRow, shape.traysPerRack) ?? 0;
  return rack * perRack + tray * shape.gpusPerTray + entersCell;
}

/** The nearest of what stands in a direction and lies beside; undefined at the edge. */
function boxBeside(
  layout: FloorLayout,
  place: FloorPlace,
  across: number,
  down: number,
  racksOnly: boolean,
): FloorPlace | undefined {
  const own = boxOf(layout, place);
  if (!own) return undefined;
  let best: FloorPlace | undefined;
  let bestAway = Number.POSITIVE_INFINITY;
  const meet = (kind: FloorPlace['kind'], index: number, box: Box): void => {
    const dx = box.x + box.width / 2 - own.x - own.width / 2;
    const dy = box.y + box.height / 2 - own.y - own.height / 2;
    const along = across * dx + down * dy;
    const aside = Math.abs(across * dy) + Math.abs(down * dx);
    const room = across === 0 ? own.width + box.width : own.height + box.height;
    if (along <= 0 || aside >= room / 2 || along + aside >= bestAway) return;
    bestAway = along + aside;
    best = { kind, index };
  };
  for (let i = 0; i < layout.racks; i++) meet('rack', layout.firstRack + i, rackBox(layout, i));
  if (racksOnly) return best;
  for (const cdu of layout.cdus) meet('cdu', cdu.index, cdu);
  for (const rack of layout.networkRacks) meet('networkRack', rack.index, rack);
  return best;
}

function rackBox({ rackX, rackY, size }: FloorLayout, inView: number): Box {
  const [x = 0, y = 0] = [rackX[inView], rackY[inView]];
  return { x, y, width: size.rackWidth, height: size.rackHeight };
}

/** Where a rack, CDU or network rack stands; undefined for one out of view. */
export function boxOf(layout: FloorLayout, { kind, index }: FloorPlace): Box | undefined {
  if (kind === 'cdu') return layout.cdus.find((box) => box.index === index);
  if (kind === 'networkRack') return layout.networkRacks.find((box) => box.index === index);
  const inView = index - layout.firstRack;
  return kind === 'rack' && inView >= 0 && inView < layout.racks
    ? rackBox(layout, inView)
    : undefined;
}
