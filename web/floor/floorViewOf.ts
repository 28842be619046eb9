// Chooses what of the floor fits a panel: GPUs on a screen, racks on a phone, halls on a campus.
import { MAX_PLANE_GPUS } from '../../server/contract/topic.ts';
import type { ElementSize } from './elementSize.ts';
import { type FloorShape, gpusPerRack, racksPerHall } from './floorShape.ts';
import { chooseAcross, chooseRowColumns } from './floorSize.ts';
import type { FloorView } from './floorView.ts';

/** Narrower than this a cell of a GPU is too small for a finger. */
const PHONE_BELOW_PX = 600;

/** Whether the site's GPUs are sent hall by hall. */
export function isCampus(shape: FloorShape): boolean {
  return shape.halls * racksPerHall(shape) * gpusPerRack(shape) > MAX_PLANE_GPUS;
}

export function floorViewOf(
  shape: FloorShape,
  size: ElementSize,
  hall: number | undefined,
  /** One hall alone, on any site. */
  only = false,
): FloorView {
  const phone = size.width / size.ratio < PHONE_BELOW_PX;
  const campus = isCampus(shape);
  const alone = (campus || only) && hall !== undefined;
  const view: FloorView = {
    detail: phone || (campus && !alone) ? 'racks' : 'gpus',
    firstHall: alone ? hall : 0,
    halls: alone ? 1 : shape.halls,
    across: alone ? 1 : phone ? (campus ? 3 : 1) : shape.hallsAcross,
    rowColumns: 1,
    width: size.width,
    height: phone ? undefined : size.height,
    ratio: size.ratio,
    unit: size.unit,
  };
  if (phone || !(campus || alone)) return view;
  if (!alone) return { ...view, across: chooseAcross(shape, view) };
  return { ...view, rowColumns: chooseRowColumns(shape, view) };
}
