// The label of a place: what its kind is called, with its id.
import type { PlaceKind } from '../contract/place.ts';
import { KIND_NAMES } from '../contract/placeNames.ts';
import type { Text } from '../contract/text.ts';

/** The label of a place; a kind with one place needs no id in it. */
export function labelOf(kind: PlaceKind, id: string, count: number): Text {
  const { en, fr } = KIND_NAMES[kind];
  return count === 1 ? { en, fr } : { en: `${en} ${id}`, fr: `${fr} ${id}` };
}
