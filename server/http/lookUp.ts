// Finds what a request names: metrics and places, or a refusal that says which is unknown.

import type { PlaceIds, PlaceRef } from '../contract/id.ts';
import type { Scope } from '../contract/metric.ts';
import { isMetricId, type MetricId, metricOf } from '../contract/metrics.ts';
import type { PlaceKind } from '../contract/place.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { joinedHint } from './joined.ts';
import { refusal } from './refusal.ts';

/** The metrics that are named; all of them of the scope, when one is. */
export function lookUpMetrics(names: readonly string[], scope?: Scope): MetricId[] {
  refuseJoined(names, 'metric');
  const metrics = [...new Set(names)].map((name) => {
    if (isMetricId(name)) return name;
    throw refusal(400, `metric "${name}" is unknown; /api/metrics lists them`, 'metric');
  });
  const stray = metrics.find((id) => scope !== undefined && metricOf(id).scope !== scope);
  if (stray) {
    throw refusal(400, `metric ${stray} is of a ${metricOf(stray).scope}, not a ${scope}`, 'scope');
  }
  return metrics;
}

export type NamedPlace = PlaceRef & { readonly id: string };

export function lookUpPlaces(names: readonly string[], { ids }: Telemetry): NamedPlace[] {
  refuseJoined(names, 'ids');
  return [...new Set(names)].map((id) => {
    const place = ids.parse(id);
    if (place) return { ...place, id };
    throw refusal(400, `no place of this site is called "${id}"`, 'ids');
  });
}

export function refuseJoined(names: readonly string[], field: 'metric' | 'ids'): void {
  const hint = joinedHint(names, field);
  if (hint) throw refusal(400, hint, field);
}

const spelled = new WeakMap<PlaceIds, Map<PlaceKind, readonly string[]>>();

/** The ids of all places of a kind, spelled once. */
export function idsOfKind(kind: PlaceKind, { places, ids }: Telemetry): readonly string[] {
  const byKind = spelled.get(ids) ?? new Map<PlaceKind, readonly string[]>();
  spelled.set(ids, byKind);
  const known =
    byKind.get(kind) ?? Array.from({ length: places.count(kind) }, (_, i) => ids.idOf(kind, i));
  byKind.set(kind, known);
  return known;
}

/** All places of a kind, unless they are more than one answer can hold. */
export function allPlaces(kind: PlaceKind, most: number, telemetry: Telemetry): NamedPlace[] {
  const count = telemetry.places.count(kind);
  if (count > most) {
    throw refusal(400, `there are ${count} places of kind ${kind}; name up to 1,000 ids`, 'ids');
  }
  return idsOfKind(kind, telemetry).map((id, index) => ({ kind, index, id }));
}

/** Throws unless at least one second has been published. */
export function needFrame({ frame, failure }: Telemetry): void {
  if (frame.seq > 0) return;
  throw failure
    ? refusal(503, 'the source failed before its first second; /api/events has its reason')
    : refusal(503, 'the site is starting; its first second is yet to come');
}
