// History: what a day takes, what sealing does to the live view, and how fast a month answers.
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { HistoryStore } from '../telemetry/history/history.ts';
import { type BenchTelemetry, openTelemetry } from './benchTwin.ts';
import { fillDay, sealedFiles } from './historyDay.ts';
import { fillMonth } from './historyMonth.ts';
import { type Asked, askQuestions } from './historyQuestions.ts';
import { openStore, recordSeconds, SECONDS, SEED } from './historyRecording.ts';
import type { Row } from './row.ts';
import { ofTail, waitMs } from './timing.ts';

const SITE = 'ile-de-france';
const FOLDER = `${SITE}-${SEED}`;
const DAY_MS = 86_400_000;
/** After so long past midnight the day before is sealed. */
const LATE_MS = 180_000;
/** Minutes of GPUs are sealed every three hours; the last three of a day that is open are not over. */
const GPU_FILES = 7;

export async function measureHistory(): Promise<readonly Row[]> {
  const root = mkdtempSync(join(tmpdir(), 'carnot-bench-'));
  try {
    const live = openTelemetry(SITE);
    const fromMs = live.twin.simulation.timeMs;
    const midnightMs = Math.ceil(fromMs / DAY_MS) * DAY_MS;
    const [small, whole] = [join(root, 'small'), join(root, 'whole')];
    await said('record half an hour', () => recordSeconds(small, live));
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

async function question(
  root: string,
  live: BenchTelemetry,
  nowMs: number,
  days: string,
): Promise<Asked> {
  const store = await openStore(root, live);
  try {
    return await askQuestions(live, store, nowMs, days);
  } finally {
    await store.close();
  }
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
  const store = await openStore(root, live);
  const openMs = performance.now() - startMs;
  const cpu = process.cpuUsage();
  let timeMs = fromMs;
  const lagMs: number[] = [];
  let residentMb = 0;
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  while (!done(sealedFiles(join(root, FOLDER)))) {
    timeMs += 1_000;
    const { columns } = live.telemetry.frame;
    store.record({ timeMs, dtS: 1, origin: 'recorded', columns });
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
