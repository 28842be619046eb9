// After a start: the minute and quarter-hour that were open are put together again from the finer rows on disk.
import type { DuckDBConnection } from '@duckdb/node-api';
import { metricOf } from '../../contract/metrics.ts';
import type { StoredMetricId } from '../columns.ts';
import type { LiveDatabase } from './database.ts';
import type { Fold } from './fold.ts';
import type { StoreRows } from './history.ts';
import { type OpenBuckets, takeBack } from './openBuckets.ts';
import { spanOf, tableOf } from './period.ts';
import { numbers } from './rows.ts';
import type { ScopeStream } from './scopeStream.ts';
import { readColumns } from './sqlRead.ts';
import type { Tier } from './tiers.ts';

const MINUTE_MS = 60_000;
const QUARTER_MS = 900_000;

export interface RestoreFrom {
  /** END of the newest step of the live stream in the database. */
  readonly toMs: number;
  /** END of the last step of the live stream that is made up; before all time where none is. */
  readonly madeToMs: number;
  /** What was open when a state was saved. */
  readonly open: OpenBuckets | undefined;
}

/**
 * END of the newest whole minute of a kind that no journal keeps: its minutes go to the database as they end, while all
 * else waits. `liveToMs` where there is none beyond it: the open minute, as a clean stop wrote it, ends within one.
 */
export async function newestMinuteMs(
  database: LiveDatabase,
  tier: Tier,
  liveToMs: number,
): Promise<number> {
  let newestMs = liveToMs;
  for (const table of openTables(database, tier, liveToMs + MINUTE_MS)) {
    const found = await readColumns(
      database.upkeep,
      `SELECT epoch_ms(max(time)) AS toMs FROM "${table}"`,
    );
    const toMs = numbers(found, 'toMs')[0] as number;
    if (toMs >= liveToMs + MINUTE_MS) newestMs = Math.max(newestMs, toMs);
  }
  return newestMs;
}

/** Restores one kind of place of the live stream. */
export async function restoreScope(
  database: LiveDatabase,
  stream: ScopeStream,
  from: RestoreFrom,
): Promise<void> {
  const { toMs, madeToMs } = from;
  const { scope, second } = stream.tiers;
  const minuteMs = Math.floor(toMs / MINUTE_MS) * MINUTE_MS;
  const open = from.open?.scopes.find((one) => one.scope === scope);
  if (open) stream.growth.goOnFrom(open.readings);
  await restoreQuarter(database, stream, from);
  stream.keptToMs = toMs;
  // What is made up went into the quarter-hour at once, past the minute.
  if (second) await refill(database, second, Math.max(minuteMs, madeToMs), toMs, stream, 'minute');
  else if (toMs === minuteMs || !(await takeBackMinute(database, stream, minuteMs))) {
    stream.keptToMs = minuteMs;
    // The first minute of a run is not made again: the source goes on from the moment at which its buckets were kept.
    if (from.open && open?.minute?.endMs === minuteMs + MINUTE_MS) {
      takeBack(stream, stream.tiers.minute, stream.minute, open.minute);
      stream.keptToMs = from.open.timeMs;
    }
  }
}

/**
 * What is made up has no rows where places are many: it is in what was open when the first state of all was saved, and
 * later minutes are added to that.
 */
async function restoreQuarter(
  database: LiveDatabase,
  stream: ScopeStream,
  { toMs, madeToMs, open }: RestoreFrom,
): Promise<void> {
  const { scope, second, minute, quarter } = stream.tiers;
  if (!quarter) return;
  const minuteMs = Math.floor(toMs / MINUTE_MS) * MINUTE_MS;
  const quarterMs = Math.floor(toMs / QUARTER_MS) * QUARTER_MS;
  const kept = open?.scopes.find((one) => one.scope === scope)?.quarter;
  let fromMs = quarterMs;
  if (open && kept?.endMs === quarterMs + QUARTER_MS) {
    takeBack(stream, quarter, stream.quarter, kept);
    fromMs = Math.max(Math.floor(open.timeMs / MINUTE_MS) * MINUTE_MS, madeToMs);
  }
  await refill(database, second ?? minute, fromMs, minuteMs, stream, 'quarter');
}

/** A clean stop has written the open minute as it stood: it is opened again. False where there is none. */
async function takeBackMinute(
  database: LiveDatabase,
  stream: ScopeStream,
  minuteMs: number,
): Promise<boolean> {
  const tier = stream.tiers.minute;
  const found = await refill(database, tier, minuteMs, minuteMs + MINUTE_MS, stream, 'minute');
  if (!found) return false;
  for (const table of openTables(database, tier, minuteMs + MINUTE_MS)) {
    await database.writer.run(`DELETE FROM "${table}" WHERE time > make_timestamp_ms(${minuteMs})`);
  }
  return true;
}

/** Folds the rows of a finer tier that end after `fromMs` and up to `toMs`; false where there are none. */
async function refill(
  database: LiveDatabase,
  tier: Tier,
  fromMs: number,
  toMs: number,
  stream: ScopeStream,
  into: 'minute' | 'quarter',
): Promise<boolean> {
  const tables = openTables(database, tier, fromMs + 1);
  if (toMs <= fromMs || tables.length === 0) return false;
  const found = await readFold(database.upkeep, tables, tier, fromMs, toMs);
  if (found.rows === 0) return false;
  const bucket = stream[into];
  bucket.open(fromMs + 1);
  bucket.cover(Math.max(...numbers(found, 'coverS')));
  const metrics = new Set(tier.columns.map(({ metric }) => metric));
  for (const metric of metrics) load(stream, bucket.fold(metric), metric, found);
  return true;
}

/**
 * The tables that may hold the row of a tier with this END: that of its period, and before it that of the day, where an
 * older program put what it keeps by part of a day now.
 */
function openTables(
  { kept, openPeriods }: LiveDatabase,
  tier: Tier,
  endMs: number,
): readonly string[] {
  const of = kept.find(({ name }) => name === tier.name);
  return (of ? openPeriods(of) : [])
    .filter((period) => {
      const { fromMs, toMs } = spanOf(period);
      return endMs > fromMs && endMs <= toMs;
    })
    .map((period) => tableOf(tier.name, period));
}

function load(stream: ScopeStream, fold: Fold, metric: StoredMetricId, found: StoreRows): void {
  const places = numbers(found, 'place');
  const [value, min, max, knownS] = ['value', 'min', 'max', 'knownS'].map((says) =>
    numbers(found, `${metric}_${says}`),
  ) as [Float64Array, Float64Array, Float64Array, Float64Array];
  for (const [i, place] of places.entries()) {
    const row = stream.rowOf(place);
    if (row < 0) continue;
    fold.load(row, {
      value: value[i] as number,
      min: min[i] as number,
      max: max[i] as number,
      knownS: knownS[i] as number,
    });
  }
}

function readFold(
  connection: DuckDBConnection,
  tables: readonly string[],
  tier: Tier,
  fromMs: number,
  toMs: number,
): Promise<StoreRows> {
  const metrics = [...new Set(tier.columns.map(({ metric }) => metric))];
  const rows = tables.map((table) => `SELECT * FROM "${table}"`).join(' UNION ALL BY NAME ');
  return readColumns(
    connection,
    `SELECT place, sum(coverS) AS coverS, ${metrics.map((metric) => foldSql(tier, metric)).join(', ')}
     FROM (${rows}) WHERE time > make_timestamp_ms($1) AND time <= make_timestamp_ms($2) GROUP BY place`,
    [fromMs, toMs],
  );
}

/** Value, min, max and known seconds of a metric over several rows of one place. */
function foldSql(tier: Tier, metric: StoredMetricId): string {
  const { kind, overTime } = metricOf(metric);
  const { scale } = tier.columns.find((column) => column.metric === metric) ?? { scale: 1 };
  const fine = tier.step === 'second';
  const named = (says: string): string => `"${metric}${fine ? '' : `_${says}`}" * ${scale}`;
  const value = `"${metric}" * ${scale}`;
  const knownS = fine
    ? `CASE WHEN "${metric}" IS NULL THEN 0 ELSE coverS END`
    : `"${metric}_knownS"`;
  const as = (list: Record<string, string>): string =>
    Object.entries(list)
      .map(([says, sql]) => `(${sql})::DOUBLE AS "${metric}_${says}"`)
      .join(', ');
  if (kind === 'counter') {
    return as({ value: `sum(${value})`, min: 'NULL', max: 'NULL', knownS: `sum(${knownS})` });
  }
  if (kind === 'gauge' && overTime !== 'last') {
    return as({
      value: `sum(${value} * ${knownS}) / nullif(sum(${knownS}), 0)`,
      min: `min(${named('min')})`,
      max: `max(${named('max')})`,
      knownS: `sum(${knownS})`,
    });
  }
  const one = kind === 'mask' ? `bit_or("${metric}")` : `arg_max("${metric}", time) * ${scale}`;
  return as({ value: one, min: 'NULL', max: 'NULL', knownS: '0' });
}
