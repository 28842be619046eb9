// History: what a second costs to keep, what a day takes, what sealing does to the live view, and how fast a month answers.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { HistoryStore } from '../telemetry/history/history.ts';
import { openHistory } from '../telemetry/history/openHistory.ts';
import { type BenchTelemetry, openTelemetry } from './benchTwin.ts';
import { fillDay, sealedFiles } from './historyDay.ts';
import { fillMonth } from './historyMonth.ts';
import { type Asked, askQuestions } from './historyQuestions.ts';
import type { Row } from './row.ts';
import { ofMiddle, ofTail, waitMs } from './timing.ts';

const SITE = 'ile-de-france';
const SEED = 42;
const FOLDER = `${SITE}-${SEED}`;
/** Half an hour of recorded seconds from 09:00: two quarter-hours, thirty minutes; the first ones are not measured. */
const SECONDS = 1_800;
const WARM_UP = 120;
const DAY_MS = 86_400_000;
/** After so long past midnight the day before is sealed. */
const LATE_MS = 180_000;
/** Minutes of GPUs are sealed every three hours; the last three of a day that is open are not over. */
const GPU_FILES = 7;

interface Recorded {
  /** Milliseconds of the thread that records, each second. */
  readonly mainMs: readonly number[];
  /** Processor time of all threads, from handing a second over to its being on disk. */
  readonly cpuMs: readonly number[];
  /** From handing it over to its being on disk. */
  readonly diskMs: readonly number[];
}

export async function measureHistory(): Promise<readonly Row[]> {
  const root = mkdtempSync(join(tmpdir(), 'carnot-bench-'));
  try {
    const live = openTelemetry(SITE);
    const fromMs = live.twin.simulation.timeMs;
    const midnightMs = Math.ceil(fromMs / DAY_MS) * DAY_MS;
    const [small, whole] = [join(root, 'small'), join(root, 'whole')];
    const recorded = await said('record half an hour', () => recordSeconds(small, live));
    cpSync(small, whole, { recursive: true });
    const dayIsSealed = (files: Files): boolean => files.has('rackSecond');
    const { bytesPerDay } = await said('seal it', () =>
      sealWhile(small, live, midnightMs + LATE_MS, dayIsSealed),
    );
    const copies = await said('fill the day', () =>
      fillDay(join(whole, FOLDER), fromMs, fromMs + SECONDS * 1_000),
    );
    const lateMs = midnightMs - 60_000;
    const sorted = await said('sort minutes of GPUs', () =>
      sealWhile(whole, live, lateMs - 60_000, (files) => files.get('gpuMinute') === GPU_FILES),
    );
    const dayOpen = await question(whole, live, lateMs, 'day still open');
    const sealed = await said('seal the day', () =>
      sealWhile(whole, live, midnightMs + LATE_MS, dayIsSealed),
    );
    const day = new Date(midnightMs - DAY_MS).toISOString().slice(0, 10);
    await said('copy it to 29 days', () => fillMonth(join(whole, FOLDER), day, sealed.tiers));
    const month = await question(whole, live, midnightMs + 3_600_000, '30 days');
    return [
      ...rowsOfRecording(recorded),
      ...rowsOfSealing(sorted, `${GPU_FILES * 3} h of GPU minutes`),
      ...rowsOfSealing(sealed, `the rest of the day (${copies} such stretches)`),
      ...rowsOfDay({ ...sealed, bytesPerDay }),
      ...rowsOfAsking(dayOpen, 'day still open'),
      ...rowsOfAsking(month, '30 days'),
    ];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** Says how long a part took: the whole takes minutes. */
async function said<T>(what: string, part: () => Promise<T>): Promise<T> {
  const startMs = performance.now();
  const made = await part();
  console.log(`  ${what}: ${((performance.now() - startMs) / 1_000).toFixed(0)} s`);
  return made;
}

type Files = ReadonlyMap<string, number>;

function open(root: string, { twin }: BenchTelemetry): Promise<HistoryStore> {
  const { parts, simulation } = twin;
  return openHistory({
    root,
    site: parts.site,
    seed: SEED,
    nowMs: simulation.timeMs,
    event: ({ code, text }) => console.log(`  history says ${code} ${JSON.stringify(text.params)}`),
  });
}

async function question(
  root: string,
  live: BenchTelemetry,
  nowMs: number,
  days: string,
): Promise<Asked> {
  const store = await open(root, live);
  try {
    return await askQuestions(live, store, nowMs, days);
  } finally {
    await store.close();
  }
}

function recordOne(store: HistoryStore, { telemetry }: BenchTelemetry, timeMs: number): void {
  store.record({ timeMs, dtS: 1, origin: 'recorded', columns: telemetry.frame.columns });
}

async function recordSeconds(root: string, live: BenchTelemetry): Promise<Recorded> {
  const store = await open(root, live);
  const { simulation } = live.twin;
  const recorded = { mainMs: [] as number[], cpuMs: [] as number[], diskMs: [] as number[] };
  for (let second = 0; second < SECONDS; second++) {
    simulation.step(1);
    live.take();
    const cpu = process.cpuUsage();
    const startMs = performance.now();
    recordOne(store, live, simulation.timeMs);
    const mainMs = performance.now() - startMs;
    while (!(store.lastRecordedMs >= simulation.timeMs)) await waitMs(1);
    const { user, system } = process.cpuUsage(cpu);
    if (second < WARM_UP) continue;
    recorded.mainMs.push(mainMs);
    recorded.cpuMs.push((user + system) / 1_000);
    recorded.diskMs.push(performance.now() - startMs);
  }
  await store.close();
  return recorded;
}

interface Sealed {
  readonly openMs: number;
  readonly seconds: number;
  /** Processor time of the whole process, that of the seconds recorded meanwhile included. */
  readonly cpuS: number;
  readonly delayMs: { readonly p50: number; readonly p99: number };
  /** Of site time that was not on disk yet. */
  readonly lagMs: readonly number[];
  readonly bytesPerDay: number;
  readonly residentMb: number;
  readonly tiers: HistoryStore['tiers'];
}

/** Opens the store and records a second each wall-clock second from a site time on until files are sealed. */
async function sealWhile(
  root: string,
  live: BenchTelemetry,
  fromMs: number,
  done: (files: Files) => boolean,
): Promise<Sealed> {
  const startMs = performance.now();
  const store = await open(root, live);
  const openMs = performance.now() - startMs;
  const cpu = process.cpuUsage();
  let timeMs = fromMs;
  const lagMs: number[] = [];
  let residentMb = 0;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  while (!done(sealedFiles(join(root, FOLDER)))) {
    timeMs += 1_000;
    recordOne(store, live, timeMs);
    await waitMs(1_000);
    lagMs.push(timeMs - Math.max(fromMs, store.lastRecordedMs));
    residentMb = Math.max(residentMb, process.memoryUsage.rss() / 1e6);
  }
  const seconds = (performance.now() - startMs - openMs) / 1_000;
  delay.disable();
  const { user, system } = process.cpuUsage(cpu);
  const { tiers } = store;
  const { bytesPerDay } = await store.usage();
  await store.close();
  const less = (share: number): number => delay.percentile(share) / 1e6 - 1;
  return {
    ...{ openMs, seconds, lagMs, residentMb, tiers },
    cpuS: (user + system) / 1e6,
    delayMs: { p50: less(50), p99: less(99) },
    bytesPerDay: bytesPerDay ?? Number.NaN,
  };
}

function rowsOfRecording({ mainMs, cpuMs, diskMs }: Recorded): readonly Row[] {
  const meanMs = cpuMs.reduce((sum, ms) => sum + ms, 0) / cpuMs.length;
  return [
    { what: 'history: main thread, a second', ...ofMiddle(mainMs), unit: 'ms', aim: 0.7 },
    {
      what: 'history: processor time of a second, all threads, mean',
      ...ofTail(cpuMs),
      measured: meanMs,
      unit: 'ms',
      aim: 1,
    },
    { what: 'history: from the second to the disk', ...ofMiddle(diskMs), unit: 'ms' },
  ];
}

function rowsOfSealing(sealed: Sealed, what: string): readonly Row[] {
  const { seconds, cpuS, delayMs, lagMs, residentMb } = sealed;
  const sealing = `history, sealing ${what}`;
  return [
    { what: `${sealing}: time`, measured: seconds, unit: 's' },
    { what: `${sealing}: processor time, recording included`, measured: cpuS, unit: 's' },
    {
      what: `${sealing}: event-loop delay, p99`,
      measured: delayMs.p99,
      unit: 'ms',
      aim: 20,
      spread: { of: 'p50/p99', values: [delayMs.p50, delayMs.p99] },
    },
    { what: `${sealing}: not on disk yet, p99`, ...ofTail(lagMs), unit: 'ms' },
    { what: `${sealing}: resident (with twin and ring)`, measured: residentMb, unit: 'MB' },
  ];
}

function rowsOfDay({ openMs, bytesPerDay }: Sealed): readonly Row[] {
  return [
    {
      what: `history: sealed files of a day (from ${SECONDS / 60} min)`,
      measured: bytesPerDay / 1e9,
      unit: 'GB',
      aim: 1.5,
    },
    { what: 'history: to open a store with a whole day in it', measured: openMs, unit: 'ms' },
  ];
}

function rowsOfAsking({ rows, delayP99Ms, residentMb }: Asked, days: string): readonly Row[] {
  return [
    ...rows,
    {
      what: `history, ${days}: event-loop delay while asked, p99`,
      measured: delayP99Ms,
      unit: 'ms',
      aim: 20,
    },
    {
      what: `history, ${days}: resident (with twin and ring)`,
      measured: residentMb,
      unit: 'MB',
      aim: 1_200,
    },
  ];
}
