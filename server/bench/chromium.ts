// A page of the running program in the machine's own Chromium, and what its main thread says of itself.
import { existsSync } from 'node:fs';
import { type CDPSession, chromium, type Page } from '@playwright/test';
import { PAGE_PROBE } from './pageProbe.ts';
import { waitMs } from './timing.ts';

const FALLBACK_PATH = '/usr/bin/chromium';
const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A page that is answered from memory (pageParts.ts) counts as from outside, and may not open a local socket.
  '--disable-features=LocalNetworkAccessChecks',
];
const FIRST_FRAME_WITHIN_MS = 30_000;
const VIEWPORT = { width: 1_920, height: 1_080 };

/** Processor time that the main thread has spent since the page was opened. */
export interface MainThread {
  readonly allMs: number;
  readonly scriptMs: number;
  readonly styleAndLayoutMs: number;
  readonly heapBytes: number;
}

export interface BenchPage {
  readonly page: Page;
  readonly devTools: CDPSession;
  /** Opens the Overview and waits for its first frame. */
  open(url: string): Promise<void>;
  mainThread(): Promise<MainThread>;
  /** Bytes of objects that survive a full collection. */
  keptHeapBytes(): Promise<number>;
  close(): Promise<void>;
}

/** Throws one sentence when there is no Chromium. */
export async function openPage(): Promise<BenchPage> {
  const executablePath = process.env.CARNOT_TEST_CHROMIUM ?? FALLBACK_PATH;
  if (!existsSync(executablePath)) {
    throw new Error(
      `there is no Chromium at ${executablePath} (CARNOT_TEST_CHROMIUM names another)`,
    );
  }
  const browser = await chromium.launch({ executablePath, args: ARGS });
  const page = await browser.newPage({ viewport: VIEWPORT });
  await page.addInitScript({ content: PAGE_PROBE });
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Performance.enable', { timeDomain: 'threadTicks' });

  async function mainThread(): Promise<MainThread> {
    const { metrics } = await devTools.send('Performance.getMetrics');
    const of = (name: string): number =>
      metrics.find((metric) => metric.name === name)?.value ?? Number.NaN;
    return {
      allMs: 1_000 * of('TaskDuration'),
      scriptMs: 1_000 * of('ScriptDuration'),
      styleAndLayoutMs: 1_000 * (of('RecalcStyleDuration') + of('LayoutDuration')),
      heapBytes: of('JSHeapUsedSize'),
    };
  }

  return {
    page,
    devTools,
    mainThread,
    async open(url) {
      await page.goto(url);
      // Asked again and again: the page's own rules forbid it to wait for an expression.
      const deadlineMs = performance.now() + FIRST_FRAME_WITHIN_MS;
      while (!(await page.evaluate('globalThis.carnotBench.ticks.length > 0'))) {
        if (performance.now() > deadlineMs) throw new Error('the page got no frame');
        await waitMs(250);
      }
    },
    async keptHeapBytes() {
      await devTools.send('HeapProfiler.collectGarbage');
      return (await mainThread()).heapBytes;
    },
    close: () => browser.close(),
  };
}
