// Which series a question names, where each stands in the live tables, and which of them the server remembers.
import type { Scope } from '../../server/contract/metric.ts';
import { type MetricId, metricOf } from '../../server/contract/metrics.ts';
import { type PlaceKind, SITE_TABLE_KINDS } from '../../server/contract/place.ts';
import type { SiteContext, TableTopic } from '../live.ts';
import { queryText } from './ask.ts';
import type { SeriesQuestion } from './seriesTypes.ts';
import { type Fold, keyOf } from './stepStore.ts';

export interface NamedSeries {
  readonly key: string;
  readonly metric: MetricId;
  readonly id: string;
  /** Place within its kind over the site; of a job, its number. */
  readonly index: number;
  /** What carries it live; undefined for what only history knows. */
  readonly topic: TableTopic | 'jobs' | undefined;
}

/** Racks whose tables a chart may follow at once. */
const MOST_RACKS_LIVE = 4;
const RACK_PARTS: readonly string[] = ['tray', 'switchTray', 'shelf', 'gpu'] satisfies PlaceKind[];
/** A GPU's own table has its rack, but of its tray only its own. */
const IN_GPU_TABLE: readonly string[] = ['gpu', 'rack'] satisfies PlaceKind[];

interface Chosen {
  readonly metric: MetricId;
  readonly id: string;
  readonly index: number;
  readonly scope: Scope;
}

/** The series of a question; ids that no metric of it can have are left out. */
export function seriesOf(question: SeriesQuestion, context: SiteContext): readonly NamedSeries[] {
  const chosen = question.metrics.flatMap((metric) => chosenOf(metric, question.ids, context));
  const topicOf = topicsFor(chosen);
  return chosen.map((one) => ({
    key: keyOf(one.metric, one.id),
    metric: one.metric,
    id: one.id,
    index: one.index,
    topic: topicOf(one),
  }));
}

function chosenOf(
  metric: MetricId,
  ids: SeriesQuestion['ids'],
  context: SiteContext,
): readonly Chosen[] {
  const { scope } = metricOf(metric);
  if (scope === 'job') {
    const numbers = (ids ?? []).filter((id) => /^J\d{1,9}$/.test(id));
    return numbers.map((id) => ({ metric, id, index: Number(id.slice(1)), scope }));
  }
  const named = (ids ?? []).flatMap((id) => {
    const place = context.ids.parse(id);
    return place?.kind === scope ? [{ metric, id, index: place.index, scope }] : [];
  });
  return named.length > 0 ? named : onlyPlace(metric, scope, context);
}

/** One GPU alone is followed by its own table, racks by theirs as long as they are few. */
function topicsFor(chosen: readonly Chosen[]): (one: Chosen) => NamedSeries['topic'] {
  const gpus = new Set(chosen.filter(({ scope }) => scope === 'gpu').map(({ id }) => id));
  const racks = new Set(chosen.flatMap(({ id, scope }) => rackOf(id, scope) ?? []));
  const [gpu] = gpus;
  return ({ id, scope }) => {
    if (scope === 'job') return 'jobs';
    if (SITE_TABLE_KINDS.includes(scope)) return 'site';
    const rack = rackOf(id, scope);
    if (rack === undefined || racks.size > MOST_RACKS_LIVE) return undefined;
    const alone = gpus.size === 1 && gpu?.startsWith(`${rack}-`) && IN_GPU_TABLE.includes(scope);
    return alone ? `gpu:${gpu}` : `rack:${rack}`;
  };
}

function onlyPlace(metric: MetricId, scope: PlaceKind, { places, ids }: SiteContext): Chosen[] {
  return places.count(scope) === 1 ? [{ metric, id: ids.idOf(scope, 0), index: 0, scope }] : [];
}

function rackOf(id: string, scope: string): string | undefined {
  if (scope === 'rack') return id;
  return RACK_PARTS.includes(scope) ? id.split('-')[0] : undefined;
}

/** What the server keeps of the past; the rest is drawn from the moment the page asks for it. */
export function isRemembered(metric: MetricId, { stored }: SiteContext): boolean {
  const { ring, scope, onRead, kind } = metricOf(metric);
  return ring === true || (stored.has(scope) && !onRead && kind !== 'id');
}

export function foldOf(metric: MetricId): Fold {
  const { overTime, kind } = metricOf(metric);
  if (kind === 'counter') return 'growth';
  if (overTime === 'or') return 'or';
  return kind === 'gauge' ? 'mean' : 'last';
}

/** What /api/history is asked for some series. */
export function pathFor(
  named: readonly NamedSeries[],
  span: { from: string; to: string; step: number; points: number | undefined },
): string {
  const metric = [...new Set(named.map((one) => one.metric))];
  const ids = [...new Set(named.map(({ id }) => id))];
  return `/api/history?${queryText({ metric, ids, ...span })}`;
}
