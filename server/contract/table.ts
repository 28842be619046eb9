// A table: columns at full precision, in an order that both wings derive from the dictionary and the topic.

import type { MetricKind } from './metric.ts';
import { type Column, METRIC_IDS, type MetricId, metricOf } from './metrics.ts';
import { type IndexRange, type PlaceKind, type Places, SITE_TABLE_KINDS } from './place.ts';
import { COLUMN_BYTES, columnLength, noValueOf } from './tick.ts';
import type { Topic } from './topic.ts';

/** A slice of one column: the values of a metric for places from <= i < to of its scope. */
export interface TableSlice extends IndexRange {
  readonly metric: MetricId;
}

const RACK_PARTS = ['rack', 'tray', 'switchTray', 'shelf', 'gpu'] as const satisfies PlaceKind[];

/** The slices of a topic that is a table; none for the others. */
export function slicesOf(topic: Topic, places: Places, jobSlots: number): readonly TableSlice[] {
  if (topic.kind === 'site')
    return wholeColumns((scope) => SITE_TABLE_KINDS.includes(scope), places, jobSlots);
  if (topic.kind === 'jobs') return wholeColumns((scope) => scope === 'job', places, jobSlots);
  if (topic.kind === 'rack') return rackSlices(topic.index, places);
  if (topic.kind === 'gpu') return gpuSlices(topic.index, places);
  return [];
}

function wholeColumns(
  carries: (scope: string) => boolean,
  places: Places,
  jobSlots: number,
): TableSlice[] {
  return METRIC_IDS.filter((metric) => {
    const { scope, offWire } = metricOf(metric);
    return carries(scope) && !offWire;
  }).map((metric) => ({
    metric,
    from: 0,
    to: columnLength(metricOf(metric).scope, places, jobSlots),
  }));
}

function rackSlices(rack: number, places: Places): TableSlice[] {
  return RACK_PARTS.flatMap((kind) => {
    if (places.count(kind) === 0) return [];
    const range =
      kind === 'rack' ? { from: rack, to: rack + 1 } : places.within(kind, 'rack', rack);
    return metricsOf(kind).map((metric) => ({ metric, ...range }));
  });
}

/** The GPU itself, its tray and its rack. */
function gpuSlices(gpu: number, places: Places): TableSlice[] {
  return (['gpu', 'tray', 'rack'] as const).flatMap((kind) => {
    const at = kind === 'gpu' ? gpu : (places.ancestors('gpu', kind)[gpu] as number);
    return metricsOf(kind).map((metric) => ({ metric, from: at, to: at + 1 }));
  });
}

function metricsOf(kind: PlaceKind): MetricId[] {
  return METRIC_IDS.filter((metric) => metricOf(metric).scope === kind);
}

export function tableBytes(slices: readonly TableSlice[]): number {
  return slices.reduce(
    (sum, { metric, from, to }) => sum + (to - from) * COLUMN_BYTES[metricOf(metric).kind],
    0,
  );
}

/** Writes slices one after the other, little-endian; `read` gives value i of a metric. */
export function packTable(
  slices: readonly TableSlice[],
  read: (metric: MetricId, index: number) => number,
): Uint8Array {
  const payload = new Uint8Array(tableBytes(slices));
  const view = new DataView(payload.buffer);
  let at = 0;
  for (const { metric, from, to } of slices) {
    const { kind } = metricOf(metric);
    for (let i = from; i < to; i++) {
      setValue(view, at, kind, read(metric, i));
      at += COLUMN_BYTES[kind];
    }
  }
  return payload;
}

/** Columns of the slices, each a fresh array of its kind. Throws when the length is not the slices'. */
export function unpackTable(
  slices: readonly TableSlice[],
  payload: Uint8Array,
): Map<MetricId, Column> {
  const expected = tableBytes(slices);
  if (payload.length !== expected) {
    throw new Error(`table has ${payload.length} bytes; its columns need ${expected}`);
  }
  const view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
  let at = 0;
  return new Map(
    slices.map(({ metric, from, to }) => {
      const { kind } = metricOf(metric);
      const column = emptyColumn(kind, to - from);
      for (let i = 0; i < column.length; i++) {
        column[i] = getValue(view, at, kind);
        at += COLUMN_BYTES[kind];
      }
      return [metric, column];
    }),
  );
}

const ROWS_HEAD = 4;

/** Some places of whole columns only, most of which are empty: their number, then the columns, one value a row. */
export function packRows(
  slices: readonly TableSlice[],
  rows: readonly number[],
  read: (metric: MetricId, index: number) => number,
): Uint8Array {
  const table = packTable(ofRows(slices, rows.length), (metric, row) =>
    read(metric, rows[row] as number),
  );
  const payload = new Uint8Array(ROWS_HEAD + table.length);
  new DataView(payload.buffer).setUint32(0, rows.length, true);
  payload.set(table, ROWS_HEAD);
  return payload;
}

/** Columns with one value a row. Throws when the length is not that of so many rows. */
export function unpackRows(
  slices: readonly TableSlice[],
  payload: Uint8Array,
): Map<MetricId, Column> {
  if (payload.length < ROWS_HEAD) {
    throw new Error(`table of rows has ${payload.length} bytes, fewer than its count`);
  }
  const rows = new DataView(payload.buffer, payload.byteOffset).getUint32(0, true);
  return unpackTable(ofRows(slices, rows), payload.subarray(ROWS_HEAD));
}

function ofRows(slices: readonly TableSlice[], rows: number): TableSlice[] {
  return slices.map(({ metric }) => ({ metric, from: 0, to: rows }));
}

function emptyColumn(kind: MetricKind, length: number): Column {
  if (kind === 'gauge') return new Float32Array(length);
  if (kind === 'counter') return new Float64Array(length);
  return kind === 'id' ? new Int32Array(length) : new Uint16Array(length);
}

function setValue(view: DataView, at: number, kind: MetricKind, value: number): void {
  if (kind === 'gauge') view.setFloat32(at, value, true);
  else if (kind === 'counter') view.setFloat64(at, value, true);
  else if (kind === 'id') view.setInt32(at, value, true);
  else view.setUint16(at, value, true);
}

function getValue(view: DataView, at: number, kind: MetricKind): number {
  if (kind === 'gauge') return view.getFloat32(at, true);
  if (kind === 'counter') return view.getFloat64(at, true);
  return kind === 'id' ? view.getInt32(at, true) : view.getUint16(at, true);
}

/** Whether a value of this metric says "not known". */
export function isUnknown(metric: MetricId, value: number): boolean {
  return Number.isNaN(value) || value === noValueOf(metricOf(metric).kind);
}
