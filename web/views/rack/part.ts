// The tray, switch tray or shelf that the address of a rack's page names: `?tray=R118-T07`, `?shelf=R118-S3`.
import { computed, type ReadonlySignal } from '@preact/signals';
import type { PlaceKind } from '../../../server/contract/place.ts';
import { siteInfo } from '../../live.ts';
import { query, setQuery } from '../../route.ts';

const askedTray = query('tray');
const askedShelf = query('shelf');

export interface RackPart {
  readonly kind: 'tray' | 'switchTray' | 'shelf';
  readonly index: number;
  readonly id: string;
}

/** Undefined when none is named, or one that the site does not have. */
export const chosenPart: ReadonlySignal<RackPart | undefined> = computed(() => {
  const id = (askedTray.value ?? askedShelf.value)?.toUpperCase();
  const place = id === undefined ? undefined : siteInfo.value?.ids.parse(id);
  if (id === undefined || !place || !isPart(place.kind)) return undefined;
  return { kind: place.kind, index: place.index, id };
});

function isPart(kind: PlaceKind): kind is RackPart['kind'] {
  return kind === 'tray' || kind === 'switchTray' || kind === 'shelf';
}

/** Chooses a part, or with undefined lets go of it. */
export function choosePart(kind: RackPart['kind'], id: string | undefined): void {
  setQuery('tray', kind === 'shelf' ? undefined : id);
  setQuery('shelf', kind === 'shelf' ? id : undefined);
}

export function isChosen(kind: RackPart['kind'], index: number): boolean {
  const part = chosenPart.value;
  return part?.kind === kind && part.index === index;
}
