// Topics: what a page can subscribe to, as text on the wire and as places inside.
import type { PlaceIds } from './id.ts';
import { isMetricId, type MetricId, metricOf } from './metrics.ts';
import type { Places } from './place.ts';

/** GPUs that may be in view at once as a plane: one campus hall. */
export const MAX_PLANE_GPUS = 18_432;

export type Topic =
  | { readonly kind: 'site' | 'jobs' | 'events' }
  | { readonly kind: 'floor'; readonly metric: MetricId; readonly hall?: number }
  | { readonly kind: 'rack' | 'gpu'; readonly index: number };

export type TopicReading = { readonly topic: Topic } | { readonly problem: string };

/** Reads a topic's text against a site; the problem is one sentence that names the culprit. */
export function parseTopic(text: string, places: Places, ids: PlaceIds): TopicReading {
  const [kind = '', ...rest] = text.split(':');
  if (kind === 'site' || kind === 'jobs' || kind === 'events') {
    return rest.length === 0
      ? { topic: { kind } }
      : { problem: `topic "${text}" takes no argument` };
  }
  if (kind === 'floor') return parseFloor(text, rest, places, ids);
  if (kind === 'rack' || kind === 'gpu') {
    const place = rest.length === 1 ? ids.parse(rest[0] ?? '') : undefined;
    return place?.kind === kind
      ? { topic: { kind, index: place.index } }
      : { problem: `topic "${text}" names no ${kind} of this site` };
  }
  return {
    problem: `topic "${text}" is unknown; there are site, floor, rack, gpu, jobs and events`,
  };
}

function parseFloor(
  text: string,
  rest: readonly string[],
  places: Places,
  ids: PlaceIds,
): TopicReading {
  const [metric = '', hallId] = rest;
  if (!isMetricId(metric) || rest.length > 2) return { problem: `topic "${text}" names no metric` };
  const { scope, kind, range } = metricOf(metric);
  if ((scope !== 'gpu' && scope !== 'rack') || !range || kind === 'mask' || kind === 'id') {
    return { problem: `metric ${metric} is no plane of the floor` };
  }
  if (hallId === undefined) {
    return scope === 'gpu' && places.count('gpu') > MAX_PLANE_GPUS
      ? { problem: `topic "${text}" needs a hall: at most ${MAX_PLANE_GPUS} GPUs are sent at once` }
      : { topic: { kind: 'floor', metric } };
  }
  const hall = ids.parse(hallId);
  return hall?.kind === 'hall'
    ? { topic: { kind: 'floor', metric, hall: hall.index } }
    : { problem: `topic "${text}" names no hall of this site` };
}
