// The page: main-thread work per update, tick to pixel, script on first load, heap; all of the Overview as it stands.
import { gzipSync } from 'node:zlib';
import type { Response } from '@playwright/test';
import { type BenchPage, type MainThread, openPage } from './chromium.ts';
import { OVERVIEW_TOPICS } from './overviewTopics.ts';
import type { PageNotes } from './pageProbe.ts';
import type { Row } from './row.ts';
import { startServer } from './serverProcess.ts';
import { median, ofMiddle, ofTail, waitMs } from './timing.ts';

const SETTLE_MS = 10_000;
const UPDATES = 120;
/** The floor 1.5 ms and eight charts of 1,000 points 8 ms. */
const AIM_UPDATE_MS = 9.5;
const AIM_PIXEL_MS = { p50: 10, p99: 20 };
const AIM_SCRIPT_KB = 130;

export async function measureBrowser(): Promise<readonly Row[]> {
  const server = await startServer();
  try {
    const bench = await openPage();
    try {
      return await watch(bench, server.url);
    } finally {
      await bench.close();
    }
  } finally {
    await server.stop();
  }
}

async function watch(bench: BenchPage, url: string): Promise<readonly Row[]> {
  const scripts: Promise<number>[] = [];
  bench.page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(gzipBytes(response));
  });
  await bench.open(url);
  await waitMs(SETTLE_MS);
  const scriptBytes = await Promise.all(scripts);
  const heapBefore = await bench.keptHeapBytes();
  const updates = await updatesOf(bench);
  const heapAfter = await bench.keptHeapBytes();
  const notes = (await bench.page.evaluate('globalThis.carnotBench')) as PageNotes;
  sayDifference(notes.topics);
  return [
    ...workRows(updates),
    ...pixelRows(notes),
    {
      what: 'page: script on first load, gzip',
      measured: scriptBytes.reduce((total, bytes) => total + bytes, 0) / 1_000,
      unit: 'kB',
      aim: AIM_SCRIPT_KB,
    },
    { what: 'page: heap after collection', measured: heapBefore / 1e6, unit: 'MB' },
    {
      what: `page: heap grown after ${UPDATES} updates`,
      measured: (heapAfter - heapBefore) / 1e6,
      unit: 'MB',
    },
  ];
}

async function gzipBytes(response: Response): Promise<number> {
  return gzipSync(await response.body(), { level: 9 }).length;
}

/** Read half-way between ticks: what lies between two readings is one update and the second around it. */
async function updatesOf({ mainThread }: BenchPage): Promise<readonly MainThread[]> {
  const readings: MainThread[] = [];
  for (let i = 0; i <= UPDATES; i++) {
    await waitMs(1_000 - ((Date.now() + 500) % 1_000));
    readings.push(await mainThread());
  }
  return readings;
}

function workRows(readings: readonly MainThread[]): readonly Row[] {
  const each = (of: (reading: MainThread) => number): readonly number[] =>
    readings.slice(1).map((reading, i) => of(reading) - of(readings[i] ?? reading));
  const all = ofMiddle(each(({ allMs }) => allMs));
  const script = ofMiddle(each(({ scriptMs }) => scriptMs));
  const layout = ofMiddle(each(({ styleAndLayoutMs }) => styleAndLayoutMs));
  const rest = all.measured - script.measured - layout.measured;
  return [
    { what: 'page: main-thread work per update', ...all, unit: 'ms', aim: AIM_UPDATE_MS },
    { what: 'page: of which script', ...script, unit: 'ms' },
    { what: 'page: of which style and layout', ...layout, unit: 'ms' },
    { what: 'page: of which paint and all else', measured: rest, unit: 'ms' },
  ];
}

function pixelRows({ ticks }: PageNotes): readonly Row[] {
  const watched = ticks.slice(-UPDATES);
  const pixelMs = watched.map(({ timeMs, paintedMs }) => paintedMs - timeMs);
  const arrivalMs = watched.map(({ timeMs, arrivedMs }) => arrivedMs - timeMs);
  const inPageMs = watched.map(({ arrivedMs, paintedMs }) => paintedMs - arrivedMs);
  const { measured: p99, spread } = ofTail(pixelMs);
  return [
    {
      what: 'tick to pixel, p50',
      measured: median(pixelMs),
      unit: 'ms',
      spread,
      aim: AIM_PIXEL_MS.p50,
    },
    { what: 'tick to pixel, p99', measured: p99, unit: 'ms', spread, aim: AIM_PIXEL_MS.p99 },
    { what: 'tick to pixel: of which until it arrives', ...ofMiddle(arrivalMs), unit: 'ms' },
    { what: 'tick to pixel: of which in the page', ...ofMiddle(inPageMs), unit: 'ms' },
  ];
}

/** The fan-out measure follows the same topics as the page, or it measures something else. */
function sayDifference(topics: readonly string[]): void {
  const asked = [...topics].sort().join(' ');
  if (asked !== [...OVERVIEW_TOPICS].sort().join(' ')) {
    console.log(`browser: the Overview follows other topics than the bench: ${asked}`);
  }
}
