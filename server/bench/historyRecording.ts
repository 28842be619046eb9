// What a recorded second costs: ring and roll-ups, handing it over, and the threads of the store by themselves.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { HistoryStore } from '../telemetry/history/history.ts';
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
}

export function recordOne(
  store: HistoryStore,
  { telemetry }: BenchTelemetry,
  timeMs: number,
): void {
  store.record({ timeMs, dtS: 1, origin: 'recorded', columns: telemetry.frame.columns });
}

export async function measureRecording(): Promise<readonly Row[]> {
  const root = mkdtempSync(join(tmpdir(), 'carnot-bench-'));
  try {
    return rowsOf(await recordSeconds(root, openTelemetry(SITE)));
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
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
export async function recordSeconds(root: string, live: BenchTelemetry): Promise<Recorded> {
  const store = await openStore(root, live);
  const { simulation, places, parts } = live.twin;
  const { columns } = live.telemetry.frame;
  const ring = createRing(planRing(parts.site, places));
  const rollUps = createRollUps(places);
  const recorded: Recorded = { rememberMs: [], handMs: [], storeMs: [], wholeMs: [], diskMs: [] };
  for (let second = 0; second < SECONDS; second++) {
    simulation.step(1);
    live.take();
    const { timeMs } = simulation;
    const rememberMs = tookMs(() => {
      rollUps.apply(columns);
      ring.append(timeMs, columns);
    });
    const before = threadTimesMs();
    const startMs = performance.now();
    const handMs = tookMs(() => recordOne(store, live, timeMs));
    while (!(store.lastRecordedMs >= timeMs)) await waitMs(1);
    const diskMs = performance.now() - startMs;
    const after = threadTimesMs();
    if (second < WARM_UP) continue;
    recorded.rememberMs.push(rememberMs);
    recorded.handMs.push(handMs);
    recorded.storeMs.push(ranMs(before, after, (thread) => thread !== MAIN_THREAD));
    recorded.wholeMs.push(ranMs(before, after, () => true));
    recorded.diskMs.push(diskMs);
  }
  await store.close();
  return recorded;
}

function tookMs(work: () => void): number {
  const startMs = performance.now();
  work();
  return performance.now() - startMs;
}

const mean = (samples: readonly number[]): number => sum(samples) / samples.length;

function rowsOf({ rememberMs, handMs, storeMs, wholeMs, diskMs }: Recorded): readonly Row[] {
  const eachMs = storeMs.map((ms, i) => ms + (rememberMs[i] as number) + (handMs[i] as number));
  return [
    {
      what: 'recording: processor time a second, mean (ring, roll-ups, hand-over, store)',
      ...ofTail(eachMs),
      measured: mean(eachMs),
      unit: 'ms',
      aim: 1,
    },
    {
      what: 'recording, of it: ring and roll-ups, main thread, mean',
      ...ofTail(rememberMs),
      measured: mean(rememberMs),
      unit: 'ms',
    },
    {
      what: 'recording, of it: hand-over to the store, main thread, mean',
      ...ofTail(handMs),
      measured: mean(handMs),
      unit: 'ms',
    },
    {
      what: "recording, of it: the store's own threads, mean (p99: the second that ends a minute)",
      ...ofTail(storeMs),
      measured: mean(storeMs),
      unit: 'ms',
    },
    {
      what: 'recording: whole process until it is on disk, mean (no twin, no telemetry)',
      ...ofTail(wholeMs),
      measured: mean(wholeMs),
      unit: 'ms',
    },
    { what: 'recording: from the second to the disk', ...ofMiddle(diskMs), unit: 'ms' },
  ];
}
