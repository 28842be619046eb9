// The verdict on each place: beyond the on threshold, back beyond the off threshold, between them, or unknown.
import type { AlarmRule, AlarmThreshold } from '../../contract/alarm.ts';
import { type Column, type MetricId, metricOf } from '../../contract/metrics.ts';
import { NO_CODE } from '../../contract/noValue.ts';
import { CLOCK_EVENT, type ClockEvent, STATES } from '../../contract/state.ts';

export const VERDICT = { between: 0, on: 1, off: 2, unknown: 3 } as const;

/** Writes one verdict a place; true when one of them is `on`. */
export type Judge = (column: Column, verdicts: Uint8Array) => boolean;

/** The judge of a rule that `checkRules` has let through. */
export function judgeOf(rule: AlarmRule): Judge {
  const { on, off } = rule;
  if (on.above !== undefined) return judgeLimit(1, on.above, off.below ?? on.above);
  if (on.below !== undefined) return judgeLimit(-1, -on.below, -(off.above ?? on.below));
  if (on.any) return judgeBits(bitsOf(on), bitsOf(off));
  return judgeStates(codesOf(rule, on), codesOf(rule, off));
}

/** `sign` turns "below" into "above", so that one loop serves both. */
function judgeLimit(sign: 1 | -1, on: number, off: number): Judge {
  return (column, verdicts) => {
    let any = false;
    for (let i = 0; i < verdicts.length; i++) {
      const value = sign * (column[i] as number);
      verdicts[i] =
        value > on
          ? VERDICT.on
          : value < off
            ? VERDICT.off
            : Number.isNaN(value)
              ? VERDICT.unknown
              : VERDICT.between;
      if (verdicts[i] === VERDICT.on) any = true;
    }
    return any;
  };
}

/** On while any of the on bits is set; off when none of the off bits is. */
function judgeBits(on: number, off: number): Judge {
  return (column, verdicts) => {
    let any = false;
    for (let i = 0; i < verdicts.length; i++) {
      const mask = column[i] as number;
      verdicts[i] =
        mask === NO_CODE
          ? VERDICT.unknown
          : (mask & on) !== 0
            ? VERDICT.on
            : (mask & off) === 0
              ? VERDICT.off
              : VERDICT.between;
      if (verdicts[i] === VERDICT.on) any = true;
    }
    return any;
  };
}

function judgeStates(on: readonly number[], off: readonly number[]): Judge {
  const verdictOf = new Uint8Array(NO_CODE + 1);
  for (const code of on) verdictOf[code] = VERDICT.on;
  for (const code of off) verdictOf[code] = VERDICT.off;
  verdictOf[NO_CODE] = VERDICT.unknown;
  return (column, verdicts) => {
    let any = false;
    for (let i = 0; i < verdicts.length; i++) {
      verdicts[i] = verdictOf[column[i] as number] as number;
      if (verdicts[i] === VERDICT.on) any = true;
    }
    return any;
  };
}

export function bitsOf({ any = [] }: AlarmThreshold): number {
  return any.reduce((bits, name) => bits | CLOCK_EVENT[name as ClockEvent], 0);
}

function codesOf({ metric }: AlarmRule, { is = [] }: AlarmThreshold): readonly number[] {
  const table = metricOf(metric as MetricId).states;
  const names: readonly string[] = table ? STATES[table] : [];
  return is.map((name) => names.indexOf(name));
}
