// When each reason held a GPU's clock: stretches of steps in which its bit of the mask was set, and their share.
import { CLOCK_EVENT, type ClockEvent } from '../../../server/contract/state.ts';
import { clockReasons } from '../../floor/clockReasons.ts';
import type { Span } from '../../time/range.ts';

export interface ReasonRow {
  /** 'none': nothing held it. */
  readonly reason: ClockEvent | 'none';
  readonly spans: readonly Span[];
  /** Of the steps that are known. */
  readonly ratio: number;
}

const ALL = Object.values(CLOCK_EVENT).reduce((all, bit) => all | bit, 0);

/** `timesMs` are ENDs of steps, `masks` NaN where nothing is known. Gravest first; what never was is left out. */
export function reasonRows(
  timesMs: readonly number[],
  masks: readonly number[],
  stepS: number,
): readonly ReasonRow[] {
  const known = masks.filter((mask) => !Number.isNaN(mask)).length;
  if (known === 0) return [];
  const row = (reason: ReasonRow['reason'], holds: (mask: number) => boolean): ReasonRow => {
    const spans: { fromMs: number; toMs: number }[] = [];
    let count = 0;
    for (const [i, toMs] of timesMs.entries()) {
      const mask = masks[i] ?? Number.NaN;
      if (Number.isNaN(mask) || !holds(mask)) continue;
      count++;
      const fromMs = toMs - stepS * 1_000;
      const last = spans.at(-1);
      if (last && fromMs <= last.toMs) last.toMs = toMs;
      else spans.push({ fromMs, toMs });
    }
    return { reason, spans, ratio: count / known };
  };
  const rows = clockReasons(ALL).map((reason) =>
    row(reason, (mask) => (mask & CLOCK_EVENT[reason]) !== 0),
  );
  rows.push(row('none', (mask) => (mask & ALL) === 0));
  return rows.filter(({ ratio }) => ratio > 0);
}
