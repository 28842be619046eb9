// The sums of the last twelve months for PUE, WUE, CUE and ERF: asked of the store now and then, told at once.

import { metricOf } from '../contract/metrics.ts';
import type { RatioId } from '../contract/ratio.ts';
import { RATIOS } from './efficiency/ratios.ts';
import type { RatioSums } from './efficiency/rollingRatio.ts';
import type { HistoryStore } from './history/history.ts';
import { numbers } from './history/rows.ts';

const QUARTER_MS = 900_000;
/** While months of it are missing they may just be in the making. */
const YOUNG_MS = 60_000;
const YOUNG_BELOW = 0.9;
const YEAR_MS = 365 * 86_400_000;

export interface YearRecord {
  sums(ratio: RatioId): RatioSums | undefined;
  /** What batteries gave; NaN where no quarter-hour of it is known. */
  batteryWh(): number;
  /** Asks anew when another quarter-hour is on disk, each minute of a young record. Resolves once it is answered. */
  refresh(): Promise<void>;
}

export function createYearRecord(
  store: Pick<HistoryStore, 'query' | 'tiers' | 'lastRecordedMs'>,
): YearRecord {
  const known = new Map<RatioId, RatioSums>();
  let askedFor = Number.NaN;
  let batteryWh = Number.NaN;

  async function ask(toMs: number): Promise<void> {
    for (const ratio of Object.keys(RATIOS) as RatioId[]) {
      const sums = await askSums(store, ratio, toMs);
      if (sums) known.set(ratio, sums);
      else known.delete(ratio);
    }
    batteryWh = await askBatteryWh(store, toMs);
  }

  return {
    sums: (ratio) => known.get(ratio),
    batteryWh: () => batteryWh,
    async refresh() {
      const { lastRecordedMs } = store;
      const young = (known.get('pue1')?.coverage ?? 0) < YOUNG_BELOW;
      const due = Math.floor(lastRecordedMs / (young ? YOUNG_MS : QUARTER_MS));
      if (Number.isNaN(due) || due === askedFor) return;
      askedFor = due;
      // A store that does not answer now is asked again when the next time comes.
      await ask(Math.floor(lastRecordedMs / QUARTER_MS) * QUARTER_MS).catch(() => undefined);
    },
  };
}

/** Only quarter-hours in which both meters are known: a sum over a time that the other does not cover is no ratio. */
async function askSums(
  store: Pick<HistoryStore, 'query' | 'tiers'>,
  ratio: RatioId,
  toMs: number,
): Promise<RatioSums | undefined> {
  const { numerator, denominator } = RATIOS[ratio];
  const [above, below] = [tierOf(numerator), tierOf(denominator)];
  if (![above, below].every((name) => store.tiers.some((tier) => tier.name === name))) return;
  const fromMs = toMs - YEAR_MS;
  const span = `time > make_timestamp_ms(${fromMs}) AND time <= make_timestamp_ms(${toMs})`;
  const part = (tier: string, metric: string): string =>
    `(SELECT time, "${metric}" AS wh, "${metric}_knownS" AS knownS FROM {${tier}} WHERE ${span})`;
  const rows = await store.query({
    sql: `SELECT sum(a.wh)::DOUBLE AS numerator, sum(b.wh)::DOUBLE AS denominator,
        sum(least(a.knownS, b.knownS))::DOUBLE AS knownS
      FROM ${part(above, numerator)} a JOIN ${part(below, denominator)} b USING (time)
      WHERE a.wh IS NOT NULL AND b.wh IS NOT NULL`,
    fromMs,
    toMs,
  });
  const of = (name: string): number => numbers(rows, name)[0] as number;
  const knownS = of('knownS');
  if (Number.isNaN(knownS)) return undefined;
  return {
    numerator: of('numerator'),
    denominator: of('denominator'),
    coverage: Math.min(1, (knownS * 1_000) / YEAR_MS),
  };
}

async function askBatteryWh(
  store: Pick<HistoryStore, 'query' | 'tiers'>,
  toMs: number,
): Promise<number> {
  const tier = tierOf('siteBatteryEnergyWh');
  if (!store.tiers.some(({ name }) => name === tier)) return Number.NaN;
  const fromMs = toMs - YEAR_MS;
  const rows = await store.query({
    sql: `SELECT sum("siteBatteryEnergyWh")::DOUBLE AS wh FROM {${tier}}
      WHERE time > make_timestamp_ms(${fromMs}) AND time <= make_timestamp_ms(${toMs})`,
    fromMs,
    toMs,
  });
  return numbers(rows, 'wh')[0] ?? Number.NaN;
}

function tierOf(metric: Parameters<typeof metricOf>[0]): string {
  return `${metricOf(metric).scope}Quarter`;
}
