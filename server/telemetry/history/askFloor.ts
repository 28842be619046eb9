// Asks the store for all places of a kind at one moment: the minute that holds it, or the quarter-hour where minutes are gone.
import type { StoredMetricId } from '../columns.ts';
import type { HistoryStore } from './history.ts';
import { gapsOver } from './knownTime.ts';
import { numbers } from './rows.ts';
import type { Tier } from './tiers.ts';

export interface FloorMoment {
  readonly tier: Pick<Tier, 'name' | 'stepS'>;
  /** END of the row. */
  readonly timeMs: number;
  /** One value a place; NaN where not known. */
  readonly values: Float32Array;
}

/** undefined for a metric that is not stored. All values are NaN where nobody recorded the moment. */
export async function askFloor(
  store: Pick<HistoryStore, 'tiers' | 'query' | 'lastRecordedMs' | 'stretches'>,
  metric: StoredMetricId,
  atMs: number,
  places: number,
  signal?: AbortSignal,
): Promise<FloorMoment | undefined> {
  const tiers = store.tiers
    .filter(({ columns, step }) => step !== 'second' && columns.some((c) => c.metric === metric))
    .sort((a, b) => a.stepS - b.stepS);
  let found: FloorMoment | undefined;
  for (const tier of tiers) {
    // A quarter-hour that was recorded in part says nothing of a minute that nobody recorded.
    if (found && liesInGap(store, found)) break;
    const timeMs = rowEnd(atMs, tier.stepS * 1_000, store.lastRecordedMs);
    // Sorted: rows come as they are found else, in 1,600 pieces of a dozen, which takes 75 ms of a processor instead of 24.
    const sql = `SELECT place::DOUBLE AS place, "${metric}"::DOUBLE AS value FROM {${tier.name}}
      WHERE time = make_timestamp_ms(${timeMs}) ORDER BY place`;
    const span = { fromMs: timeMs - 1, toMs: timeMs };
    const rows = await store.query({ sql, ...span, ...(signal && { signal }) });
    const values = new Float32Array(places).fill(Number.NaN);
    const [at, value] = [numbers(rows, 'place'), numbers(rows, 'value')];
    for (let row = 0; row < rows.rows; row++) values[at[row] as number] = value[row] as number;
    found ??= { tier: { name: tier.name, stepS: tier.stepS }, timeMs, values };
    if (rows.rows > 0) return { tier: { name: tier.name, stepS: tier.stepS }, timeMs, values };
  }
  return found;
}

function liesInGap(
  store: Pick<HistoryStore, 'stretches'>,
  { timeMs, tier: { stepS } }: FloorMoment,
): boolean {
  const rowMs = timeMs - stepS * 1_000;
  const gaps = gapsOver(store, rowMs, timeMs);
  return gaps.some(({ fromMs, toMs }) => fromMs <= rowMs && toMs >= timeMs);
}

/** The row that holds the moment; the last one that is over where that one is not yet. */
function rowEnd(atMs: number, stepMs: number, recordedMs: number): number {
  const endMs = Math.ceil(atMs / stepMs) * stepMs;
  return endMs > recordedMs && endMs - recordedMs < stepMs ? endMs - stepMs : endMs;
}
