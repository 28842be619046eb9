// What the address of the explore view asks for: metrics and places, each checked against the site.
import {
  isMetricId,
  isReadMetric,
  METRIC_IDS,
  type MetricId,
  metricOf,
} from '../../../server/contract/metrics.ts';
import type { DisplayUnit } from '../../format.ts';
import type { SiteContext } from '../../live.ts';

export const MOST_METRICS = 6;
export const MOST_PLACES = 8;

export interface Question {
  readonly metrics: readonly MetricId[];
  /** Nobody has chosen: the metrics are an example. */
  readonly example: boolean;
  readonly ids: readonly string[];
  /** Names of places that this site does not have. */
  readonly unknown: readonly string[];
}

/** What the view opens with: where the energy goes, what it costs, and the weather that it meets. */
const EXAMPLE: readonly MetricId[] = [
  'siteFacilityPowerW',
  'siteItPowerW',
  'siteCoolingPowerW',
  'gridPriceEurPerMWh',
  'outdoorDryBulbC',
];

const listOf = (text: string | undefined): readonly string[] => [
  ...new Set((text ?? '').split(/[\s,]+/).filter(Boolean)),
];

/** A job is no place of the site; the API says whether it is known. */
const JOB = /^J\d+$/;

export function readQuestion(
  metrics: string | undefined,
  places: string | undefined,
  context: Pick<SiteContext, 'ids'> | undefined,
): Question {
  const names = listOf(places).map((id) => id.toUpperCase());
  const known = (id: string): boolean => JOB.test(id) || context?.ids.parse(id) !== undefined;
  const chosen = listOf(metrics).filter(isMetricId).slice(0, MOST_METRICS);
  return {
    metrics: chosen.length > 0 ? chosen : EXAMPLE,
    example: chosen.length === 0,
    ids: names.filter(known).slice(0, MOST_PLACES),
    unknown: names.filter((id) => !known(id)),
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

export interface ChartGroup {
  readonly unit: DisplayUnit;
  readonly metrics: readonly MetricId[];
}

/** Metrics that share a scale: the same unit, at places of the same size; each group is a chart on the one axis of time. */
export function groupsOf(
  metrics: readonly MetricId[],
  unitOf: (metric: MetricId) => DisplayUnit,
): readonly ChartGroup[] {
  const groups = new Map<DisplayUnit, MetricId[]>();
  for (const metric of metrics) {
    const unit = unitOf(metric);
    groups.set(unit, [...(groups.get(unit) ?? []), metric]);
  }
  return [...groups].map(([unit, own]) => ({ unit, metrics: own }));
}
