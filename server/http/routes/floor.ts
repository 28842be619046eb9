// GET /api/floor: the floor of a past moment, one byte a place.
import { FloorAnswer, FloorQuery } from '../../contract/apiHistory.ts';
import { type MetricId, metricOf, rangeOf } from '../../contract/metrics.ts';
import type { IndexRange } from '../../contract/place.ts';
import { quantise } from '../../contract/plane.ts';
import { askFloor } from '../../telemetry/history/askFloor.ts';
import type { Telemetry } from '../../telemetry/telemetry.ts';
import { lookUpMetrics, needFrame } from '../lookUp.ts';
import { readMoment, readNow } from '../moment.ts';
import { leaving, needStore, needStored } from '../needStore.ts';
import type { Route } from '../parts.ts';
import { HEAVY } from '../rate.ts';
import { REFUSALS, refusal } from '../refusal.ts';

/** A state's code is its number. */
const STATE_RANGE = [0, 254] as const;

export const floorRoutes: Route = (app, parts, done) => {
  const { telemetry } = parts;
  app.get(
    '/api/floor',
    {
      config: HEAVY,
      schema: {
        operationId: 'getFloor',
        summary: 'The floor of a past moment',
        tags: ['values'],
        querystring: FloorQuery,
        response: { 200: FloorAnswer, ...REFUSALS },
      },
    },
    async ({ query: { metric: name, at, hall, tz } }, reply) => {
      needFrame(telemetry);
      const [metric] = lookUpMetrics([name]) as [MetricId];
      const range = planeRange(metric, telemetry);
      const store = needStore(parts);
      const stored = needStored(metric, store);
      const places = placesIn(metric, hall, telemetry);
      const atMs = readMoment(at, 'at', readNow(telemetry, tz));
      if (atMs > telemetry.frame.timeMs) {
        throw refusal(400, `at "${at}" lies ahead; the floor of now is in the live stream`, 'at');
      }
      const count = telemetry.places.count(places.kind);
      const found = await askFloor(store, stored, atMs, count, leaving(reply));
      if (!found) throw refusal(404, `metric ${metric} is not stored by the minute`, 'metric');
      const codes = new Uint8Array(places.to - places.from);
      quantise(found.values.subarray(places.from, places.to), range, codes);
      return {
        metric,
        timeMs: found.timeMs,
        tier: { ...found.tier },
        range: [...range] as [number, number],
        codes: Buffer.from(codes).toString('base64'),
      };
    },
  );
  done();
};

/** Throws 400 for a metric that has no colour scale, or is not of places on the floor. */
function planeRange(metric: MetricId, { site }: Telemetry): readonly [number, number] {
  const { scope, kind } = metricOf(metric);
  if (scope !== 'gpu' && scope !== 'rack') {
    throw refusal(400, `metric ${metric} is of a ${scope}; the floor shows gpu and rack`, 'metric');
  }
  const range = kind === 'state' ? STATE_RANGE : rangeOf(metric, site.limits);
  if (range) return range;
  throw refusal(400, `metric ${metric} has no scale of colours`, 'metric');
}

function placesIn(
  metric: MetricId,
  hall: string | undefined,
  { places, ids }: Telemetry,
): IndexRange & { readonly kind: 'gpu' | 'rack' } {
  const kind = metricOf(metric).scope as 'gpu' | 'rack';
  if (hall === undefined) return { kind, from: 0, to: places.count(kind) };
  const ref = ids.parse(hall);
  if (ref?.kind !== 'hall') throw refusal(400, `no hall of this site is called "${hall}"`, 'hall');
  return { kind, ...places.within(kind, 'hall', ref.index) };
}
