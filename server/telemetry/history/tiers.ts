// The list of tiers: which kinds of place are kept at which step, for how long, and in which SQL columns.
import type { Metric } from '../../contract/metric.ts';
import { isReadMetric, METRIC_IDS, metricOf } from '../../contract/metrics.ts';
import { PLACE_KINDS, type PlaceKind, type Places } from '../../contract/place.ts';
import type { StoredMetricId } from '../columns.ts';

/** Jobs are no places: the `place` of their rows is the number of the job. */
export type TierScope = PlaceKind | 'job';
export type TierStep = 'second' | 'minute' | 'quarter';
export type SqlType = 'SMALLINT' | 'USMALLINT' | 'INTEGER' | 'FLOAT' | 'DOUBLE';

/**
 * What a column says of its metric: `value` is the only one of its row (mean of a gauge, growth of a counter, last
 * state, OR of a mask); `min` and `max` lie around it; `knownS` is how many seconds of the row it was known.
 */
export type ColumnSays = 'value' | 'min' | 'max' | 'knownS';

export interface TierColumn {
  /** `rackPowerW`, `rackPowerW_min`, `rackPowerW_max`, `rackPowerW_knownS`. */
  readonly name: string;
  readonly metric: StoredMetricId;
  readonly says: ColumnSays;
  readonly type: SqlType;
  /** The value is the stored number times this; 1 where it is stored as it is. */
  readonly scale: number;
}

/**
 * Every row of every tier begins with `time` (END of the step, TIMESTAMP_MS, UTC), `place` (INTEGER, index within its
 * kind, or number of the job) and `coverS` (USMALLINT, seconds of the step that ticks covered).
 */
export interface Tier {
  /** `rackSecond`, `gpuQuarter`: the name of its table, of its folder of sealed files, and in queries. */
  readonly name: string;
  readonly scope: TierScope;
  readonly step: TierStep;
  readonly stepS: number;
  /** undefined: for ever. */
  readonly keptS: number | undefined;
  readonly columns: readonly TierColumn[];
}

const MINUTE_S = 60;
const QUARTER_S = 900;
const DAY_S = 86_400;
const TEN_YEARS_S = 3_653 * DAY_S;

/** Kinds with a row a second: their number is bounded, so that a campus does not write a hundred million rows a day. */
const SECOND_KINDS: readonly PlaceKind[] = ['site', 'plant', 'feed', 'ups', 'cdu', 'rack'];
const SECOND_PLACES = 500;
/** Above this many places a kind has no history at all (the GPUs of a campus): the ring is what there is. */
const STORED_PLACES = 20_000;
/** Parts of a rack that are seen live only. */
const LIVE_ONLY_KINDS: readonly TierScope[] = ['tray', 'shelf', 'switchTray'];

/** What sensors say against true watts is a matter of minutes, and would be a tenth of what a day takes. */
const NOT_BY_SECOND: readonly StoredMetricId[] = ['rackGpuSensorPowerW', 'rackSensorResidualW'];

/** The tiers of a site, in the order of their steps. */
export function planTiers(places: Places): readonly Tier[] {
  const scopes = ([...PLACE_KINDS, 'job'] as const).filter((scope) => isStored(scope, places));
  return [
    ...scopes.filter((scope) => hasSeconds(scope, places)).map((scope) => tier(scope, 'second')),
    ...scopes.map((scope) => tier(scope, 'minute')),
    ...scopes.filter((scope) => scope !== 'job').map((scope) => tier(scope, 'quarter')),
  ];
}

function isStored(scope: TierScope, places: Places): boolean {
  if (LIVE_ONLY_KINDS.includes(scope) || storedMetrics(scope).length === 0) return false;
  if (scope === 'job') return true;
  return places.count(scope) > 0 && places.count(scope) <= STORED_PLACES;
}

function hasSeconds(scope: TierScope, places: Places): boolean {
  return scope !== 'job' && SECOND_KINDS.includes(scope) && places.count(scope) <= SECOND_PLACES;
}

const STEP_S: Record<TierStep, number> = { second: 1, minute: MINUTE_S, quarter: QUARTER_S };

function tier(scope: TierScope, step: TierStep): Tier {
  return {
    name: `${scope}${step.charAt(0).toUpperCase()}${step.slice(1)}`,
    scope,
    step,
    stepS: STEP_S[step],
    keptS: keptS(scope, step),
    columns: storedMetrics(scope)
      .filter((metric) => step !== 'second' || isBySecond(metric))
      .flatMap((metric) => columnsOf(metric, step)),
  };
}

function keptS(scope: TierScope, step: TierStep): number {
  if (step === 'second') return (scope === 'site' ? 7 : 2) * DAY_S;
  if (step === 'minute') return (scope === 'gpu' ? 2 : 30) * DAY_S;
  return scope === 'gpu' ? 30 * DAY_S : TEN_YEARS_S;
}

/** The number of a job is the `place` of its rows. */
const KEYS: readonly string[] = ['jobId'];

function storedMetrics(scope: TierScope): readonly StoredMetricId[] {
  return METRIC_IDS.filter(
    (id): id is StoredMetricId =>
      metricOf(id).scope === scope && !isReadMetric(id) && !KEYS.includes(id),
  );
}

/** Gauges that are sums over long spans by themselves (today, 24 h, 12 months) do not change with the second. */
function isBySecond(metric: StoredMetricId): boolean {
  const { kind, overTime } = metricOf(metric);
  return !(kind === 'gauge' && overTime === 'last') && !NOT_BY_SECOND.includes(metric);
}

function columnsOf(metric: StoredMetricId, step: TierStep): readonly TierColumn[] {
  const row = metricOf(metric);
  const type = typeOf(row);
  const scale = type === 'SMALLINT' ? (row.storageStep ?? 1) : 1;
  const value = { name: metric, metric, says: 'value', type, scale } as const;
  if (step === 'second' || isLast(row)) return [value];
  const known = {
    name: `${metric}_knownS`,
    metric,
    says: 'knownS',
    type: 'USMALLINT',
    scale: 1,
  } as const;
  if (row.kind === 'counter') return [value, known];
  return [
    { ...value, name: `${metric}_min`, says: 'min' },
    value,
    { ...value, name: `${metric}_max`, says: 'max' },
    known,
  ];
}

/** One value says it all: the last one, or every bit that was set. */
function isLast({ kind, overTime }: Metric): boolean {
  return kind === 'state' || kind === 'mask' || kind === 'id' || overTime === 'last';
}

/** Growth of a counter fits Float32 where places are many: a step counts from zero, so 24 bits are enough. */
function typeOf({ kind, scope, storageStep }: Metric): SqlType {
  if (kind === 'state' || kind === 'mask') return 'USMALLINT';
  if (kind === 'id') return 'INTEGER';
  if (kind === 'counter') return scope === 'gpu' || scope === 'rack' ? 'FLOAT' : 'DOUBLE';
  return storageStep === undefined ? 'FLOAT' : 'SMALLINT';
}
