// The SQL that reads some metrics of some places from one tier, folded to a step where the tier is finer.

import { metricOf } from '../../contract/metrics.ts';
import type { StoredMetricId } from '../columns.ts';
import type { Tier } from './tiers.ts';

export interface SeriesQuestion {
  /** Of one scope. */
  readonly metrics: readonly StoredMetricId[];
  readonly places: readonly number[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepS: number;
  /** ENDs of the days that the steps are; undefined for steps of one length. */
  readonly daysMs?: Float64Array;
}

/**
 * Rows of `place`, `endMs`, `lastMs`, and `value0`, `low0`, `high0`, `knownS0` of the first metric and so on, by place and
 * time; of the tier's own step or coarser. `lastMs` is the END of the last row of the tier in it; of a past that was made up a row may cover more than
 * the tier's step, `longestS`.
 */
export function seriesSql(tier: Tier, question: SeriesQuestion): string {
  const { metrics, places, fromMs, toMs, stepS, daysMs } = question;
  const stepMs = Math.max(stepS, tier.stepS) * 1_000;
  const fine = tier.step === 'second';
  const has = (metric: StoredMetricId): boolean =>
    tier.columns.some((column) => column.metric === metric);
  const known = metrics.filter(has).map((metric) => `"${metric}" IS NOT NULL`);
  const told = metrics.map((one, i) => (has(one) ? foldSql(one, fine, i) : noneSql(i)));
  const endMs = daysMs ? 'endMs' : `(ceil(epoch_ms(time) / ${stepMs}) * ${stepMs})::DOUBLE`;
  return `SELECT place::DOUBLE AS place, ${endMs} AS endMs,
      max(epoch_ms(time))::DOUBLE AS lastMs, max(coverS)::DOUBLE AS longestS,
      ${told.join(',\n      ')}
    FROM {${tier.name}} ${daysMs ? dayJoin(daysMs) : ''}
    WHERE time > make_timestamp_ms(${fromMs}) AND time <= make_timestamp_ms(${toMs})
      AND place IN (${places.join()}) AND (${['false', ...known].join(' OR ')})
    GROUP BY 1, 2 ORDER BY 1, 2`;
}

/** Values that change with the minute only have no seconds. */
function noneSql(i: number): string {
  const names = ['value', 'low', 'high', 'knownS'];
  return names.map((name) => `NULL::DOUBLE AS ${name}${i}`).join(', ');
}

/** Each row with the first midnight at or after its end. */
function dayJoin(daysMs: Float64Array): string {
  return `ASOF JOIN (SELECT unnest([${daysMs.join()}])::DOUBLE AS endMs) ON epoch_ms(time) <= endMs`;
}

function foldSql(metric: StoredMetricId, fine: boolean, i: number): string {
  const { kind, overTime } = metricOf(metric);
  const value = `"${metric}"::DOUBLE`;
  const covered = `CASE WHEN "${metric}" IS NOT NULL THEN coverS END`;
  const knownS = fine ? covered : `"${metric}_knownS"`;
  const told = (one: string, low: string, high: string, seconds: string): string =>
    `${one} AS value${i}, ${low} AS low${i}, ${high} AS high${i}, sum(${seconds})::DOUBLE AS knownS${i}`;
  if (kind === 'counter') {
    const sum = `sum(${value})`;
    return told(sum, sum, sum, knownS);
  }
  if (kind === 'gauge' && overTime !== 'last') {
    const [low, high] = fine ? [value, value] : [`"${metric}_min"`, `"${metric}_max"`];
    const mean = `sum(${value} * ${knownS}) / nullif(sum(${knownS}), 0)`;
    return told(mean, `min(${low})::DOUBLE`, `max(${high})::DOUBLE`, knownS);
  }
  const one =
    kind === 'mask' ? `bit_or("${metric}")::DOUBLE` : `arg_max("${metric}", time)::DOUBLE`;
  return told(one, one, one, covered);
}
