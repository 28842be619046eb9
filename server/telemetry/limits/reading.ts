// What a line says of its value: the worst of the places for which the rule stands.
import { type Column, metricOf } from '../../contract/metrics.ts';
import type { Places } from '../../contract/place.ts';
import { CLOCK_EVENT, type ClockEvent, STATES } from '../../contract/state.ts';
import type { RuleWatch } from './ruleWatch.ts';

/** A gauge's farthest value, a state's name, or the names of the bits that are set; '' when not known. */
export function worstReading(
  places: Places,
  watch: RuleWatch,
  group: number,
  column: Column,
): number | string {
  const { from, to } = places.within(watch.scope, watch.groupKind, group);
  const values: number[] = [];
  for (let place = from; place < to; place++) {
    if (watch.stands(place)) values.push(column[place] as number);
  }
  return describe(watch, values);
}

function describe({ metric, rule }: RuleWatch, values: readonly number[]): number | string {
  const { kind, states } = metricOf(metric);
  if (kind === 'gauge') {
    // An alarm may stand on a value that is not known now.
    const known = values.filter((value) => !Number.isNaN(value));
    if (known.length === 0) return '';
    return rule.on.above === undefined ? Math.min(...known) : Math.max(...known);
  }
  if (kind === 'mask') {
    const bits = values.reduce((all, mask) => all | mask, 0);
    return (Object.keys(CLOCK_EVENT) as ClockEvent[])
      .filter((name) => (bits & CLOCK_EVENT[name]) !== 0)
      .join(' ');
  }
  const code = values[0];
  return (states && code !== undefined && STATES[states][code]) || '';
}
