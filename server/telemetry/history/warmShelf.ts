// The metrics of one tier that are in memory, all over the same times; what comes to the disk later is read when asked for.
import type { StoredMetricId } from '../columns.ts';
import type { HistoryStore, StoreRows } from './history.ts';
import type { SeriesQuestion } from './seriesSql.ts';
import type { Tier } from './tiers.ts';
import { foldSeries } from './warmFold.ts';
import { createWarmGrid, fillGrid, gridSql, type WarmGrid } from './warmGrid.ts';

export interface WarmShelf {
  readonly fromMs: number;
  /** END of the last row for which there is room. */
  readonly endMs: number;
  readonly bytes: number;
  /** As `WarmPast` has it, of a span that begins at or after `fromMs`. */
  series(question: SeriesQuestion): Promise<StoreRows | undefined>;
  /** Lets go of the metric that was asked for least lately; false where none is left. */
  dropOne(): boolean;
}

interface ShelfParts {
  readonly store: Pick<HistoryStore, 'query'>;
  readonly tier: Tier;
  readonly places: number;
  /** END of the last row that is on disk. */
  readonly onDiskMs: () => number;
}

/** Of rows that are on disk and not here: as much as the ring surely reaches back over. */
const MOST_BEHIND_MS = 600_000;

/** `span`: rows end after `fromMs` and up to `endMs`. */
export function createWarmShelf(
  { store, tier, places, onDiskMs }: ShelfParts,
  span: Pick<WarmGrid, 'fromMs' | 'endMs'>,
): WarmShelf {
  /** In the order of their last use. */
  const grids = new Map<StoredMetricId, WarmGrid>();
  let readToMs = onDiskMs();
  let fits = true;
  let reading = Promise.resolve();

  async function pour(into: readonly WarmGrid[], fromMs: number, toMs: number): Promise<void> {
    if (into.length === 0 || fromMs >= toMs) return;
    const metrics = into.map(({ metric }) => metric);
    const rows = await store.query({ sql: gridSql(tier, metrics, fromMs, toMs), fromMs, toMs });
    for (const [i, grid] of into.entries()) fits &&= fillGrid(grid, rows, i);
  }

  async function add(metrics: readonly StoredMetricId[]): Promise<void> {
    const missing = metrics.filter((metric) => !grids.has(metric));
    const made = missing.map((metric) => createWarmGrid(tier, metric, places, span));
    await pour(made, span.fromMs, readToMs);
    for (const grid of made) grids.set(grid.metric, grid);
  }

  async function catchUp(): Promise<void> {
    const toMs = Math.min(onDiskMs(), span.endMs);
    await pour([...grids.values()], readToMs, toMs);
    readToMs = Math.max(readToMs, toMs);
  }

  /** One reading after the other: each knows what the one before has read. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const done = reading.then(work);
    reading = done.catch(() => undefined);
    return done;
  }

  function use(metric: StoredMetricId): WarmGrid | undefined {
    const grid = grids.get(metric);
    if (!grid) return undefined;
    grids.delete(metric);
    grids.set(metric, grid);
    return grid;
  }

  return {
    ...span,
    get bytes() {
      return [...grids.values()].reduce((sum, { bytes }) => sum + bytes, 0);
    },
    async series(question) {
      const behindMs = Math.min(question.toMs, onDiskMs()) - readToMs;
      const caughtUp = behindMs > 0 ? inTurn(catchUp) : undefined;
      if (behindMs > MOST_BEHIND_MS) await caughtUp;
      else caughtUp?.catch(() => undefined);
      const { metrics } = question;
      if (metrics.some((metric) => !grids.has(metric))) await inTurn(() => add(metrics));
      const used = metrics.flatMap((metric) => use(metric) ?? []);
      return fits && used.length === metrics.length ? foldSeries(used, question) : undefined;
    },
    dropOne() {
      const [oldest] = grids.keys();
      return oldest !== undefined && grids.delete(oldest);
    },
  };
}
