// A metric of one tier in memory: what the store has of it, row by row, on a grid of times and places.
import type { StoredMetricId } from '../columns.ts';
import type { StoreRows } from './history.ts';
import { numbers } from './rows.ts';
import type { ColumnSays, Tier, TierColumn } from './tiers.ts';

/** Numbers as they are stored, NaN for NULL; the row of a time and place is at `time * places + place`. */
export interface WarmGrid {
  readonly tier: Tier;
  readonly metric: StoredMetricId;
  readonly places: number;
  /** Rows end after this, at the earliest. */
  readonly fromMs: number;
  /** END of the last row for which there is room. */
  readonly endMs: number;
  readonly columns: Readonly<Partial<Record<ColumnSays, WarmColumn>>>;
  /** Seconds of each row that ticks covered; 0 where there is no row. */
  readonly coverS: Uint16Array;
  readonly bytes: number;
}

export interface WarmColumn {
  readonly values: Float32Array | Float64Array;
  /** The value is the stored number times this. */
  readonly scale: number;
}

export function createWarmGrid(
  tier: Tier,
  metric: StoredMetricId,
  places: number,
  { fromMs, endMs }: Pick<WarmGrid, 'fromMs' | 'endMs'>,
): WarmGrid {
  const cells = ((endMs - fromMs) / (tier.stepS * 1_000)) * places;
  const made = columnsOf(tier, metric).map(({ says, type, scale }) => {
    // Every number of 16 bits has its Float32.
    const isWide = type === 'DOUBLE' || type === 'INTEGER';
    const values = isWide ? new Float64Array(cells) : new Float32Array(cells);
    return [says, { values: values.fill(Number.NaN), scale }] as const;
  });
  return {
    ...{ tier, metric, places, fromMs, endMs },
    columns: Object.fromEntries(made),
    coverS: new Uint16Array(cells),
    bytes: made.reduce((sum, [, { values }]) => sum + values.byteLength, 2 * cells),
  };
}

function columnsOf(tier: Tier, metric: StoredMetricId): readonly TierColumn[] {
  return tier.columns.filter((column) => column.metric === metric);
}

/** Every row of the tier that ends after `fromMs` and up to `toMs`, with what `fillGrid` takes for each metric. */
export function gridSql(
  tier: Tier,
  metrics: readonly StoredMetricId[],
  fromMs: number,
  toMs: number,
): string {
  const selected = metrics.flatMap((metric, i) =>
    columnsOf(tier, metric).map(({ name, says }) => `"${name}"::DOUBLE AS ${says}${i}`),
  );
  return `SELECT epoch_ms(time)::DOUBLE AS endMs, place::DOUBLE AS place, coverS::DOUBLE AS coverS,
      ${selected.join(', ')}
    FROM {${tier.name} raw}
    WHERE time > make_timestamp_ms(${fromMs}) AND time <= make_timestamp_ms(${toMs})`;
}

/** Takes rows of `gridSql`, for its metric `i`. False where two rows are of one time and place: a grid has no room for both. */
export function fillGrid(grid: WarmGrid, rows: StoreRows, i: number): boolean {
  const { tier, places, fromMs, coverS } = grid;
  const of = (name: string): Float64Array => numbers(rows, name);
  const [ends, at, covers] = [of('endMs'), of('place'), of('coverS')];
  const stepMs = tier.stepS * 1_000;
  const cells = Int32Array.from(
    ends,
    (endMs, row) => ((endMs - fromMs) / stepMs - 1) * places + (at[row] as number),
  );
  for (const [row, cell] of cells.entries()) {
    if (coverS[cell] !== 0) return false;
    coverS[cell] = covers[row] as number;
  }
  for (const [says, { values }] of Object.entries(grid.columns)) {
    const from = of(`${says}${i}`);
    for (const [row, cell] of cells.entries()) values[cell] = from[row] as number;
  }
  return true;
}
