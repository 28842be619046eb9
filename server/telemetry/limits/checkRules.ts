// Refuses limit rules that the dictionary, the places or reason speak against, naming rule, field and bound.
import type { AlarmRule, AlarmThreshold } from '../../contract/alarm.ts';
import { EVENT_TEXT } from '../../contract/eventText.ts';
import type { Metric } from '../../contract/metric.ts';
import { isMetricId, metricOf } from '../../contract/metrics.ts';
import { PLACE_KINDS, type PlaceKind, type Places } from '../../contract/place.ts';
import { CLOCK_EVENT, STATES } from '../../contract/state.ts';
import { bitsOf } from './judge.ts';

export function checkRules(rules: readonly AlarmRule[], places: Places): void {
  const seen = new Set<string>();
  for (const rule of rules) {
    if (seen.has(rule.id)) refuse(rule, 'id', 'is taken by another rule');
    seen.add(rule.id);
    checkMetric(rule);
    checkThresholds(rule);
    checkNamesOfEvents(rule);
    checkPlaces(rule, rules, places);
  }
  for (const rule of rules) checkCircle(rule, rules, []);
}

function refuse(rule: AlarmRule, field: string, bound: string): never {
  throw new Error(`alarm rule ${rule.id}: ${field} ${bound}`);
}

function rowOf(rule: AlarmRule): Metric {
  if (!isMetricId(rule.metric)) {
    return refuse(rule, 'metric', `names "${rule.metric}", which the dictionary does not have`);
  }
  return metricOf(rule.metric);
}

function checkMetric(rule: AlarmRule): void {
  const { scope, kind, onRead } = rowOf(rule);
  if (onRead) refuse(rule, 'metric', `names ${rule.metric}, which is computed only when asked for`);
  if (scope === 'job') refuse(rule, 'metric', `names ${rule.metric}, which is of no place`);
  if (kind === 'counter' || kind === 'id') {
    refuse(
      rule,
      'metric',
      `names ${rule.metric}, a ${kind}; limits are of gauges, states and masks`,
    );
  }
}

/** The form of a threshold for each kind of metric. */
const FORMS: Partial<Record<Metric['kind'], readonly (keyof AlarmThreshold)[]>> = {
  gauge: ['above', 'below'],
  state: ['is'],
  mask: ['any'],
};

function checkThresholds(rule: AlarmRule): void {
  const { kind, states } = rowOf(rule);
  const forms = FORMS[kind] ?? [];
  for (const field of ['on', 'off'] as const) {
    const form = Object.keys(rule[field])[0] as keyof AlarmThreshold;
    if (!forms.includes(form)) {
      refuse(rule, `${field}.${form}`, `does not fit a ${kind}; use ${forms.join(' or ')}`);
    }
    if (form === 'is')
      checkNames(rule, `${field}.is`, rule[field].is, states ? STATES[states] : []);
    if (form === 'any') checkNames(rule, `${field}.any`, rule[field].any, Object.keys(CLOCK_EVENT));
  }
  checkHysteresis(rule);
}

function checkNames(
  rule: AlarmRule,
  field: string,
  names: readonly string[] = [],
  known: readonly string[],
): void {
  for (const name of names) {
    if (known.includes(name)) continue;
    refuse(rule, field, `names "${name}"; ${rule.metric} has ${known.join(', ') || 'no names'}`);
  }
}

function checkNamesOfEvents(rule: AlarmRule): void {
  for (const code of rule.announcedBy ?? []) {
    if (!Object.hasOwn(EVENT_TEXT, code)) {
      refuse(rule, 'announcedBy', `names "${code}", which is no event of a source`);
    }
  }
}

/** No value may be on and off at once. */
function checkHysteresis(rule: AlarmRule): void {
  const { on, off } = rule;
  if (on.above !== undefined && !((off.below ?? Number.NaN) <= on.above)) {
    refuse(rule, 'off', `must be below, at most on.above (${on.above})`);
  }
  if (on.below !== undefined && !((off.above ?? Number.NaN) >= on.below)) {
    refuse(rule, 'off', `must be above, at least on.below (${on.below})`);
  }
  const both = on.is?.find((name) => off.is?.includes(name));
  if (both !== undefined) refuse(rule, 'off.is', `names "${both}", which is in on.is`);
  if (on.any && (bitsOf(on) & ~bitsOf(off)) !== 0) {
    refuse(rule, 'off.any', `must name every bit of on.any (${on.any.join(', ')})`);
  }
}

function checkPlaces(rule: AlarmRule, rules: readonly AlarmRule[], places: Places): void {
  const { groupBy, explainedBy = [] } = rule;
  if (groupBy !== undefined) checkWayUp(rule, 'groupBy', rule, groupBy, places);
  for (const { rule: id, sharing } of explainedBy) {
    const cause = rules.find((other) => other.id === id);
    if (!cause) refuse(rule, 'explainedBy.rule', `names "${id}", which is no rule`);
    checkWayUp(rule, 'explainedBy.sharing', rule, sharing, places);
    checkWayUp(rule, 'explainedBy.sharing', cause, sharing, places);
  }
}

/** From the line of `from` up to `kind`. A kind that this site does not have says nothing here. */
function checkWayUp(
  rule: AlarmRule,
  field: string,
  from: AlarmRule,
  kind: string,
  places: Places,
): void {
  if (!isPlaceKind(kind)) {
    refuse(rule, field, `names "${kind}"; places are ${PLACE_KINDS.join(', ')}`);
  }
  const grouped = field === 'groupBy' ? undefined : from.groupBy;
  const line = grouped && isPlaceKind(grouped) ? grouped : (rowOf(from).scope as PlaceKind);
  if (places.count(line) === 0 || places.count(kind) === 0) return;
  if (!places.path(line, kind)) {
    refuse(rule, field, `is ${kind}, which is not above the ${line} of ${from.id}`);
  }
}

function isPlaceKind(kind: string): kind is PlaceKind {
  return (PLACE_KINDS as readonly string[]).includes(kind);
}

/** Causes that explain each other would hide one another. */
function checkCircle(rule: AlarmRule, rules: readonly AlarmRule[], way: readonly string[]): void {
  if (way.includes(rule.id)) {
    refuse(rule, 'explainedBy', `goes in a circle: ${[...way, rule.id].join(' by ')}`);
  }
  for (const { rule: id } of rule.explainedBy ?? []) {
    const cause = rules.find((other) => other.id === id);
    if (cause) checkCircle(cause, rules, [...way, rule.id]);
  }
}
