// Draws what lies over the cells: CDUs, network racks, corner marks of exceptions, and where pointer and cursor are.
import { codeOf } from '../../server/contract/state.ts';
import { type Box, type FloorLayout, gpuCorner } from './floorLayout.ts';
import { gpusPerRack } from './floorShape.ts';
import type { FloorPlace } from './hit.ts';
import type { Ink } from './ink.ts';

const WARNING = codeOf('health', 'warning');
const CRITICAL = codeOf('health', 'critical');
const DEGRADED = codeOf('health', 'degraded');

/** Whether the quiet mark is drawn: on racks of a few pixels, of which every fourth has one, it would hide the map. */
export function marksTraysOut({ size, view }: Pick<FloorLayout, 'size' | 'view'>): boolean {
  return size.rackHeight >= 12 * view.unit;
}

/**
 * A triangle on each rack with a warning and a square on each that is critical, in every metric; a hollow triangle
 * where trays are out of service and nothing calls.
 */
export function drawCornerMarks(
  context: CanvasRenderingContext2D,
  layout: FloorLayout,
  rackHealth: Uint8Array,
  ink: Ink,
  stale: boolean,
): void {
  const { size, view } = layout;
  const quietMarks = marksTraysOut(layout);
  const tiny = size.rackWidth < 7 * view.unit;
  const most = Math.min(size.rackWidth * 0.6, 12 * view.unit);
  const side = Math.round(tiny ? 5 * view.unit : Math.max(7 * view.unit, most));
  for (let r = 0; r < layout.racks; r++) {
    const state = rackHealth[layout.firstRack + r];
    if (state !== WARNING && state !== CRITICAL && !(state === DEGRADED && quietMarks)) continue;
    const right = (layout.rackX[r] ?? 0) + size.rackWidth + Math.round(view.ratio);
    const top = (layout.rackY[r] ?? 0) - Math.round(view.ratio);
    context.beginPath();
    if (state !== CRITICAL) {
      context.moveTo(right, top);
      context.lineTo(right, top + side);
      context.lineTo(right - side, top);
      context.closePath();
    } else {
      context.rect(right - side, top, side, side);
    }
    const pen = Math.max(1, Math.round(view.ratio));
    if (state === DEGRADED) {
      context.lineWidth = pen;
      context.strokeStyle = ink.muted;
      context.stroke();
      continue;
    }
    const colour = state === WARNING ? ink.warning : ink.critical;
    context.lineWidth = (tiny ? 1 : 2) * pen;
    context.strokeStyle = ink.surface;
    context.stroke();
    context.fillStyle = stale ? ink.muted : colour;
    context.fill();
  }
}

/** How a CDU looks: full when it runs, hollow when it stands by, half with one pump, crossed when stopped. */
export type CduLook = 'running' | 'standby' | 'onePump' | 'stopped' | 'unknown';

export function cduLook(state: number, pump: number): CduLook {
  if (Number.isNaN(state)) return 'unknown';
  if (state === codeOf('cdu', 'stopped')) return 'stopped';
  if (pump === codeOf('pump', 'none')) return 'stopped';
  if (pump === codeOf('pump', 'a') || pump === codeOf('pump', 'b')) return 'onePump';
  // No flow yet.
  if (state === codeOf('cdu', 'starting')) return 'standby';
  return state === codeOf('cdu', 'standby') ? 'standby' : 'running';
}

export function drawCdu(
  context: CanvasRenderingContext2D,
  box: Box,
  look: CduLook,
  ink: Ink,
  stale: boolean,
): void {
  const alarming = look === 'onePump' || look === 'stopped';
  const colour =
    stale || look === 'unknown' ? ink.lineStrong : alarming ? ink.warning : ink.cooling;
  const pen = Math.max(1, Math.floor(box.width / 5));
  const inner = inset(box, pen / 2);
  context.fillStyle = colour;
  context.strokeStyle = colour;
  context.lineWidth = pen;
  if (look === 'running') {
    context.fillRect(box.x, box.y, box.width, box.height);
    return;
  }
  context.strokeRect(inner.x, inner.y, inner.width, inner.height);
  const half = Math.floor(box.height / 2);
  if (look === 'onePump') {
    context.fillRect(box.x, box.y + half, box.width, box.height - half);
  }
  if (look === 'stopped') {
    context.beginPath();
    context.moveTo(inner.x, inner.y);
    context.lineTo(inner.x + inner.width, inner.y + inner.height);
    context.moveTo(inner.x + inner.width, inner.y);
    context.lineTo(inner.x, inner.y + inner.height);
    context.stroke();
  }
}

export function drawNetworkRacks(
  context: CanvasRenderingContext2D,
  layout: FloorLayout,
  ink: Ink,
): void {
  context.fillStyle = ink.lineStrong;
  context.globalAlpha = 0.55;
  for (const { x, y, width, height } of layout.networkRacks) context.fillRect(x, y, width, height);
  context.globalAlpha = 1;
}

/** The frame around a place, and around its rack when it is a GPU. */
export function drawFrame(
  context: CanvasRenderingContext2D,
  layout: FloorLayout,
  place: FloorPlace,
  ink: Ink,
  strong: boolean,
): void {
  const unit = Math.max(1, Math.round(layout.view.ratio));
  const rack = rackOf(layout, place);
  if (rack) {
    context.globalAlpha = strong ? 1 : 0.6;
    strokeAround(context, rack, unit, ink.text);
    context.globalAlpha = 1;
  }
  const own = boxOf(layout, place);
  if (!own || place.kind === 'rack') return;
  strokeAround(context, inset(own, -unit), unit, ink.surface);
  strokeAround(context, own, unit, ink.text);
}

/** The frame of a place that is picked: heavier than the one that is only pointed at. */
export function drawPick(
  context: CanvasRenderingContext2D,
  layout: FloorLayout,
  place: FloorPlace,
  ink: Ink,
): void {
  const box = boxOf(layout, place) ?? rackOf(layout, place);
  if (!box) return;
  const unit = Math.max(1, Math.round(layout.view.ratio));
  strokeAround(context, box, unit * 2, ink.focus);
}

function rackOf(layout: FloorLayout, { kind, index }: FloorPlace): Box | undefined {
  if (kind !== 'gpu' && kind !== 'rack') return undefined;
  const rack = kind === 'rack' ? index : Math.floor(index / gpusPerRack(layout.shape));
  const own = rack - layout.firstRack;
  if (own < 0 || own >= layout.racks) return undefined;
  const { rackWidth, rackHeight } = layout.size;
  const x = layout.rackX[own] ?? 0;
  const y = layout.rackY[own] ?? 0;
  return { x, y, width: rackWidth, height: rackHeight };
}

function boxOf(layout: FloorLayout, place: FloorPlace): Box | undefined {
  if (place.kind === 'gpu') {
    if (layout.view.detail !== 'gpus' || !rackOf(layout, place)) return undefined;
    const { cellWidth, cellHeight } = layout.size;
    return { ...gpuCorner(layout, place.index), width: cellWidth, height: cellHeight };
  }
  if (place.kind === 'rack') return rackOf(layout, place);
  const boxes = { cdu: layout.cdus, networkRack: layout.networkRacks, hall: layout.halls };
  return boxes[place.kind].find(({ index }) => index === place.index);
}

/** A line just outside a box. */
function strokeAround(
  context: CanvasRenderingContext2D,
  box: Box,
  pen: number,
  colour: string,
): void {
  const outer = inset(box, -pen - pen / 2);
  context.strokeStyle = colour;
  context.lineWidth = pen;
  context.strokeRect(outer.x, outer.y, outer.width, outer.height);
}

function inset({ x, y, width, height }: Box, by: number): Box {
  return { x: x + by, y: y + by, width: width - 2 * by, height: height - 2 * by };
}
