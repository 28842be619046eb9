// How far a temperature is from the limits that the site's rules set for it; pure.
import type { AlarmRule } from '../../../server/contract/alarm.ts';
import type { MetricId } from '../../../server/contract/metrics.ts';

export interface Margin {
  /** The next limit above, in the metric's unit. */
  readonly limit: number;
  /** What is left to it; below zero once it is passed. */
  readonly left: number;
}

/** To the lowest upper limit that is not passed yet, or else to the highest; undefined where no rule has one. */
export function marginOf(
  rules: readonly AlarmRule[],
  metric: MetricId,
  value: number,
): Margin | undefined {
  const limits = rules
    .filter((rule) => rule.metric === metric)
    .flatMap(({ on }) => ('above' in on ? [on.above] : []))
    .sort((a, b) => a - b);
  const limit = limits.find((one) => value <= one) ?? limits.at(-1);
  if (limit === undefined || Number.isNaN(value)) return undefined;
  return { limit, left: limit - value };
}
