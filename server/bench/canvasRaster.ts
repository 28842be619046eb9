// What drawing into canvases costs after the script has ended: without a graphics card the main thread fills the pixels.
import type { BenchPage } from './chromium.ts';
import type { Row } from './row.ts';
import { waitMs } from './timing.ts';

const UPDATES = 20;
const EVENT = 'CanvasRenderingContext2D::FinalizeFrame';

/** The part of a trace event that is read here; `tdur` is processor time in microseconds. */
interface TraceEvent {
  readonly name?: string;
  readonly tdur?: number;
}

export async function measureCanvasRaster({ devTools }: BenchPage): Promise<readonly Row[]> {
  let spentUs = 0;
  const collect = ({ value }: { value: readonly TraceEvent[] }): void => {
    for (const { name, tdur } of value) if (name === EVENT) spentUs += tdur ?? 0;
  };
  devTools.on('Tracing.dataCollected', collect);
  await devTools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: ['blink', 'toplevel'], excludedCategories: ['*'] },
  });
  await waitMs(UPDATES * 1_000);
  const complete = new Promise<void>((done) => {
    devTools.once('Tracing.tracingComplete', () => done());
  });
  await devTools.send('Tracing.end');
  await complete;
  devTools.off('Tracing.dataCollected', collect);
  return [
    {
      what: 'page: pixels of all canvases per update',
      measured: spentUs / 1_000 / UPDATES,
      unit: 'ms',
    },
  ];
}
