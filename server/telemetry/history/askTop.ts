// Asks the store which places stood highest or lowest over a span: quarter-hours, and minutes for what is newer than these.
import { metricOf } from '../../contract/metrics.ts';
import type { StoredMetricId } from '../columns.ts';
import type { HistoryStore } from './history.ts';
import { numbers } from './rows.ts';
import type { Tier } from './tiers.ts';

export interface TopQuestion {
  readonly metric: StoredMetricId;
  readonly by: 'min' | 'mean' | 'max';
  readonly order: 'highest' | 'lowest';
  readonly n: number;
  readonly fromMs: number;
  readonly toMs: number;
}

interface TopRow {
  /** Index of the place within its kind, or the number of the job. */
  readonly place: number;
  readonly min: number;
  readonly mean: number;
  readonly max: number;
  /** Share of the span that was known, 0 to 1. */
  readonly coverage: number;
}

export interface TopPlaces {
  readonly tier: Pick<Tier, 'name' | 'stepS'>;
  /** The span of whole rows that were read. */
  readonly fromMs: number;
  readonly toMs: number;
  readonly rows: readonly TopRow[];
}

type TopStore = Pick<HistoryStore, 'tiers' | 'query' | 'lastRecordedMs'>;

/** undefined for a metric that is not stored. Of a counter all three figures are its growth over the span. */
export async function askTop(
  store: TopStore,
  question: TopQuestion,
  signal?: AbortSignal,
): Promise<TopPlaces | undefined> {
  const { metric, by, order, n } = question;
  const own = store.tiers.filter(({ columns }) => columns.some((c) => c.metric === metric));
  const fine = own.find(({ step }) => step === 'minute');
  const main = own.find(({ step }) => step === 'quarter') ?? fine;
  if (!main) return undefined;
  const spans = spansOf(main, fine, question, store.lastRecordedMs);
  const { scale, braces } = readAs(metric, spans);
  const parts = spans.map((span) => partSql(metric, span, braces));
  const sql = `SELECT place::DOUBLE AS place, min(low) * ${scale}::DOUBLE AS low, max(high) * ${scale}::DOUBLE AS high,
      ${meanSql(metric)} * ${scale}::DOUBLE AS mean, sum(knownS)::DOUBLE AS knownS
    FROM (${parts.join(' UNION ALL ')}) GROUP BY place HAVING mean IS NOT NULL
    ORDER BY ${FIGURES[by]} ${order === 'highest' ? 'DESC' : 'ASC'}, place LIMIT ${n}`;
  const fromMs = spans[0]?.fromMs ?? question.fromMs;
  const toMs = spans.at(-1)?.toMs ?? question.toMs;
  const rows = await store.query({ sql, fromMs, toMs, ...(signal && { signal }) });
  const of = (name: string, row: number): number => numbers(rows, name)[row] as number;
  const growth = metricOf(metric).kind === 'counter';
  return {
    tier: { name: main.name, stepS: main.stepS },
    fromMs,
    toMs,
    rows: Array.from({ length: rows.rows }, (_, row) => {
      const mean = of('mean', row);
      return {
        place: of('place', row),
        min: growth ? mean : of('low', row),
        mean,
        max: growth ? mean : of('high', row),
        coverage: Math.min(1, of('knownS', row) / ((toMs - fromMs) / 1_000)),
      };
    }),
  };
}

const FIGURES = { min: 'low', mean: 'mean', max: 'high' } as const;

interface TierSpan {
  readonly tier: Tier;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Whole rows of the main tier up to the last one that is over, then minutes. */
function spansOf(
  main: Tier,
  fine: Tier | undefined,
  question: TopQuestion,
  recordedMs: number,
): readonly TierSpan[] {
  const stepMs = main.stepS * 1_000;
  const fromMs = Math.floor(question.fromMs / stepMs) * stepMs;
  const overMs = Number.isNaN(recordedMs) ? question.toMs : Math.min(question.toMs, recordedMs);
  const cutMs = Math.max(fromMs, Math.floor(overMs / stepMs) * stepMs);
  const span = { tier: main, fromMs, toMs: cutMs };
  if (!fine || fine === main) return [{ ...span, toMs: Math.max(cutMs, question.toMs) }];
  if (cutMs >= question.toMs) return [span];
  const rest = { tier: fine, fromMs: cutMs, toMs: question.toMs };
  return cutMs > fromMs ? [span, rest] : [rest];
}

/** Millions of rows: where all tiers have one scale the few figures are scaled, not every row. */
function readAs(
  metric: StoredMetricId,
  spans: readonly TierSpan[],
): { readonly scale: number; readonly braces: string } {
  const columns = spans.flatMap(({ tier }) => tier.columns);
  const scales = new Set(
    columns
      .filter((column) => column.metric === metric && column.says !== 'knownS')
      .map(({ scale }) => scale),
  );
  const [scale = 1] = scales;
  return scales.size === 1 ? { scale, braces: ' raw' } : { scale: 1, braces: '' };
}

function partSql(metric: StoredMetricId, { tier, fromMs, toMs }: TierSpan, braces: string): string {
  const has = (name: string): boolean => tier.columns.some((column) => column.name === name);
  const column = (says: string): string =>
    has(`${metric}_${says}`) ? `"${metric}_${says}"` : `"${metric}"`;
  const knownS = has(`${metric}_knownS`) ? `"${metric}_knownS"` : 'coverS';
  return `SELECT place, ${column('min')} AS low, "${metric}" AS value, ${column('max')} AS high,
      ${knownS} AS knownS
    FROM {${tier.name}${braces} ${Math.max(0, fromMs)}..${Math.max(0, Math.floor(toMs))}}
    WHERE "${metric}" IS NOT NULL`;
}

function meanSql(metric: StoredMetricId): string {
  return metricOf(metric).kind === 'counter'
    ? 'sum(value)::DOUBLE'
    : '(sum(value::DOUBLE * knownS) / nullif(sum(knownS), 0))::DOUBLE';
}
