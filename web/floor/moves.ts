// Where the arrow keys lead on the floor: to the neighbour as it is seen, cell by cell or rack by rack.
import type { FloorLayout } from './floorLayout.ts';
import { rowOfTray, trayOfRow } from './floorLayout.ts';
import { gpusPerRack } from './floorShape.ts';
import type { FloorPlace } from './hit.ts';

/** The place one step away; the same place at the edge of the floor. */
export function neighbourOf(
  layout: FloorLayout,
  place: FloorPlace,
  across: number,
  down: number,
  byRack: boolean,
): FloorPlace {
  if (place.kind === 'rack' || layout.view.detail === 'racks') {
    return { kind: 'rack', index: rackBeside(layout, place.index, across, down) ?? place.index };
  }
  return { kind: 'gpu', index: gpuBeside(layout, place.index, across, down, byRack) };
}

function gpuBeside(
  layout: FloorLayout,
  gpu: number,
  across: number,
  down: number,
  byRack: boolean,
): number {
  const { shape } = layout;
  const perRack = gpusPerRack(shape);
  const rack = Math.floor(gpu / perRack);
  const inTray = gpu % shape.gpusPerTray;
  const tray = Math.floor((gpu % perRack) / shape.gpusPerTray);
  const row = rowOfTray(tray, shape.traysPerRack);
  if (!byRack) {
    const nextInTray = inTray + across;
    const nextTray = tray - down;
    const stays = nextInTray >= 0 && nextInTray < shape.gpusPerTray;
    if (stays && nextTray >= 0 && nextTray < shape.traysPerRack) {
      return rack * perRack + nextTray * shape.gpusPerTray + nextInTray;
    }
  }
  const next = rackBeside(layout, rack, across, down);
  if (next === undefined) return gpu;
  const entersRow = byRack || down === 0 ? row : down > 0 ? 0 : shape.traysPerRack;
  const entersCell = byRack || across === 0 ? inTray : across > 0 ? 0 : shape.gpusPerTray - 1;
  const entersTray = trayOfRow(entersRow, shape.traysPerRack) ?? 0;
  return next * perRack + entersTray * shape.gpusPerTray + entersCell;
}

/** The nearest rack in a direction whose middle lies beside this one's; undefined at the edge. */
function rackBeside(
  layout: FloorLayout,
  rack: number,
  across: number,
  down: number,
): number | undefined {
  const own = rack - layout.firstRack;
  const x = layout.rackX[own] ?? 0;
  const y = layout.rackY[own] ?? 0;
  let best: number | undefined;
  let bestAway = Number.POSITIVE_INFINITY;
  for (let other = 0; other < layout.racks; other++) {
    const dx = (layout.rackX[other] ?? 0) - x;
    const dy = (layout.rackY[other] ?? 0) - y;
    const along = across * dx + down * dy;
    const aside = Math.abs(across * dy) + Math.abs(down * dx);
    if (along <= 0 || aside >= (across === 0 ? layout.size.rackWidth : layout.size.rackHeight))
      continue;
    if (along + aside < bestAway) {
      bestAway = along + aside;
      best = other;
    }
  }
  return best === undefined ? undefined : layout.firstRack + best;
}
