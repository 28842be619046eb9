// Growth of a page that stays open: its heap from minute 10 to minute 60 on the Overview, then after walks through all views.
import { type BenchPage, openPage } from './chromium.ts';
import { slope } from './growth.ts';
import type { Row } from './row.ts';
import { startServer } from './serverProcess.ts';
import { waitMs } from './timing.ts';

/** A quiet site: its page is the same, and the machine is left alone. */
const SITE = 'one-rack';
const FROM_MIN = 10;
const TO_MIN = 60;
const EVERY_MIN = 5;
const MINUTE_MS = 60_000;
const WALKS = 3;
const LOOK_MS = 4_000;
export async function measureGrowthPage(): Promise<readonly Row[]> {
  const server = await startServer(SITE);
  try {
    const bench = await openPage();
    try {
      await bench.open(server.url);
      return [...(await stay(bench, Date.now())), await walk(bench)];
    } finally {
      await bench.close();
    }
  } finally {
    await server.stop();
  }
}

async function stay(bench: BenchPage, startMs: number): Promise<readonly Row[]> {
  const samples: { minute: number; heapMb: number }[] = [];
  for (let minute = FROM_MIN; minute <= TO_MIN; minute += EVERY_MIN) {
    await waitMs(startMs + minute * MINUTE_MS - Date.now());
    const heapMb = (await bench.keptHeapBytes()) / 1e6;
    console.log(`growth-page: minute ${minute}: ${heapMb.toFixed(2)} MB`);
    samples.push({ minute, heapMb });
  }
  const last = samples.at(-1)?.heapMb ?? Number.NaN;
  const span = `minutes ${FROM_MIN} to ${TO_MIN}`;
  return [
    {
      what: `growth of the page, ${span}: kept heap`,
      measured: slope(samples, ({ heapMb }) => heapMb) * 1_000,
      unit: 'kB a minute',
    },
    { what: `growth of the page: kept heap at minute ${TO_MIN}`, measured: last, unit: 'MB' },
  ];
}

/** The first walk loads the code of every view; what later ones add would be a leak. */
async function walk(bench: BenchPage): Promise<Row> {
  const heapsMb: number[] = [];
  for (let round = 0; round < WALKS; round++) {
    // As a visitor does it: the page is not loaded anew.
    const links = bench.page.locator('nav.nav a');
    const count = await links.count();
    for (let at = 1; at <= count; at++) {
      await links.nth(at % count).click();
      await waitMs(LOOK_MS);
    }
    heapsMb.push((await bench.keptHeapBytes()) / 1e6);
    console.log(`growth-page: walk ${round + 1}: ${heapsMb.at(-1)?.toFixed(2)} MB`);
  }
  const [first = Number.NaN] = heapsMb;
  return {
    what: `growth of the page: kept heap, walk ${WALKS} less walk 1 through all views`,
    measured: (heapsMb.at(-1) ?? Number.NaN) - first,
    unit: 'MB',
  };
}
