// The floor on the wire: bytes of real consecutive frames against JSON and entropy, and the time to encode them.
import { inflateRawSync } from 'node:zlib';
import { type MetricId, rangeOf } from '../contract/metrics.ts';
import { planeStep, unpackPlane } from '../contract/plane.ts';
import { parseTopic, type Topic } from '../contract/topic.ts';
import { createEncoder } from '../stream/encoder.ts';
import { createPlane, type PlanePayload } from '../stream/planes.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { type BenchTelemetry, openTelemetry } from './benchTwin.ts';
import { entropyBytes } from './entropy.ts';
import { OVERVIEW_TOPICS } from './overviewTopics.ts';
import type { Row } from './row.ts';
import { ofMiddle, ofRuns, sum, timeRuns } from './timing.ts';

const METRICS = ['gpuPowerW', 'gpuTempC', 'gpuSmActiveRatio'] as const;
const FRAMES = 120;
const AIM_BYTES = 24_000;
const AIM_ENCODE_MS = 0.5;

export function measureFloorFrame(): readonly Row[] {
  const bench = openTelemetry('ile-de-france');
  second(bench);
  const fields = METRICS.map((metric) => measureField(metric, bench.telemetry));
  for (let i = 0; i < FRAMES; i++) {
    second(bench);
    for (const field of fields) field.next();
  }
  const perFrame = (of: (field: Field) => readonly number[]): readonly number[] =>
    Array.from({ length: FRAMES }, (_, i) => sum(fields.map((field) => of(field)[i] ?? 0)));
  const delta = ofMiddle(perFrame((field) => field.deltaBytes));
  const entropy = ofMiddle(perFrame((field) => field.entropyBytes));
  const key = sum(fields.map((field) => field.keyBytes()));
  const json = jsonBytes(bench.telemetry);
  return [
    ...fields.flatMap((field) => field.rows()),
    { what: 'floor, 3 fields: delta', ...delta, unit: 'B', aim: AIM_BYTES },
    { what: 'floor, 3 fields: key', measured: key, unit: 'B' },
    { what: 'floor, 3 fields: order-0 entropy of the delta', ...entropy, unit: 'B' },
    { what: 'floor: delta / entropy', measured: delta.measured / entropy.measured, unit: 'x' },
    { what: 'floor, 3 fields: JSON as in memory', measured: json.full, unit: 'B' },
    { what: 'floor, 3 fields: JSON to the step', measured: json.rounded, unit: 'B' },
    { what: 'floor: JSON as in memory / delta', measured: json.full / delta.measured, unit: 'x' },
    { what: 'floor: JSON to the step / delta', measured: json.rounded / delta.measured, unit: 'x' },
    ...measureEncoding(bench),
  ];
}

function second({ twin, take }: BenchTelemetry): void {
  twin.simulation.step(1);
  take();
}

interface Field {
  readonly deltaBytes: number[];
  readonly entropyBytes: number[];
  next(): void;
  keyBytes(): number;
  rows(): readonly Row[];
}

function measureField(metric: MetricId, telemetry: Telemetry): Field {
  const plane = createPlane({ kind: 'floor', metric }, telemetry);
  const count = telemetry.places.count('gpu');
  const whole = plane.whole();
  const field: Field = {
    deltaBytes: [],
    entropyBytes: [],
    next() {
      const { kind, payload }: PlanePayload = plane.next();
      if (kind !== 'planeDelta') throw new Error(`${metric}: a consecutive frame came as ${kind}`);
      field.deltaBytes.push(payload.length);
      field.entropyBytes.push(entropyBytes(unpackPlane(payload, count, inflateRawSync)));
    },
    keyBytes: () => whole.payload.length,
    rows: () => [
      { what: `floor, ${metric}: delta`, ...ofMiddle(field.deltaBytes), unit: 'B' },
      { what: `floor, ${metric}: key`, measured: field.keyBytes(), unit: 'B' },
    ],
  };
  return field;
}

/** The same three fields as one object of three lists. */
function jsonBytes({ frame, site }: Telemetry): { full: number; rounded: number } {
  const listed = (read: (value: number, metric: MetricId) => number): number =>
    JSON.stringify(
      Object.fromEntries(
        METRICS.map((metric) => [
          metric,
          Array.from(frame.columns[metric], (v) => read(v, metric)),
        ]),
      ),
    ).length;
  return {
    full: listed((value) => value),
    rounded: listed((value, metric) => {
      const step = planeStep(rangeOf(metric, site.limits) ?? [0, 254]);
      return Number((Math.round(value / step) * step).toPrecision(4));
    }),
  };
}

function measureEncoding(bench: BenchTelemetry): readonly Row[] {
  const { telemetry } = bench;
  const timed = (texts: readonly string[]): readonly number[] => {
    const encoder = createEncoder(telemetry);
    const topics = topicsOf(texts, telemetry);
    const encode = (): void => void encoder.publish(topics);
    timeRuns({ runs: 1, steps: FRAMES }, encode, () => second(bench));
    return timeRuns({ runs: 5, steps: FRAMES }, encode, () => second(bench));
  };
  const floorMs = timed(METRICS.map((metric) => `floor:${metric}`));
  const overviewMs = timed(OVERVIEW_TOPICS);
  return [
    { what: 'floor, 3 fields: encode', ...ofRuns(floorMs), unit: 'ms', aim: AIM_ENCODE_MS },
    { what: 'Overview: encode all its topics', ...ofRuns(overviewMs), unit: 'ms' },
    ...overviewBytes(bench),
  ];
}

/** Of each topic, because one client gets the parts of all of them in one event. */
function overviewBytes(bench: BenchTelemetry): readonly Row[] {
  const encoder = createEncoder(bench.telemetry);
  const topics = topicsOf(OVERVIEW_TOPICS, bench.telemetry);
  const frames = Array.from({ length: FRAMES + 1 }, () => {
    second(bench);
    return encoder.publish(topics);
  }).slice(1);
  const bytesOf = (frame: (typeof frames)[number], topic: string): number =>
    sum((frame.get(topic) ?? []).map((part) => part.length));
  const all = frames.map((frame) => sum(OVERVIEW_TOPICS.map((topic) => bytesOf(frame, topic))));
  return [
    { what: 'Overview: bytes of a frame', ...ofMiddle(all), unit: 'B' },
    ...OVERVIEW_TOPICS.map((topic) => ({
      what: `Overview: of which ${topic}`,
      ...ofMiddle(frames.map((frame) => bytesOf(frame, topic))),
      unit: 'B',
    })),
  ];
}

function topicsOf(texts: readonly string[], { places, ids }: Telemetry): Map<string, Topic> {
  return new Map(
    texts.map((text) => {
      const reading = parseTopic(text, places, ids);
      if ('problem' in reading) throw new Error(reading.problem);
      return [text, reading.topic];
    }),
  );
}
