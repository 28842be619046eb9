// What a recorded second costs: ring and roll-ups, handing it over, and the threads of the store by themselves.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type MetricId, metricOf } from '../contract/metrics.ts';
import type { HistoryStore, RecordedStep } from '../telemetry/history/history.ts';
import { openHistory } from '../telemetry/history/openHistory.ts';
import { createRing } from '../telemetry/ring/ring.ts';
import { planRing } from '../telemetry/ring/ringPlan.ts';
import { createRollUps } from '../telemetry/rollUp.ts';
import { type BenchTelemetry, openTelemetry } from './benchTwin.ts';
import type { Row } from './row.ts';
import { MAIN_THREAD, ranMs, threadTimesMs } from './threads.ts';
import { ofMiddle, ofTail, sum, waitMs } from './timing.ts';

const SITE = 'ile-de-france';
export const SEED = 42;
/** Recorded seconds: two quarter-hours, thirty minutes. */
export const SECONDS = 1_800;
/** The first seconds are not measured. */
const WARM_UP = 120;
const REST_MS = 2;

/** Milliseconds of each second. */
interface Recorded {
  /** Main thread: ring and roll-ups, done a second time beside those of telemetry. */
  readonly rememberMs: number[];
  /** Main thread: the copy into the slot that the store reads. */
  readonly handMs: number[];
  /** Every thread but the main one, from handing a second over to its being on disk. */
  readonly storeMs: number[];
  /** The same time, the main thread's waiting included. */
  readonly wholeMs: number[];
  /** By the clock, from handing it over to its being on disk. */
  readonly diskMs: number[];
  /** The second ends a minute. */
  readonly isLast: boolean[];
}

type StepColumns = RecordedStep['columns'];

export async function measureRecording(): Promise<readonly Row[]> {
  const root = mkdtempSync(join(tmpdir(), 'carnot-bench-'));
  try {
    const live = openTelemetry(SITE);
    const few = await recordSeconds(join(root, 'few'), live, withoutGpus);
    return [...rowsOfAim(few), ...rowsOfAll(await recordSeconds(join(root, 'all'), live))];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Of a step that has no columns of GPUs the store keeps no minutes of them. */
function withoutGpus(columns: StepColumns): StepColumns {
  const kept = Object.entries(columns).filter(([id]) => metricOf(id as MetricId).scope !== 'gpu');
  return Object.fromEntries(kept);
}

export function openStore(root: string, { twin }: BenchTelemetry): Promise<HistoryStore> {
  const { parts, simulation } = twin;
  return openHistory({
    root,
    site: parts.site,
    seed: SEED,
    nowMs: simulation.timeMs,
    event: ({ code, text }) => console.log(`  history says ${code} ${JSON.stringify(text.params)}`),
  });
}

/** Records half an hour into a new store, each second once the one before is on disk. */
export async function recordSeconds(
  root: string,
  live: BenchTelemetry,
  chosen = (columns: StepColumns): StepColumns => columns,
): Promise<Recorded> {
  const store = await openStore(root, live);
  const { simulation, places, parts } = live.twin;
  const { columns } = live.telemetry.frame;
  const stored = chosen(columns);
  const ring = createRing(planRing(parts.site, places));
  const rollUps = createRollUps(places);
  const recorded = emptyRecord();
  for (let second = 0; second < SECONDS; second++) {
    simulation.step(1);
    live.take();
    const { timeMs } = simulation;
    const rememberMs = processorMs(() => {
      rollUps.apply(columns);
      ring.append(timeMs, columns);
    });
    // What twin and telemetry have left for the collector's own threads is not recording.
    await waitMs(REST_MS);
    const before = threadTimesMs();
    const startMs = performance.now();
    const handMs = processorMs(() =>
      store.record({ timeMs, dtS: 1, origin: 'recorded', columns: stored }),
    );
    while (!(store.lastRecordedMs >= timeMs)) await waitMs(1);
    const diskMs = performance.now() - startMs;
    const after = threadTimesMs();
    if (second < WARM_UP) continue;
    recorded.rememberMs.push(rememberMs);
    recorded.handMs.push(handMs);
    recorded.storeMs.push(ranMs(before, after, (thread) => thread !== MAIN_THREAD));
    recorded.wholeMs.push(ranMs(before, after, () => true));
    recorded.diskMs.push(diskMs);
    recorded.isLast.push(timeMs % 60_000 === 0);
  }
  await store.close();
  return recorded;
}

function emptyRecord(): Recorded {
  return { rememberMs: [], handMs: [], storeMs: [], wholeMs: [], diskMs: [], isLast: [] };
}

/** Of the whole process: the store's threads are at rest, or begin when the work is done. */
function processorMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** The mean, with the median and the 99th percentile beside it. */
function ofMean(samplesMs: readonly number[]) {
  const measured = sum(samplesMs) / samplesMs.length;
  return { ...ofTail(samplesMs), measured, unit: 'ms' } as const;
}

function sumMs({ rememberMs, handMs, storeMs }: Recorded): readonly number[] {
  return storeMs.map((ms, i) => ms + (rememberMs[i] as number) + (handMs[i] as number));
}

function rowsOfAim(few: Recorded): readonly Row[] {
  const what = 'recording a second: ring, roll-ups and store of all but GPUs, mean';
  return [{ what, ...ofMean(sumMs(few)), aim: 1 }];
}

function rowsOfAll(all: Recorded): readonly Row[] {
  const { rememberMs, handMs, storeMs, wholeMs, diskMs, isLast } = all;
  const [minutesMs, othersMs] = [true, false].map((last) =>
    storeMs.filter((_, i) => isLast[i] === last),
  ) as [number[], number[]];
  return [
    { what: 'recording a second with its GPUs, mean', ...ofMean(sumMs(all)) },
    { what: 'of it: ring and roll-ups, main thread', ...ofMean(rememberMs) },
    { what: 'of it: hand-over to the store, main thread', ...ofMean(handMs) },
    { what: "of it: the store's own threads", ...ofMean(storeMs) },
    { what: "the store's own threads: a second within a minute", ...ofMean(othersMs) },
    { what: "the store's own threads: a second that ends a minute", ...ofMean(minutesMs) },
    {
      what: 'whole process until a second is on disk, twin and telemetry at rest',
      ...ofMean(wholeMs),
    },
    {
      what: 'recording: from the second to the disk, by the clock',
      ...ofMiddle(diskMs),
      unit: 'ms',
    },
  ];
}
