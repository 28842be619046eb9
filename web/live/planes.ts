// The planes in view: each a buffer of codes that keys replace and deltas move on.
import { inflateSync } from 'fflate';
import type { Frame } from '../../server/contract/frame.ts';
import { type MetricId, metricOf, rangeOf } from '../../server/contract/metrics.ts';
import { applyDelta, unpackPlane } from '../../server/contract/plane.ts';
import type { Topic } from '../../server/contract/topic.ts';
import type { SiteContext } from './context.ts';

export interface Plane {
  readonly seq: number;
  readonly metric: MetricId;
  /** One byte a place, 255 where not known. The live buffer: the next frame writes into it. */
  readonly codes: Uint8Array;
  readonly range: readonly [number, number];
}

type FloorTopic = Extract<Topic, { kind: 'floor' }>;

/**
 * The plane after a frame, or undefined when the frame is a change to one that the page does not have.
 * Throws on a payload of the wrong size.
 */
export function readPlane(
  last: Plane | undefined,
  frame: Frame,
  topic: FloorTopic,
  context: SiteContext,
): Plane | undefined {
  if (last && frame.seq <= last.seq && frame.kind === 'planeDelta') return last;
  if (frame.kind === 'planeDelta' && last?.seq !== frame.seq - 1) return undefined;
  const count = last?.codes.length ?? placeCount(topic, context);
  const bytes = unpackPlane(frame.payload, count, inflateSync);
  const range = last?.range ?? rangeOf(topic.metric, context.site.limits);
  if (!range) throw new Error(`metric ${topic.metric} has no range and so no plane`);
  const codes = last?.codes ?? new Uint8Array(count);
  if (frame.kind === 'planeKey') codes.set(bytes);
  else applyDelta(codes, bytes);
  return { seq: frame.seq, metric: topic.metric, codes, range };
}

function placeCount({ metric, hall }: FloorTopic, { places }: SiteContext): number {
  const scope = metricOf(metric).scope === 'gpu' ? 'gpu' : 'rack';
  if (hall === undefined) return places.count(scope);
  const { from, to } = places.within(scope, 'hall', hall);
  return to - from;
}
