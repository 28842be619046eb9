// What pointer and keyboard do on the map: point, choose, move, open, climb.
import type { SiteContext } from '../live.ts';
import { navigate, pathOf } from '../route.ts';
import type { FloorLayout } from './floorLayout.ts';
import { gpusPerRack, racksPerHall } from './floorShape.ts';
import { chosen, openHall, pointed, showHall } from './floorState.ts';
import { isCampus } from './floorViewOf.ts';
import { type FloorPlace, hallAt, placeAt } from './hit.ts';
import { keepChoice } from './keptChoice.ts';
import { boxOf, firstGpuOf, neighbourOf } from './moves.ts';

interface MapActions {
  readonly move: (event: PointerEvent) => void;
  readonly leave: () => void;
  readonly click: (event: MouseEvent) => void;
  readonly open: (event: MouseEvent) => void;
  readonly key: (event: KeyboardEvent) => void;
}

const ARROWS: Readonly<Record<string, readonly [across: number, down: number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** What a map does with places that are picked; without it only one place at a time is chosen. */
export interface Picking {
  /** Adds a place to what is picked, or takes it away. */
  toggle(place: FloorPlace): void;
  /** Picks everything from the place that was chosen last to this one. */
  extend(from: FloorPlace, to: FloorPlace): void;
  clear(): boolean;
}

export function createMapActions(
  info: SiteContext,
  layout: FloorLayout,
  picking?: Picking,
): MapActions {
  /** A campus shows its halls until one is opened. */
  const showsHalls = isCampus(layout.shape) && layout.view.halls > 1;
  const perRack = gpusPerRack(layout.shape);
  /** Where the last press of Space was: the next one with Shift picks up to there. */
  let spaceFrom: FloorPlace | undefined;

  function openPlace(place: FloorPlace, rackInstead: boolean): void {
    if (place.kind !== 'gpu' && place.kind !== 'rack') return;
    if (showsHalls) {
      showHall(Math.floor(place.index / racksPerHall(layout.shape)));
      return;
    }
    const kind = rackInstead ? 'rack' : place.kind;
    const index = kind === place.kind ? place.index : Math.floor(place.index / perRack);
    const path = pathOf(kind, info.ids.idOf(kind, index));
    if (path !== undefined) leaveTo(path);
  }

  function click(event: MouseEvent): void {
    const { x, y } = pixelAt(layout, event);
    const place = placeAt(layout, x, y);
    if (showsHalls) {
      showHall(hallAt(layout, x, y));
      return;
    }
    const last = chosen.peek();
    if (picking && place && pick(picking, event, last, place)) return;
    picking?.clear();
    const again = isSamePlace(place, last);
    const byTouch = 'pointerType' in event && event.pointerType === 'touch';
    chosen.value = place;
    if (place && (event.altKey || (byTouch && again))) openPlace(place, event.altKey);
  }

  function climb(): boolean {
    const place = chosen.peek();
    if (picking?.clear()) return true;
    if (place?.kind === 'gpu') {
      chosen.value = { kind: 'rack', index: Math.floor(place.index / perRack) };
    } else if (place) chosen.value = undefined;
    else if (openHall.peek() !== undefined) showHall(undefined);
    else return false;
    return true;
  }

  function key(event: KeyboardEvent): void {
    const place = chosen.peek();
    const step = ARROWS[event.key];
    if (step) {
      chosen.value = inView(layout, place)
        ? neighbourOf(layout, place, step[0], step[1], event.shiftKey)
        : firstPlace(layout);
    } else if (event.key === ' ' && picking && place) {
      if (event.shiftKey && spaceFrom) picking.extend(spaceFrom, place);
      else picking.toggle(place);
      spaceFrom = place;
    } else if (event.key === 'PageDown' && place?.kind === 'rack' && inView(layout, place)) {
      if (layout.view.detail === 'gpus') chosen.value = firstGpuOf(layout, place.index);
    } else if (event.key === 'Enter' && place) openPlace(place, event.altKey);
    else if (event.key !== 'Escape' || !climb()) return;
    event.preventDefault();
  }

  return {
    move(event) {
      if (event.pointerType === 'touch') return;
      const { x, y } = pixelAt(layout, event);
      const place = placeAt(layout, x, y);
      if (!isSamePlace(place, pointed.peek())) pointed.value = place;
    },
    leave() {
      pointed.value = undefined;
    },
    click,
    open(event) {
      const { x, y } = pixelAt(layout, event);
      const place = placeAt(layout, x, y);
      if (place && !showsHalls) openPlace(place, false);
    },
    key,
  };
}

/** Back finds the choice where it was made. */
function leaveTo(path: string): void {
  keepChoice();
  navigate(path);
}

/** Where an event is, in device pixels of the map. */
function pixelAt(layout: FloorLayout, event: MouseEvent): { x: number; y: number } {
  const box = (event.currentTarget as Element).getBoundingClientRect();
  return {
    x: ((event.clientX - box.left) / box.width) * layout.width,
    y: ((event.clientY - box.top) / box.height) * layout.height,
  };
}

/** Whether a click was one that picks: with Shift a span, with Ctrl or Cmd one more. */
function pick(
  picking: Picking,
  event: MouseEvent,
  last: FloorPlace | undefined,
  place: FloorPlace,
): boolean {
  if (event.shiftKey && last) picking.extend(last, place);
  else if (event.ctrlKey || event.metaKey) picking.toggle(place);
  else return false;
  if (!last) chosen.value = place;
  return true;
}

function isSamePlace(one: FloorPlace | undefined, other: FloorPlace | undefined): boolean {
  return one?.kind === other?.kind && one?.index === other?.index;
}

function firstPlace(layout: FloorLayout): FloorPlace {
  const kind = layout.view.detail === 'gpus' ? 'gpu' : 'rack';
  const first = layout.firstRack * (kind === 'gpu' ? gpusPerRack(layout.shape) : 1);
  return { kind, index: first };
}

/** Whether the arrow keys can set out from a place. */
function inView(layout: FloorLayout, place: FloorPlace | undefined): place is FloorPlace {
  if (!place || (place.kind === 'gpu' && layout.view.detail === 'racks')) return false;
  const rack = Math.floor(place.index / gpusPerRack(layout.shape));
  return boxOf(layout, place.kind === 'gpu' ? { kind: 'rack', index: rack } : place) !== undefined;
}
