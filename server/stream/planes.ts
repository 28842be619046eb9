// The floor as it was last sent: the codes of each plane in use, from which keys and deltas are made.
import { constants, deflateRawSync } from 'node:zlib';
import { isReadMetric, type MetricId, metricOf, rangeOf } from '../contract/metrics.ts';
import type { IndexRange } from '../contract/place.ts';
import { diffPlane, packPlane, quantise, quantiseState } from '../contract/plane.ts';
import type { Topic } from '../contract/topic.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';

export type FloorTopic = Extract<Topic, { kind: 'floor' }>;

export interface PlanePayload {
  readonly kind: 'planeKey' | 'planeDelta';
  readonly payload: Uint8Array;
}

export interface Plane {
  /** The change since the frame before, or the whole where that frame was not made. */
  next(): PlanePayload;
  /** The whole plane as it is now; the next frame applies to it. */
  whole(): PlanePayload;
}

/** Share of bytes that are like the one before them from which runs are worth finding. */
const MOSTLY_RUNS = 0.75;

/**
 * Sensor noise has no repeats to find: Huffman coding alone is smaller and faster than matching. But it takes a bit a
 * byte at the least, so that a plane of states of which nothing has changed is told in runs: 2.3 kB become some tens.
 */
function deflate(bytes: Uint8Array): Uint8Array {
  const strategy =
    repeatsOf(bytes) >= MOSTLY_RUNS * bytes.length ? constants.Z_RLE : constants.Z_HUFFMAN_ONLY;
  return deflateRawSync(bytes, { level: 1, strategy });
}

function repeatsOf(bytes: Uint8Array): number {
  let repeats = 0;
  for (let i = 1; i < bytes.length; i++) if (bytes[i] === bytes[i - 1]) repeats++;
  return repeats;
}

export function createPlane(topic: FloorTopic, telemetry: Telemetry): Plane {
  const { from, to } = placesOf(topic, telemetry);
  let codes = new Uint8Array(to - from);
  let spare = new Uint8Array(to - from);
  const delta = new Uint8Array(to - from);
  let seq = -1;

  function next(): PlanePayload {
    const applies = seq === telemetry.frame.seq - 1;
    if (!applies) return whole();
    readCodes(topic.metric, { from, to }, telemetry, spare);
    diffPlane(codes, spare, delta);
    [codes, spare] = [spare, codes];
    seq = telemetry.frame.seq;
    return { kind: 'planeDelta', payload: packPlane(delta, deflate) };
  }

  function whole(): PlanePayload {
    if (seq !== telemetry.frame.seq) {
      readCodes(topic.metric, { from, to }, telemetry, codes);
      seq = telemetry.frame.seq;
    }
    return { kind: 'planeKey', payload: packPlane(codes, deflate) };
  }

  return { next, whole };
}

/** The indices that a plane covers: a hall's, or all. */
function placesOf({ metric, hall }: FloorTopic, { places }: Telemetry): IndexRange {
  const scope = metricOf(metric).scope === 'gpu' ? 'gpu' : 'rack';
  return hall === undefined
    ? { from: 0, to: places.count(scope) }
    : places.within(scope, 'hall', hall);
}

function readCodes(
  metric: MetricId,
  { from, to }: IndexRange,
  { frame, site }: Telemetry,
  codes: Uint8Array,
): void {
  const range = rangeOf(metric, site.limits);
  if (!range) throw new RangeError(`metric ${metric} has no range and so no plane`);
  const column = isReadMetric(metric) ? undefined : frame.columns[metric];
  if (column instanceof Uint16Array) {
    quantiseState(column.subarray(from, to), codes);
  } else if (column instanceof Float32Array) {
    quantise(column.subarray(from, to), range, codes);
  } else {
    const length = to - from;
    const values = Float32Array.from({ length }, (_, i) => frame.value(metric, from + i));
    quantise(values, range, codes);
  }
}
