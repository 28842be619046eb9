// Open buckets as they stand: the minute and quarter-hour of a kind of place at one moment, to be taken back after a start.
import type { Bucket } from './bucket.ts';
import type { GrowthReadings } from './growth.ts';
import type { ScopeStream } from './scopeStream.ts';
import type { ColumnSays, Tier, TierScope } from './tiers.ts';

type Values = Float64Array | Float32Array;
/** Beyond its end nothing is known. */
const UNKNOWN = new Float64Array(0);

interface OpenBucket {
  readonly endMs: number;
  readonly coverS: number;
  /** Of jobs, whose rows are those of this minute only. */
  readonly places: Int32Array | undefined;
  /** By the name of the column; values as the fold holds them, not as the row is stored. */
  readonly columns: Readonly<Record<string, Values>>;
}

export interface OpenScope {
  readonly scope: TierScope;
  readonly readings: GrowthReadings;
  /** undefined where every second is a row of its own: the minute is put together from them. */
  readonly minute: OpenBucket | undefined;
  readonly quarter: OpenBucket | undefined;
}

/** What was open at the END of a step of the live stream. */
export interface OpenBuckets {
  readonly timeMs: number;
  readonly scopes: readonly OpenScope[];
}

export function openScopeOf(stream: ScopeStream): OpenScope {
  const { scope, second, minute, quarter } = stream.tiers;
  return {
    scope,
    readings: stream.growth.readings(),
    minute: second ? undefined : copyOf(stream, minute, stream.minute),
    quarter: quarter && copyOf(stream, quarter, stream.quarter),
  };
}

function copyOf({ jobs, tiers }: ScopeStream, tier: Tier, bucket: Bucket): OpenBucket | undefined {
  const { endMs, coverS } = bucket;
  if (Number.isNaN(endMs)) return undefined;
  const rows = jobs ? jobs.used : tiers.width;
  const fill = bucket.fillOf(tier);
  const columns = tier.columns.map(({ name, says }, column) => {
    const values = new Float64Array(rows);
    fill(column, values, 0, 0, rows);
    // A mean is a sum over seconds and keeps all its digits; the ends were Float32 before.
    return [name, says === 'value' ? values : Float32Array.from(values)] as const;
  });
  return {
    endMs,
    coverS,
    places: jobs?.places.slice(0, rows),
    columns: Object.fromEntries(columns),
  };
}

/** Adds an open bucket that was kept to the one of today, in the columns that both know. */
export function takeBack(stream: ScopeStream, tier: Tier, bucket: Bucket, open: OpenBucket): void {
  const { places, columns } = open;
  bucket.open(open.endMs);
  bucket.cover(open.coverS);
  for (const metric of new Set(tier.columns.map((column) => column.metric))) {
    const read = (says: ColumnSays): Values | undefined => {
      const column = tier.columns.find((one) => one.metric === metric && one.says === says);
      return column && columns[column.name];
    };
    const value = read('value');
    if (!value) continue;
    const [min = UNKNOWN, max = UNKNOWN, knownS = UNKNOWN] = [
      read('min'),
      read('max'),
      read('knownS'),
    ];
    const fold = bucket.fold(metric);
    for (let i = 0; i < value.length; i++) {
      const row = places ? stream.rowOf(places[i] as number) : i;
      if (row < 0) continue;
      fold.load(row, {
        value: value[i] as number,
        min: min[i] as number,
        max: max[i] as number,
        knownS: knownS[i] as number,
      });
    }
  }
}
