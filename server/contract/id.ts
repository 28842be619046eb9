// Place ids: 1-based, padded to the site's width, stable for ever; indices stay inside, ids cross every edge.
import type { PlaceKind, Places } from './place.ts';

/**
 * How a kind is numbered: `within` undefined numbers it over the whole site (`R118`), otherwise within that ancestor.
 * `prefix` 'parent' spells the ancestor's id first (`R118-T07`), 'number' only its number (`CDU2-3`).
 */
interface IdRule {
  readonly mark: string;
  readonly within?: PlaceKind;
  readonly prefix?: 'parent' | 'number';
  readonly letters?: true;
}

const ID_RULES: Record<PlaceKind, IdRule> = {
  site: { mark: 'SITE' },
  plant: { mark: 'PLANT' },
  feed: { mark: 'FEED' },
  transformer: { mark: 'TR' },
  genset: { mark: 'GEN' },
  hall: { mark: 'H' },
  upsGroup: { mark: 'UPSG' },
  ups: { mark: 'UPS', within: 'hall', prefix: 'number' },
  cduRing: { mark: 'RING' },
  cdu: { mark: 'CDU', within: 'hall', prefix: 'number' },
  row: { mark: '', within: 'hall', prefix: 'parent', letters: true },
  rack: { mark: 'R' },
  networkRack: { mark: 'N' },
  shelf: { mark: 'S', within: 'rack', prefix: 'parent' },
  switchTray: { mark: 'N', within: 'rack', prefix: 'parent' },
  tray: { mark: 'T', within: 'rack', prefix: 'parent' },
  gpu: { mark: 'G', within: 'tray', prefix: 'parent' },
};

/** The site and its one plant carry no number. */
const UNNUMBERED: readonly PlaceKind[] = ['site', 'plant'];

export interface PlaceRef {
  readonly kind: PlaceKind;
  readonly index: number;
}

export interface PlaceIds {
  /** The id of a place. Throws a RangeError that names the bound. */
  idOf(kind: PlaceKind, index: number): string;
  /** The place of an id, or undefined when no place of this site has it. */
  parse(id: string): PlaceRef | undefined;
}

export function createPlaceIds(places: Places): PlaceIds {
  const idOf = (kind: PlaceKind, index: number): string => {
    const count = places.count(kind);
    if (!Number.isInteger(index) || index < 0 || index >= count) {
      throw new RangeError(`${kind} index ${index} is outside 0..${count - 1}`);
    }
    return spell(places, kind, index);
  };
  return { idOf, parse: (id) => parseId(places, id) };
}

function spell(places: Places, kind: PlaceKind, index: number): string {
  const rule = ID_RULES[kind];
  const count = places.count(kind);
  if (UNNUMBERED.includes(kind) && count === 1) return rule.mark;
  if (!rule.within) return rule.mark + pad(index + 1, count);
  const above = places.ancestors(kind, rule.within)[index] ?? 0;
  const block = places.within(kind, rule.within, above);
  const own = rule.letters
    ? String.fromCharCode(65 + index - block.from)
    : pad(index - block.from + 1, blockSize(places, kind, rule.within));
  if (rule.prefix === 'number') {
    return `${rule.mark}${pad(above + 1, places.count(rule.within))}-${own}`;
  }
  return `${spell(places, rule.within, above)}-${rule.mark}${own}`;
}

function pad(number: number, highest: number): string {
  return String(number).padStart(String(highest).length, '0');
}

function blockSize(places: Places, kind: PlaceKind, within: PlaceKind): number {
  return Math.ceil(places.count(kind) / places.count(within));
}

const ID_PATTERN = /^[A-Z]+[0-9]*(-[A-Z]*[0-9]*){0,2}$/;

function parseId(places: Places, id: string): PlaceRef | undefined {
  if (id.length > 24 || !ID_PATTERN.test(id)) return undefined;
  for (const { kind } of places.rows) {
    const index = indexIn(places, kind, id);
    if (index !== undefined && spell(places, kind, index) === id) return { kind, index };
  }
  return undefined;
}

/** The only index of this kind that could carry the id; the caller spells it back to be sure. */
function indexIn(places: Places, kind: PlaceKind, id: string): number | undefined {
  const rule = ID_RULES[kind];
  const count = places.count(kind);
  if (UNNUMBERED.includes(kind) && count === 1) return id === rule.mark ? 0 : undefined;
  if (!rule.within) {
    const index = id.startsWith(rule.mark) ? numberIn(id.slice(rule.mark.length)) : undefined;
    return index !== undefined && index < count ? index : undefined;
  }
  const cut = id.lastIndexOf('-');
  if (cut < 0) return undefined;
  const head = id.slice(0, cut);
  const above =
    rule.prefix === 'number'
      ? head.startsWith(rule.mark)
        ? numberIn(head.slice(rule.mark.length))
        : undefined
      : indexIn(places, rule.within, head);
  if (above === undefined || above >= places.count(rule.within)) return undefined;
  const own = ownNumber(rule, id.slice(cut + 1));
  if (own === undefined) return undefined;
  const block = places.within(kind, rule.within, above);
  return block.from + own < block.to ? block.from + own : undefined;
}

function ownNumber(rule: IdRule, tail: string): number | undefined {
  if (rule.letters) return /^[A-Z]$/.test(tail) ? tail.charCodeAt(0) - 65 : undefined;
  if (rule.prefix === 'number') return numberIn(tail);
  return tail.startsWith(rule.mark) ? numberIn(tail.slice(rule.mark.length)) : undefined;
}

/** A 1-based decimal number as a 0-based index. */
function numberIn(digits: string): number | undefined {
  return /^[0-9]{1,7}$/.test(digits) && Number(digits) > 0 ? Number(digits) - 1 : undefined;
}
