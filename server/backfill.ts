// Back-fill beside the live stream: the GPUs of the first day, a month before it and a year of the site before that.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import type { BackfillProgress as Progress } from './contract/backfill.ts';
import { METRIC_IDS, metricOf } from './contract/metrics.ts';
import type { Site } from './contract/site.ts';
import type { Source } from './contract/source.ts';
import { createPastProgress } from './pastProgress.ts';
import { writeWhole } from './stateFiles.ts';
import type { FrameColumns, StoredMetricId } from './telemetry/columns.ts';
import type { HistoryStore, StepOrigin } from './telemetry/history/history.ts';
import { createPastColumns } from './telemetry/pastColumns.ts';
import { createPastLedger } from './telemetry/pastLedger.ts';

/** null where no past is made. */
export type BackfillProgress = Progress | null;

const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;
const FILE = 'backfill.json';

/** What a first start has set out to make; it outlives a restart. */
export interface BackfillPlan {
  /** Begin of the day before the first start, on a quarter-hour. */
  readonly dayFromMs: number;
  /** The GPUs of that day up to a quarter-hour, in its steps, where they are made after the site has gone live. */
  readonly gpus?: { readonly toMs: number; readonly stepS: number };
  /** Month and year too. */
  readonly further: boolean;
}

export interface Segment {
  readonly part: 'gpus' | 'month' | 'year';
  readonly fromMs: number;
  readonly toMs: number;
  readonly stepS: number;
  readonly origin: StepOrigin;
  readonly metrics: readonly StoredMetricId[];
  /** It can be gone on with only from its begin: one twin has to live through all of it. */
  readonly inOne: boolean;
}

export function planBackfill(
  nowMs: number,
  further: boolean,
  { dayGpus, dayStepS: stepS, fineS }: Site['preRoll'],
): BackfillPlan {
  const plan = { dayFromMs: floorQuarter(nowMs - DAY_MS), further };
  if (dayGpus === 'with') return plan;
  return { ...plan, gpus: { toMs: floorQuarter(nowMs - fineS * 1_000), stepS } };
}

function floorQuarter(timeMs: number): number {
  return Math.floor(timeMs / QUARTER_MS) * QUARTER_MS;
}

/** undefined where none was ever made. */
export function readPlan(stateFolder: string): BackfillPlan | undefined {
  try {
    return JSON.parse(readFileSync(join(stateFolder, FILE), 'utf8')) as BackfillPlan;
  } catch {
    // A torn plan was never begun.
    return undefined;
  }
}

export async function writePlan(stateFolder: string, plan: BackfillPlan): Promise<void> {
  await writeWhole(join(stateFolder, FILE), Buffer.from(JSON.stringify(plan)));
}

/** Jobs and GPUs of a past that nobody recorded are not kept: their numbers belong to the live twin. The ledger is. */
const NOT_OF_A_PAST: readonly string[] = ['gpu', 'job', 'tray', 'shelf', 'switchTray'];

const STORED = METRIC_IDS as readonly StoredMetricId[];

/** In the order in which they are made. */
export function segmentsOf({ dayFromMs, gpus, further }: BackfillPlan): readonly Segment[] {
  const monthFromMs = dayFromMs - 30 * DAY_MS;
  const after: readonly Segment[] = gpus
    ? [
        {
          ...{ part: 'gpus', fromMs: dayFromMs, ...gpus, origin: 'backfilled', inOne: true },
          metrics: STORED.filter((id) => metricOf(id).scope === 'gpu'),
        },
      ]
    : [];
  const older: readonly Segment[] = [
    {
      ...{ part: 'month', fromMs: monthFromMs, toMs: dayFromMs, stepS: 300, inOne: false },
      origin: 'backfilled',
      metrics: STORED.filter((id) => !NOT_OF_A_PAST.includes(metricOf(id).scope)),
    },
    {
      ...{ part: 'year', fromMs: monthFromMs - 365 * DAY_MS, toMs: monthFromMs, stepS: 900 },
      ...{ origin: 'modelledYear', inOne: false },
      metrics: STORED.filter((id) => metricOf(id).scope === 'site'),
    },
  ];
  return [...after, ...(further ? older : [])];
}

interface BackfillParts {
  readonly segments: readonly Segment[];
  readonly site: Site;
  readonly past: NonNullable<Source['past']>;
  readonly store: HistoryStore;
  readonly nowMs: () => number;
  /** A segment has failed and is begun again later. */
  readonly failed: (error: unknown) => void;
  readonly told: (news: PastNews) => void;
}

/** A part is begun, or all of it is there. */
export interface PastNews {
  readonly part: Segment['part'];
  /** Wall time since it was begun by this process; undefined at its begin. */
  readonly tookS?: number;
}

export interface Backfill {
  readonly progress: BackfillProgress;
  stop(): Promise<void>;
}

/** After a failure of the disk. */
const AGAIN_AFTER_MS = 30_000;
/** The live stream comes first: of the time of the main thread a past takes a third at most. */
const REST_PER_WORK = 2;
const LEAST_REST_MS = 2;

const DONE: BackfillProgress = { part: 'done', doneRatio: 1, leftS: null };

export function startBackfill(parts: BackfillParts): Backfill {
  const { segments, nowMs } = parts;
  const ending = new AbortController();
  const { signal } = ending;
  const first = segments[0]?.part;
  let progress: BackfillProgress = first ? { part: first, doneRatio: 0, leftS: null } : DONE;

  const came = (now: Progress): void => {
    progress = now;
  };

  async function run(): Promise<void> {
    const columnsOf = createPastColumns(parts.site);
    for (const segment of segments) {
      const { part } = segment;
      const beganMs = nowMs();
      let begun = false;
      while (!signal.aborted) {
        try {
          const doneMs = await madeUpTo(parts.store, segment);
          if (doneMs >= segment.toMs) break;
          if (!begun) parts.told({ part });
          begun = true;
          await make(segment, doneMs, { parts, columnsOf, signal, came });
          if (!signal.aborted) parts.told({ part, tookS: (nowMs() - beganMs) / 1_000 });
          break;
        } catch (error) {
          if (signal.aborted) return;
          parts.failed(error);
          await rest(AGAIN_AFTER_MS, undefined, { signal }).catch(() => undefined);
        }
      }
    }
    progress = DONE;
  }

  const running = run();
  return {
    get progress() {
      return progress;
    },
    async stop() {
      ending.abort();
      await running;
    },
  };
}

interface Maker {
  readonly parts: BackfillParts;
  readonly columnsOf: ReturnType<typeof createPastColumns>;
  readonly signal: AbortSignal;
  readonly came: (progress: Progress) => void;
}

/** Makes what is missing of a segment; rejects when it is broken off. */
async function make(segment: Segment, doneMs: number, maker: Maker): Promise<void> {
  const { parts, columnsOf, signal, came } = maker;
  const { store, nowMs } = parts;
  const { part, fromMs, toMs, stepS, origin, metrics, inOne } = segment;
  const whole = [{ fromMs, untilMs: toMs, stepS }];
  const made = createPastProgress(part, () => whole, doneMs);
  // One step that is there already: counters grow from its end.
  const againMs = Math.max(fromMs, doneMs - stepS * 1_000);
  const request = { fromMs: inOne ? fromMs : againMs, toMs, stepS };
  const ledger = part === 'month' ? createPastLedger(parts.site, store.ledger) : undefined;
  const sinks = { event: () => undefined, job: ledger?.note ?? (() => undefined) };
  const writer = store.past(fromMs, toMs);
  const ticks = parts.past(request, sinks);
  signal.addEventListener('abort', ticks.end);
  try {
    for await (const tick of ticks) {
      if (tick.timeMs <= againMs) continue;
      const beganMs = nowMs();
      const all = columnsOf(tick);
      ledger?.read(tick.timeMs, all);
      const columns = Object.fromEntries(metrics.map((id) => [id, all[id]]));
      const { timeMs, dtS } = tick;
      made.took(timeMs, beganMs);
      came(made.at(beganMs));
      await writer.record({ timeMs, dtS, origin, columns: columns as Partial<FrameColumns> });
      const restMs = Math.max(LEAST_REST_MS, REST_PER_WORK * (nowMs() - beganMs));
      await rest(restMs, undefined, { signal });
    }
    await writer.close();
  } catch (error) {
    writer.letGo();
    throw error;
  } finally {
    signal.removeEventListener('abort', ticks.end);
  }
}

/** END of what is on disk of a segment; its begin where there is nothing. */
async function madeUpTo(store: HistoryStore, { fromMs, toMs, origin }: Segment): Promise<number> {
  const sql = `SELECT max(toMs)::DOUBLE AS toMs FROM {stretch}
    WHERE NOT live AND origin = '${origin}' AND fromMs < ${toMs} AND toMs > ${fromMs}`;
  const { columns } = await store.query({ sql, fromMs, toMs });
  const found = Number(columns.toMs?.[0]);
  return Number.isNaN(found) ? fromMs : found;
}
