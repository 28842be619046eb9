// Reads the id of a place as people type it: any case, with or without zeros, dashes and the word of its kind.
import type { PlaceRef } from '../../server/contract/id.ts';
import type { PlaceKind } from '../../server/contract/place.ts';
import type { SiteContext } from '../live.ts';

type Known = Pick<SiteContext, 'ids' | 'places'>;

/** What a kind's id begins with, and its names in both languages as one types them. */
const MARKS: Readonly<Record<string, PlaceKind>> = {
  ...{ R: 'rack', RACK: 'rack', BAIE: 'rack', H: 'hall', HALL: 'hall', SALLE: 'hall' },
  ...{ N: 'networkRack', FEED: 'feed', TR: 'transformer', GEN: 'genset', GENSET: 'genset' },
  ...{ UPSG: 'upsGroup', UPS: 'ups', CDU: 'cdu', RING: 'cduRing' },
};
const PARTS: Readonly<Record<string, PlaceKind>> = {
  ...{ T: 'tray', '': 'tray', S: 'shelf', N: 'switchTray' },
};
/** Numbered within their hall. */
const OF_HALL: readonly PlaceKind[] = ['ups', 'cdu'];

const WHOLE = /^([A-Z]*)[- ]*(\d{1,6})$/;
const WITHIN_HALL = /^([A-Z]+)[- ]*(\d{1,4})[- ]+([A-Z]|\d{1,4})$/;
const PART = /^(?:R|RACK|BAIE)?[- ]*(\d{1,6})[- ]+([TSN]?)[- ]*(\d{1,3})$/;
const CLOSE_PART = /^R(\d{1,6})([TSN])(\d{1,3})$/;
const GPU =
  /^(?:R|RACK|BAIE)?[- ]*(\d{1,6})[- ]*(?:[- ]|T)[- ]*(\d{1,3})[- ]*(?:[- ]|G)[- ]*(\d{1,2})$/;

/** The place that is meant, or the kind and number of one that this site does not have. */
export type Spelled = PlaceRef | { readonly kind: PlaceKind; readonly index: undefined };

/** `wanted` in capitals. Undefined when it is not an id of any kind. */
export function spelled(wanted: string, known: Known): Spelled | undefined {
  const exact = known.ids.parse(wanted);
  if (exact) return exact;
  return gpuSpelled(wanted, known) ?? partSpelled(wanted, known) ?? wholeSpelled(wanted, known);
}

function gpuSpelled(wanted: string, { places }: Known): Spelled | undefined {
  const [, rack, tray, gpu] = GPU.exec(wanted) ?? [];
  if (rack === undefined) return undefined;
  const inTray = inside(places, 'tray', inside(places, 'rack', undefined, rack), tray);
  return { kind: 'gpu', index: inside(places, 'gpu', inTray, gpu)?.index };
}

function partSpelled(wanted: string, { places }: Known): Spelled | undefined {
  const [, rack, mark = '', number] = CLOSE_PART.exec(wanted) ?? PART.exec(wanted) ?? [];
  const kind = PARTS[mark];
  if (rack === undefined || kind === undefined) return undefined;
  return {
    kind,
    index: inside(places, kind, inside(places, 'rack', undefined, rack), number)?.index,
  };
}

function wholeSpelled(wanted: string, { places }: Known): Spelled | undefined {
  const [, hallMark = '', hall, own = ''] = WITHIN_HALL.exec(wanted) ?? [];
  const above = MARKS[hallMark];
  const inHall = hall === undefined ? undefined : inside(places, 'hall', undefined, hall);
  if (above !== undefined && OF_HALL.includes(above) && /^\d/.test(own)) {
    return { kind: above, index: inside(places, above, inHall, own)?.index };
  }
  if (above === 'hall' && /^[A-Z]$/.test(own)) {
    const row = String(own.charCodeAt(0) - 64);
    return { kind: 'row', index: inside(places, 'row', inHall, row)?.index };
  }
  const [, mark, number] = WHOLE.exec(wanted) ?? [];
  const kind = mark === '' ? 'rack' : MARKS[mark ?? '-'];
  if (kind === undefined || OF_HALL.includes(kind)) return undefined;
  return { kind, index: inside(places, kind, undefined, number)?.index };
}

/** The place of a 1-based number, of the whole site or within another place. */
function inside(
  places: Known['places'],
  kind: PlaceKind,
  above: PlaceRef | undefined,
  number: string | undefined,
): PlaceRef | undefined {
  const within = PARENT_OF[kind];
  if (within !== undefined && (!above || !places.path(kind, within))) return undefined;
  const { from, to } =
    within && above
      ? places.within(kind, within, above.index)
      : { from: 0, to: places.count(kind) };
  const index = from + Number(number) - 1;
  return index >= from && index < to ? { kind, index } : undefined;
}

const PARENT_OF: Partial<Record<PlaceKind, PlaceKind>> = {
  ...{ gpu: 'tray', tray: 'rack', shelf: 'rack', switchTray: 'rack' },
  ...{ row: 'hall', ups: 'hall', cdu: 'hall' },
};
