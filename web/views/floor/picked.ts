// What is picked on the floor, as spans of racks and GPUs, kept in the address: `?select=R001..R010,R020-T03-G2`.
import { computed, type ReadonlySignal } from '@preact/signals';
import type { PlaceIds } from '../../../server/contract/id.ts';
import type { FloorPlace } from '../../floor/hit.ts';
import { siteInfo } from '../../live.ts';
import { query, setQuery } from '../../route.ts';

/** Half-open, by index within its kind. */
export interface PickedSpan {
  readonly kind: 'rack' | 'gpu';
  readonly from: number;
  readonly to: number;
}

/** What an address may name; more is cut off. */
const SPANS_MOST = 60;

const asked = query('select');

export const pickedSpans: ReadonlySignal<readonly PickedSpan[]> = computed(() => {
  const ids = siteInfo.value?.ids;
  return ids && asked.value ? readSpans(asked.value, ids) : [];
});

/** Every place of the spans, for the map. */
export const pickedPlaces: ReadonlySignal<readonly FloorPlace[]> = computed(() =>
  pickedSpans.value.flatMap(({ kind, from, to }) =>
    Array.from({ length: to - from }, (_, i) => ({ kind, index: from + i })),
  ),
);

export function readSpans(text: string, ids: PlaceIds): PickedSpan[] {
  const spans = text
    .split(',')
    .slice(0, SPANS_MOST)
    .flatMap((word): PickedSpan[] => {
      const [first = '', last = first] = word.split('..');
      const from = ids.parse(first);
      const to = ids.parse(last);
      if (!from || from.kind !== to?.kind || to.index < from.index) return [];
      if (from.kind !== 'rack' && from.kind !== 'gpu') return [];
      return [{ kind: from.kind, from: from.index, to: to.index + 1 }];
    });
  return merged(spans);
}

export function spansText(spans: readonly PickedSpan[], ids: PlaceIds): string {
  return spans
    .map(({ kind, from, to }) => {
      const first = ids.idOf(kind, from);
      return to - from === 1 ? first : `${first}..${ids.idOf(kind, to - 1)}`;
    })
    .join(',');
}

/** The spans with a place more, or less when it was picked. */
export function toggled(spans: readonly PickedSpan[], place: PickedSpan): PickedSpan[] {
  const { kind, from } = place;
  const inside = (span: PickedSpan): boolean =>
    span.kind === kind && from >= span.from && from < span.to;
  if (!spans.some(inside)) return merged([...spans, place]);
  return spans.flatMap((span) =>
    inside(span)
      ? [
          { ...span, to: from },
          { ...span, from: from + 1 },
        ].filter((part) => part.to > part.from)
      : [span],
  );
}

/** In order, racks before GPUs, overlaps joined. */
export function merged(spans: readonly PickedSpan[]): PickedSpan[] {
  const sorted = [...spans].sort((a, b) =>
    a.kind === b.kind ? a.from - b.from : a.kind === 'rack' ? -1 : 1,
  );
  const joined: PickedSpan[] = [];
  for (const span of sorted) {
    const last = joined.at(-1);
    if (last?.kind === span.kind && last.to >= span.from) {
      joined[joined.length - 1] = { ...last, to: Math.max(last.to, span.to) };
    } else joined.push(span);
  }
  return joined;
}

/** The same GPUs as spans of GPUs, each once. */
export function gpuSpans(spans: readonly PickedSpan[], perRack: number): PickedSpan[] {
  return merged(
    spans.map(({ kind, from, to }) =>
      kind === 'gpu' ? { kind, from, to } : { kind: 'gpu', from: from * perRack, to: to * perRack },
    ),
  );
}

export function setPicked(spans: readonly PickedSpan[]): void {
  const ids = siteInfo.peek()?.ids;
  if (!ids) return;
  setQuery('select', spans.length === 0 ? undefined : spansText(spans, ids));
}

/** Actions of the map. A span between GPUs of different racks takes whole racks. */
export function createPicking(perRack: number) {
  const spanOf = ({ kind, index }: FloorPlace): PickedSpan | undefined =>
    kind === 'rack' || kind === 'gpu' ? { kind, from: index, to: index + 1 } : undefined;
  const rackOf = ({ kind, index }: FloorPlace): number =>
    kind === 'gpu' ? Math.floor(index / perRack) : index;
  return {
    toggle(place: FloorPlace): void {
      const span = spanOf(place);
      if (span) setPicked(toggled(pickedSpans.peek(), span));
    },
    extend(one: FloorPlace, other: FloorPlace): void {
      if (!spanOf(one) || !spanOf(other)) return;
      const near = one.kind === 'gpu' && other.kind === 'gpu' && rackOf(one) === rackOf(other);
      const [a, b] = near ? [one.index, other.index] : [rackOf(one), rackOf(other)];
      const span: PickedSpan = {
        kind: near ? 'gpu' : 'rack',
        from: Math.min(a, b),
        to: Math.max(a, b) + 1,
      };
      setPicked(merged([...pickedSpans.peek(), span]));
    },
    clear(): boolean {
      if (pickedSpans.peek().length === 0) return false;
      setPicked([]);
      return true;
    },
  };
}
