// Which series a question names, where each stands in the live tables, and which of them the server remembers.
import { type MetricId, metricOf } from '../../server/contract/metrics.ts';
import type { PlaceKind } from '../../server/contract/place.ts';
import type { SiteContext, TableTopic } from '../live.ts';
import type { SeriesQuestion } from './seriesTypes.ts';
import { type Fold, keyOf } from './stepStore.ts';

export interface NamedSeries {
  readonly key: string;
  readonly metric: MetricId;
  readonly id: string;
  /** Place within its kind over the site. */
  readonly index: number;
  /** The live table that carries it; undefined for what only history knows. */
  readonly topic: TableTopic | undefined;
}

/** Racks whose tables a chart may follow at once. */
const MOST_RACKS_LIVE = 4;
const SITE_TABLE: readonly string[] = [
  'site',
  'plant',
  'feed',
  'transformer',
  'genset',
  'hall',
  'upsGroup',
  'ups',
  'cduRing',
  'cdu',
] satisfies PlaceKind[];
const RACK_PARTS: readonly string[] = ['tray', 'switchTray', 'shelf', 'gpu'] satisfies PlaceKind[];

/** The series of a question; ids that no metric of it can have are left out. */
export function seriesOf(
  { metrics, ids }: SeriesQuestion,
  context: SiteContext,
): readonly NamedSeries[] {
  const chosen = metrics.flatMap((metric) => {
    const { scope } = metricOf(metric);
    if (scope === 'job') return [];
    const named = ids
      ?.map((id) => ({ id, place: context.ids.parse(id) }))
      .filter(({ place }) => place?.kind === scope);
    const places =
      named && named.length > 0
        ? named.map(({ id, place }) => ({ id, index: place?.index ?? 0 }))
        : onlyPlace(scope, context);
    return places.map(({ id, index }) => ({ key: keyOf(metric, id), metric, id, index, scope }));
  });
  const gpus = new Set(chosen.filter(({ scope }) => scope === 'gpu').map(({ id }) => id));
  const racks = new Set(chosen.flatMap(({ id, scope }) => rackOf(id, scope) ?? []));
  const follow = racks.size <= MOST_RACKS_LIVE;
  return chosen.map(({ scope, ...series }) => {
    const rack = rackOf(series.id, scope);
    const [gpu] = gpus;
    const fine = gpus.size === 1 && gpu?.startsWith(`${rack}-`) && chosen.length > 0;
    const lone: TableTopic = fine && scope !== 'tray' ? `gpu:${gpu}` : `rack:${rack}`;
    const topic = SITE_TABLE.includes(scope) ? 'site' : rack && follow ? lone : undefined;
    return { ...series, topic };
  });
}

function onlyPlace(scope: PlaceKind, { places, ids }: SiteContext) {
  return places.count(scope) === 1 ? [{ id: ids.idOf(scope, 0), index: 0 }] : [];
}

function rackOf(id: string, scope: string): string | undefined {
  if (scope === 'rack') return id;
  return RACK_PARTS.includes(scope) ? id.split('-')[0] : undefined;
}

/** What the server keeps of the past; the rest is drawn from the moment the page asks for it. */
export function isRemembered(metric: MetricId): boolean {
  return metricOf(metric).ring === true;
}

export function foldOf(metric: MetricId): Fold {
  const { overTime, kind } = metricOf(metric);
  if (overTime === 'or') return 'or';
  return kind === 'gauge' && overTime !== 'delta' ? 'mean' : 'last';
}
