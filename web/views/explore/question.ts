// What the address of the explore view asks for: metrics and places, each checked against the site.
import {
  isMetricId,
  isReadMetric,
  METRIC_IDS,
  type MetricId,
  metricOf,
} from '../../../server/contract/metrics.ts';
import type { SiteContext } from '../../live.ts';

export const MOST_METRICS = 6;
export const MOST_PLACES = 8;

export interface Question {
  readonly metrics: readonly MetricId[];
  readonly ids: readonly string[];
  /** Names of places that this site does not have. */
  readonly unknown: readonly string[];
}

const listOf = (text: string | undefined): readonly string[] => [
  ...new Set((text ?? '').split(/[\s,]+/).filter(Boolean)),
];

export function readQuestion(
  metrics: string | undefined,
  places: string | undefined,
  context: Pick<SiteContext, 'ids'> | undefined,
): Question {
  const names = listOf(places).map((id) => id.toUpperCase());
  return {
    metrics: listOf(metrics).filter(isMetricId).slice(0, MOST_METRICS),
    ids: names.filter((id) => context?.ids.parse(id) !== undefined).slice(0, MOST_PLACES),
    unknown: names.filter((id) => context?.ids.parse(id) === undefined),
  };
}

/** Metrics that have a past, found by every word of a search in name, id or DCGM name. */
export function findMetrics(words: string, nameOf: (id: MetricId) => string): readonly MetricId[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return METRIC_IDS.filter((id) => {
    if (isReadMetric(id) || metricOf(id).kind === 'id') return false;
    const text = `${id} ${nameOf(id)} ${metricOf(id).dcgm?.name ?? ''}`.toLowerCase();
    return wanted.every((word) => text.includes(word));
  });
}
