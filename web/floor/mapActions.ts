// What pointer and keyboard do on the map: point, choose, move, open, climb.
import type { SiteContext } from '../live.ts';
import { navigate, pathOf } from '../route.ts';
import type { FloorLayout } from './floorLayout.ts';
import { gpusPerRack, racksPerHall } from './floorShape.ts';
import { chosen, openHall, pointed } from './floorState.ts';
import { isCampus } from './floorViewOf.ts';
import { type FloorPlace, hallAt, placeAt } from './hit.ts';
import { neighbourOf } from './moves.ts';

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

export function createMapActions(info: SiteContext, layout: FloorLayout): MapActions {
  /** A campus shows its halls until one is opened. */
  const showsHalls = isCampus(layout.shape) && layout.view.halls > 1;
  const perRack = gpusPerRack(layout.shape);

  function at(event: MouseEvent): { x: number; y: number } {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    return {
      x: ((event.clientX - box.left) / box.width) * layout.width,
      y: ((event.clientY - box.top) / box.height) * layout.height,
    };
  }

  function openPlace(place: FloorPlace, rackInstead: boolean): void {
    if (place.kind !== 'gpu' && place.kind !== 'rack') return;
    if (showsHalls) {
      openHall.value = Math.floor(place.index / racksPerHall(layout.shape));
      return;
    }
    const kind = rackInstead ? 'rack' : place.kind;
    const index = kind === place.kind ? place.index : Math.floor(place.index / perRack);
    const path = pathOf(kind, info.ids.idOf(kind, index));
    if (path !== undefined) navigate(path);
  }

  function click(event: MouseEvent): void {
    const { x, y } = at(event);
    const place = placeAt(layout, x, y);
    if (showsHalls) {
      openHall.value = hallAt(layout, x, y);
      return;
    }
    const again = isSamePlace(place, chosen.peek());
    const byTouch = 'pointerType' in event && event.pointerType === 'touch';
    chosen.value = place;
    if (place && (event.altKey || (byTouch && again))) openPlace(place, event.altKey);
  }

  function climb(): boolean {
    const place = chosen.peek();
    if (place?.kind === 'gpu') {
      chosen.value = { kind: 'rack', index: Math.floor(place.index / perRack) };
    } else if (place) chosen.value = undefined;
    else if (openHall.peek() !== undefined) openHall.value = undefined;
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
    } else if (event.key === 'Enter' && place) openPlace(place, event.altKey);
    else if (event.key !== 'Escape' || !climb()) return;
    event.preventDefault();
  }

  return {
    move(event) {
      if (event.pointerType === 'touch') return;
      const { x, y } = at(event);
      const place = placeAt(layout, x, y);
      if (!isSamePlace(place, pointed.peek())) pointed.value = place;
    },
    leave() {
      pointed.value = undefined;
    },
    click,
    open(event) {
      const { x, y } = at(event);
      const place = placeAt(layout, x, y);
      if (place && !showsHalls) openPlace(place, false);
    },
    key,
  };
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
  if (place?.kind !== 'gpu' && place?.kind !== 'rack') return false;
  if (place.kind === 'gpu' && layout.view.detail === 'racks') return false;
  const rack =
    place.kind === 'rack' ? place.index : Math.floor(place.index / gpusPerRack(layout.shape));
  return rack >= layout.firstRack && rack < layout.firstRack + layout.racks;
}
