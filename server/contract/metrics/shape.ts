// Common shapes of dictionary rows, so that a row says only what is its own.
import type { Metric, Scope, Unit } from '../metric.ts';
import type { StateTable } from '../state.ts';
import type { Text } from '../text.ts';

export function text(en: string, fr: string): Text {
  return { en, fr };
}

/** A gauge that the source measures in every tick. */
export function gauge<const S extends Scope>(
  scope: S,
  unit: Unit,
  rollUp: Metric['rollUp'],
  name: Text,
  help: Text,
) {
  return {
    scope,
    unit,
    kind: 'gauge',
    rollUp,
    overTime: 'minMeanMax',
    origin: 'source',
    name,
    help,
  } as const;
}

/** A counter that the source keeps; it only grows, except when a new epoch begins. */
export function counter<const S extends Scope>(scope: S, unit: Unit, name: Text, help: Text) {
  return {
    scope,
    unit,
    kind: 'counter',
    rollUp: 'sum',
    overTime: 'delta',
    origin: 'source',
    name,
    help,
  } as const;
}

export function state<const S extends Scope>(scope: S, states: StateTable, name: Text, help: Text) {
  return {
    scope,
    unit: 'code',
    kind: 'state',
    rollUp: 'countBy',
    overTime: 'last',
    origin: 'source',
    states,
    name,
    help,
  } as const;
}

/** A gauge that telemetry rolls up from the places within, the way `from` says; unknown parts are skipped. */
export function rolledUp<const S extends Scope, const F extends string>(
  scope: S,
  unit: Unit,
  rollUp: Metric['rollUp'],
  from: F,
  name: Text,
  help: Text,
) {
  return {
    scope,
    unit,
    kind: 'gauge',
    rollUp,
    overTime: 'minMeanMax',
    origin: 'rolledUp',
    from,
    name,
    help,
  } as const;
}

/** How many of the places within have one code of a state. */
export function counted<const S extends Scope, const F extends string>(
  scope: S,
  from: F,
  code: number,
  name: Text,
  help: Text,
) {
  return {
    scope,
    unit: 'count',
    kind: 'gauge',
    rollUp: 'sum',
    overTime: 'minMeanMax',
    origin: 'rolledUp',
    from,
    code,
    name,
    help,
  } as const;
}

/** A gauge that telemetry computes from other metrics. */
export function derived<const S extends Scope>(scope: S, unit: Unit, name: Text, help: Text) {
  return {
    scope,
    unit,
    kind: 'gauge',
    rollUp: 'none',
    overTime: 'last',
    origin: 'derived',
    name,
    help,
  } as const;
}
