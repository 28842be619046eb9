// Laws of the roll-up: it equals the plain sum of what is known, for every row of the dictionary.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { METRIC_IDS, type MetricId, metricOf, type TickMetricId } from '../contract/metrics.ts';
import type { PlaceKind } from '../contract/place.ts';
import { isUnknown } from '../contract/table.ts';
import { noValueOf } from '../contract/tick.ts';
import { handMade } from './testing.ts';

const ROLLED_UP = METRIC_IDS.filter((id) => metricOf(id).origin === 'rolledUp');

/** The value of the whole by the shortest way: filter, then reduce. */
function bruteForce(metric: MetricId, parts: readonly number[]): number {
  const { rollUp, code, from } = metricOf(metric);
  const known = parts.filter((value) => !isUnknown(from as MetricId, value));
  if (known.length === 0) return Number.NaN;
  if (code !== undefined) return known.filter((value) => value === code).length;
  if (rollUp === 'max') return Math.max(...known);
  if (rollUp === 'min') return Math.min(...known);
  const sum = known.reduce((a, b) => a + b, 0);
  return rollUp === 'mean' ? sum / known.length : sum;
}

describe('a roll-up', () => {
  it('is the plain fold of what is known, with the share that is known, for every row', () => {
    const site = handMade();
    const { places, frame } = site.telemetry;
    fc.assert(
      fc.property(fc.infiniteStream(fc.integer({ min: 0, max: 12 })), (draws) => {
        for (const metric of ROLLED_UP) {
          const from = metricOf(metric).from as TickMetricId;
          const column = site.columns[from];
          for (let i = 0; i < column.length; i++) {
            const draw = draws.next().value as number;
            column[i] = draw < 4 ? noValueOf(metricOf(from).kind) : draw % 3;
          }
        }
        site.step();
        for (const metric of ROLLED_UP) {
          const { scope, from } = metricOf(metric);
          const column = site.columns[from as TickMetricId];
          const kind = metricOf(from as MetricId).scope as PlaceKind;
          const above = places.ancestors(kind, scope as PlaceKind);
          for (let whole = 0; whole < places.count(scope as PlaceKind); whole++) {
            const parts = [...column].filter((_, part) => above[part] === whole);
            const known = parts.filter((value) => !isUnknown(from as MetricId, value));
            const expected = Math.fround(bruteForce(metric, parts));
            expect(frame.value(metric, whole), metric).toBe(expected);
            expect(frame.coverage(metric, whole)).toBeCloseTo(known.length / parts.length, 6);
          }
        }
      }),
      { numRuns: 30 },
    );
  });

  it('says in its row what the row it comes from says', () => {
    for (const metric of ROLLED_UP) {
      const { rollUp, code, from } = metricOf(metric);
      const expected = code === undefined ? rollUp : 'countBy';
      expect(metricOf(from as MetricId).rollUp, metric).toBe(expected);
    }
  });

  it('skips what is not known and is not known when nothing is', () => {
    const site = handMade();
    site.columns.gpuPowerW.set([100, 200], 0);
    site.step();
    const { frame } = site.telemetry;
    expect(frame.value('rackGpuSensorPowerW', 0)).toBe(300);
    expect(frame.coverage('rackGpuSensorPowerW', 0)).toBeCloseTo(2 / 12);
    expect(frame.value('rackGpuSensorPowerW', 1)).toBeNaN();
    expect(frame.coverage('rackGpuSensorPowerW', 1)).toBe(0);
  });
});
