// A tick: what the source knows at the end of one step, in columns over one shared buffer.
import type { MetricKind, Scope } from './metric.ts';
import {
  type ColumnOf,
  isTickMetric,
  METRIC_IDS,
  type MetricId,
  metricOf,
  type TickMetricId,
} from './metrics.ts';
import { NO_CODE, NO_ID, NO_VALUE } from './noValue.ts';
import type { Places } from './place.ts';

export type TickColumns = { readonly [M in TickMetricId]: ColumnOf<M> };

/**
 * Borrowed: valid until the callback returns; who keeps it, copies.
 * Gauges are means over (timeMs - dtS * 1000, timeMs]; counters, states, masks and ids are values at timeMs.
 */
export interface Tick {
  /** END of the step, UTC epoch. */
  readonly timeMs: number;
  readonly dtS: number;
  /** False for the past of a start and for the seconds made good after a stall: recorded, not published. */
  readonly newest: boolean;
  /** Wall-clock delay from timeMs to the hand-over; NaN where the site's clock is not the wall's. */
  readonly lateMs: number;
  readonly columns: TickColumns;
}

/** How many values a column has: the places of its scope, or the job slots of the site. */
export function columnLength(scope: Scope, places: Places, jobSlots: number): number {
  return scope === 'job' ? jobSlots : places.count(scope);
}

/** Bytes of one value of a kind, in memory and in a table. */
export const COLUMN_BYTES: Record<MetricKind, number> = {
  gauge: 4,
  counter: 8,
  state: 2,
  mask: 2,
  id: 4,
};

/** Where the columns of some metrics lie in one buffer: counters first, and each on a whole word. */
interface ColumnSlot {
  readonly id: MetricId;
  readonly kind: MetricKind;
  readonly offset: number;
  readonly length: number;
}

export interface ColumnLayout {
  readonly slots: readonly ColumnSlot[];
  readonly byteLength: number;
}

/** V8 copies shared memory byte by byte where the two ends do not begin at the same part of a word: 8 times slower. */
function wholeWords(bytes: number): number {
  return Math.ceil(bytes / WORD_BYTES) * WORD_BYTES;
}

const WORD_BYTES = 8;

export function layoutColumns(
  ids: readonly MetricId[],
  places: Places,
  jobSlots: number,
): ColumnLayout {
  const byWidth = [...ids].sort(
    (a, b) => COLUMN_BYTES[metricOf(b).kind] - COLUMN_BYTES[metricOf(a).kind],
  );
  let offset = 0;
  const slots = byWidth.map((id) => {
    const { kind, scope } = metricOf(id);
    const slot = { id, kind, offset, length: columnLength(scope, places, jobSlots) };
    offset = wholeWords(offset + slot.length * COLUMN_BYTES[kind]);
    return slot;
  });
  return { slots, byteLength: offset };
}

export const TICK_METRIC_IDS = METRIC_IDS.filter(isTickMetric);

export function layoutTick(places: Places, jobSlots: number): ColumnLayout {
  return layoutColumns(TICK_METRIC_IDS, places, jobSlots);
}

/** Views of the columns of a layout over a buffer of at least its byteLength. */
export function viewColumns<M extends MetricId>(
  layout: ColumnLayout,
  buffer: ArrayBufferLike,
): { readonly [K in M]: ColumnOf<K> } {
  const columns = Object.fromEntries(
    layout.slots.map(({ id, kind, offset, length }) => [id, view(kind, buffer, offset, length)]),
  );
  return columns as { readonly [K in M]: ColumnOf<K> };
}

function view(kind: MetricKind, buffer: ArrayBufferLike, offset: number, length: number) {
  if (kind === 'counter') return new Float64Array(buffer, offset, length);
  if (kind === 'gauge') return new Float32Array(buffer, offset, length);
  if (kind === 'id') return new Int32Array(buffer, offset, length);
  return new Uint16Array(buffer, offset, length);
}

/** The value that says "not known" in a column of this kind. */
export function noValueOf(kind: MetricKind): number {
  if (kind === 'gauge' || kind === 'counter') return NO_VALUE;
  return kind === 'id' ? NO_ID : NO_CODE;
}

/** Sets every column to "not known": where a source fills nothing, nothing is claimed. */
export function clearColumns(layout: ColumnLayout, buffer: ArrayBufferLike): void {
  for (const { kind, offset, length } of layout.slots) {
    view(kind, buffer, offset, length).fill(noValueOf(kind));
  }
}
