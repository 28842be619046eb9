// Laws of tables, topics and the tick's layout.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createPlaceIds } from './id.ts';
import { METRIC_IDS, metricOf } from './metrics.ts';
import { createPlaces } from './place.ts';
import {
  isUnknown,
  packRows,
  packTable,
  slicesOf,
  tableBytes,
  unpackRows,
  unpackTable,
} from './table.ts';
import { clearColumns, layoutTick, TICK_METRIC_IDS, viewColumns } from './tick.ts';
import { parseTopic, type Topic } from './topic.ts';

const places = createPlaces([
  { kind: 'site', count: 1, parents: [] },
  { kind: 'feed', count: 2, parents: ['site'] },
  { kind: 'hall', count: 2, parents: ['site'] },
  { kind: 'cduRing', count: 2, parents: ['hall'] },
  { kind: 'cdu', count: 4, parents: ['cduRing'] },
  { kind: 'row', count: 2, parents: ['hall'] },
  { kind: 'rack', count: 4, parents: ['row', 'cduRing'] },
  { kind: 'tray', count: 72, parents: ['rack'] },
  { kind: 'gpu', count: 288, parents: ['tray'] },
]);
const ids = createPlaceIds(places);
const SLOTS = 8;

function topicOf(text: string): Topic {
  const reading = parseTopic(text, places, ids);
  if ('problem' in reading) throw new Error(reading.problem);
  return reading.topic;
}

describe('a table', () => {
  it('unpacks to the values that were packed, each in its own precision', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('site', 'jobs', 'rack:R3', 'gpu:R4-T18-G4'),
        fc.integer(),
        (text, salt) => {
          const slices = slicesOf(topicOf(text), places, SLOTS);
          expect(slices.length).toBeGreaterThan(0);
          const value = (metric: string, i: number) =>
            (metric.length * 31 + i * 7 + (salt & 0xff)) % 251;
          const payload = packTable(slices, value);
          expect(payload.length).toBe(tableBytes(slices));
          const columns = unpackTable(slices, payload);
          for (const { metric, from, to } of slices) {
            const column = columns.get(metric);
            expect(column?.length).toBe(to - from);
            for (let i = from; i < to; i++) expect(column?.[i - from]).toBe(value(metric, i));
          }
        },
      ),
    );
  });

  it('of rows unpacks to the values of those rows, in their order, and weighs nothing for the others', () => {
    const slices = slicesOf({ kind: 'jobs' }, places, SLOTS);
    const value = (metric: string, i: number) => (metric.length * 31 + i * 7) % 251;
    fc.assert(
      fc.property(fc.subarray([...new Array(SLOTS).keys()]), (rows) => {
        const payload = packRows(slices, rows, value);
        expect(payload.length).toBe(4 + (tableBytes(slices) / SLOTS) * rows.length);
        const columns = unpackRows(slices, payload);
        for (const { metric } of slices) {
          expect([...(columns.get(metric) ?? [])]).toEqual(rows.map((i) => value(metric, i)));
        }
        expect(() => unpackRows(slices, payload.subarray(0, payload.length - 1))).toThrow();
      }),
    );
    expect(() => unpackRows(slices, new Uint8Array(3))).toThrow(
      'table of rows has 3 bytes, fewer than its count',
    );
  });

  it('is refused when its length is not that of its columns', () => {
    const slices = slicesOf({ kind: 'site' }, places, SLOTS);
    expect(() => unpackTable(slices, new Uint8Array(3))).toThrow(
      `table has 3 bytes; its columns need ${tableBytes(slices)}`,
    );
  });

  it('carries every GPU metric of the dictionary on a gpu topic', () => {
    const carried = new Set(
      slicesOf(topicOf('gpu:R1-T01-G1'), places, SLOTS).map(({ metric }) => metric),
    );
    for (const id of METRIC_IDS) {
      if (metricOf(id).scope === 'gpu') expect(carried, id).toContain(id);
    }
  });
});

describe('a topic', () => {
  it('names what it is about, or is refused by name', () => {
    expect(topicOf('floor:gpuPowerW')).toEqual({ kind: 'floor', metric: 'gpuPowerW' });
    expect(topicOf('floor:gpuTempC:H2')).toEqual({ kind: 'floor', metric: 'gpuTempC', hall: 1 });
    for (const [text, problem] of [
      ['moon', 'is unknown'],
      ['site:1', 'takes no argument'],
      ['floor:nothing', 'names no metric'],
      ['floor:gpuEventReasons', 'is no plane'],
      ['floor:gpuJob', 'is no plane'],
      ['floor:sitePue15mRatio', 'is no plane'],
      ['floor:gpuPowerW:R1', 'names no hall'],
      ['rack:R9', 'names no rack'],
      ['gpu:R1', 'names no gpu'],
      ['floor:constructor', 'names no metric'],
    ] as const) {
      const reading = parseTopic(text, places, ids);
      expect('problem' in reading ? reading.problem : 'accepted', text).toContain(problem);
    }
  });
});

describe('the columns of a tick', () => {
  it('are aligned, do not overlap, and begin as "not known"', () => {
    const layout = layoutTick(places, SLOTS);
    let end = 0;
    for (const { offset, length, kind } of layout.slots) {
      expect(offset).toBeGreaterThanOrEqual(end);
      end = offset + length * { gauge: 4, counter: 8, state: 2, mask: 2, id: 4 }[kind];
    }
    expect(layout.byteLength).toBeGreaterThanOrEqual(end);
    const buffer = new SharedArrayBuffer(layout.byteLength);
    clearColumns(layout, buffer);
    const columns = viewColumns<(typeof TICK_METRIC_IDS)[number]>(layout, buffer);
    for (const id of TICK_METRIC_IDS) {
      for (const value of columns[id]) expect(isUnknown(id, value), id).toBe(true);
    }
  });
});

describe('the dictionary', () => {
  it('says of every rolled-up row what it rolls up, from a scope that stands within', () => {
    for (const id of METRIC_IDS) {
      const metric = metricOf(id);
      if (metric.origin !== 'rolledUp') continue;
      expect(metric.from, id).toBeDefined();
      expect(METRIC_IDS, id).toContain(metric.from);
    }
  });

  it('keeps at most 12 GPU fields in the ring, each with a storage step or a mask', () => {
    const kept = METRIC_IDS.filter((id) => metricOf(id).scope === 'gpu' && metricOf(id).ring);
    expect(kept.length).toBeLessThanOrEqual(12);
    for (const id of kept) {
      const { kind, storageStep } = metricOf(id);
      expect(kind === 'mask' || storageStep !== undefined, id).toBe(true);
    }
  });

  it('names everything in both languages, and no DCGM field twice', () => {
    const fields = METRIC_IDS.flatMap((id) => metricOf(id).dcgm?.name ?? []);
    expect(new Set(fields).size).toBe(fields.length);
    for (const id of METRIC_IDS) {
      const { name, help } = metricOf(id);
      for (const text of [name.en, name.fr, help.en, help.fr])
        expect(text.length, id).toBeGreaterThan(1);
    }
  });
});
