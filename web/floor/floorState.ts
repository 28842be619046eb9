// What the visitor does on the floor: the place chosen, the place pointed at, the hall opened, the job lit.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { siteInfo } from '../live.ts';
import { pushQueries, query, setQuery } from '../route.ts';
import { type FloorMetric, isFloorMetric } from './floorMetric.ts';
import type { FloorPlace } from './hit.ts';

/** Id of the job whose racks are lit while the others step back; set it from wherever jobs are named. */
export const highlightedJob = signal<string | undefined>(undefined);

/** Chosen by a click or reached by the arrow keys; it stays. */
export const chosen = signal<FloorPlace | undefined>(undefined);

/** Under the pointer now. */
export const pointed = signal<FloorPlace | undefined>(undefined);

/** The hall in view on a site that is too large to show its GPUs at once. */
const askedHall = query('hall');
export const openHall: ReadonlySignal<number | undefined> = computed(() => {
  const place = siteInfo.value?.ids.parse(askedHall.value ?? '');
  return place?.kind === 'hall' ? place.index : undefined;
});

/** A step of its own: Back shows the whole site again. */
export function showHall(hall: number | undefined): void {
  const ids = siteInfo.peek()?.ids;
  pushQueries({ hall: hall === undefined ? undefined : ids?.idOf('hall', hall) });
}

const asked = query('floor');

/** The address keeps it. */
export const floorMetric: ReadonlySignal<FloorMetric> = computed(() =>
  asked.value !== undefined && isFloorMetric(asked.value) ? asked.value : 'power',
);

export function chooseFloorMetric(metric: FloorMetric): void {
  setQuery('floor', metric === 'power' ? undefined : metric);
}
