// The first day of a site whose store is empty: what its twin lives through before the site goes live, and how far it is.
import { planBackfill, writePlan } from './backfill.ts';
import type { Config } from './config.ts';
import type { Site } from './contract/site.ts';
import { createPastProgress, type PastProgress } from './pastProgress.ts';
import type { PreRollWish } from './sources/preRoll.ts';
import type { SimulatedOptions } from './sources/simulated.ts';
import type { HistoryStore } from './telemetry/history/history.ts';

export interface FirstDay extends Pick<SimulatedOptions, 'preRoll'> {
  /** GPUs of the day are kept from here on. */
  readonly gpusFromMs?: number | undefined;
}

interface FirstDayParts {
  readonly config: Pick<Config, 'backfill'>;
  readonly site: Site;
  readonly store: Pick<HistoryStore, 'lastRecordedMs'>;
  readonly stateFolder: string;
  readonly nowMs: number;
}

/** Nothing where a past was recorded: whoever begins anew beside it adds none. */
export async function firstDay(parts: FirstDayParts): Promise<FirstDay> {
  const { config, site, store, stateFolder, nowMs } = parts;
  if (config.backfill === '0' || !Number.isNaN(store.lastRecordedMs)) return {};
  const plan = planBackfill(nowMs, config.backfill === '30d', site.preRoll);
  await writePlan(stateFolder, plan);
  const preRoll = { fromMs: plan.dayFromMs, stepS: site.preRoll.dayStepS };
  return { preRoll, gpusFromMs: plan.gpus?.toMs };
}

/** The steps of the past, then each second from shortly before the start until now. */
export function dayProgress(
  { fromMs, stepS }: PreRollWish,
  fineS: number,
  startMs: number,
): PastProgress {
  const fineFromMs = startMs - fineS * 1_000;
  const stretches = (nowMs: number) => [
    { fromMs, untilMs: fineFromMs, stepS },
    { fromMs: fineFromMs, untilMs: nowMs, stepS: 1 },
  ];
  return createPastProgress('day', stretches);
}
