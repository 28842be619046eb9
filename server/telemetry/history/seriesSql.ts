// The SQL that reads one metric of some places from one tier, folded to a step where the tier is finer.

import { metricOf } from '../../contract/metrics.ts';
import type { StoredMetricId } from '../columns.ts';
import type { Tier } from './tiers.ts';

export interface SeriesQuestion {
  readonly metric: StoredMetricId;
  readonly places: readonly number[];
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepS: number;
  /** ENDs of the days that the steps are; undefined for steps of one length. */
  readonly daysMs?: Float64Array;
}

/**
 * Rows of `place`, `endMs`, `lastMs`, `value`, `low`, `high`, `knownS`, by place and time; of the tier's own step or
 * coarser. `lastMs` is the END of the last row of the tier in it.
 */
export function seriesSql(tier: Tier, question: SeriesQuestion): string {
  const { metric, places, fromMs, toMs, stepS, daysMs } = question;
  const stepMs = Math.max(stepS, tier.stepS) * 1_000;
  const fine = tier.step === 'second';
  const endMs = daysMs ? 'endMs' : `(ceil(epoch_ms(time) / ${stepMs}) * ${stepMs})::DOUBLE`;
  return `SELECT place::DOUBLE AS place, ${endMs} AS endMs,
      max(epoch_ms(time))::DOUBLE AS lastMs, ${foldSql(metric, fine)}
    FROM {${tier.name}} ${daysMs ? dayJoin(daysMs) : ''}
    WHERE time > make_timestamp_ms(${fromMs}) AND time <= make_timestamp_ms(${toMs})
      AND place IN (${places.join()}) AND "${metric}" IS NOT NULL
    GROUP BY 1, 2 ORDER BY 1, 2`;
}

/** Each row with the first midnight at or after its end. */
function dayJoin(daysMs: Float64Array): string {
  return `ASOF JOIN (SELECT unnest([${daysMs.join()}])::DOUBLE AS endMs) ON epoch_ms(time) <= endMs`;
}

function foldSql(metric: StoredMetricId, fine: boolean): string {
  const { kind, overTime } = metricOf(metric);
  const value = `"${metric}"::DOUBLE`;
  const knownS = fine ? 'coverS' : `"${metric}_knownS"`;
  if (kind === 'counter') {
    return `sum(${value}) AS value, sum(${value}) AS low, sum(${value}) AS high,
      sum(${knownS})::DOUBLE AS knownS`;
  }
  if (kind === 'gauge' && overTime !== 'last') {
    const [low, high] = fine ? [value, value] : [`"${metric}_min"`, `"${metric}_max"`];
    return `sum(${value} * ${knownS}) / nullif(sum(${knownS}), 0) AS value,
      min(${low})::DOUBLE AS low, max(${high})::DOUBLE AS high, sum(${knownS})::DOUBLE AS knownS`;
  }
  const one =
    kind === 'mask' ? `bit_or("${metric}")::DOUBLE` : `arg_max("${metric}", time)::DOUBLE`;
  return `${one} AS value, ${one} AS low, ${one} AS high, sum(coverS)::DOUBLE AS knownS`;
}
