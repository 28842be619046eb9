// A stretch of the past, made to order: ticks of a second twin, lent one at a time, for as long as somebody reads on.
import type { Worker } from 'node:worker_threads';
import type { PastRequest, SourceSinks } from '../contract/source.ts';
import { type ColumnLayout, type Tick, type TickColumns, viewColumns } from '../contract/tick.ts';
import { createHandOver, giveBack, type Handed } from './handOver.ts';
import type { PastStart } from './pastWorker.ts';
import { startThread, type TwinParts } from './workerThread.ts';

const LONGEST_STEP_S = 900;

interface PastTwin {
  readonly parts: TwinParts;
  readonly seed: number;
  readonly layout: ColumnLayout;
}

/** Throws a RangeError that names the bound; ends its worker when the reader stops, early or not. */
export async function* readPast(
  { parts, seed, layout }: PastTwin,
  request: PastRequest,
  signal: AbortSignal,
  sinks?: Pick<SourceSinks, 'event' | 'job'>,
): AsyncGenerator<Tick, void, void> {
  checkRequest(request);
  const handOver = createHandOver(layout.byteLength);
  const columns = handOver.slots.map((slot) => viewColumns<keyof TickColumns>(layout, slot));
  const start: PastStart = { parts, seed, handOver, request };
  const worker = startThread(new URL('./pastWorker.ts', import.meta.url), start);
  const next = inboxOf(worker);
  const end = (): void => void worker.terminate();
  signal.addEventListener('abort', end);
  try {
    if (signal.aborted) end();
    for (let handed = await next(); handed; handed = await next()) {
      const { slot, timeMs, dtS, newest, lateMs } = handed;
      for (const event of handed.events) sinks?.event(event);
      for (const job of handed.jobs) sinks?.job(job);
      yield { timeMs, dtS, newest, lateMs, columns: columns[slot] as TickColumns };
      giveBack(handOver, slot);
    }
  } finally {
    signal.removeEventListener('abort', end);
    await worker.terminate();
  }
}

function checkRequest({ fromMs, toMs, stepS }: PastRequest): void {
  if (!Number.isInteger(stepS) || stepS < 1 || stepS > LONGEST_STEP_S) {
    throw new RangeError(`stepS must be a whole number from 1 to ${LONGEST_STEP_S}, not ${stepS}`);
  }
  const steps = (toMs - fromMs) / 1_000 / stepS;
  if (!(Number.isInteger(steps) && steps > 0) || fromMs % 1_000 !== 0) {
    throw new RangeError(
      `fromMs and toMs must be whole seconds, a whole number of ${stepS} s apart`,
    );
  }
}

/** Messages in the order they came; undefined once the worker has ended well; rejects when it has not. */
function inboxOf(worker: Worker): () => Promise<Handed | undefined> {
  const come: Handed[] = [];
  let failure: Error | undefined;
  let over = false;
  let wake = (): void => undefined;
  worker.on('message', (handed: Handed) => {
    come.push(handed);
    wake();
  });
  worker.on('error', (error) => {
    failure = error instanceof Error ? error : new Error(String(error));
    wake();
  });
  worker.on('exit', (code) => {
    over = true;
    if (code !== 0) failure ??= new Error(`the worker of the past ended with code ${code}`);
    wake();
  });
  return async () => {
    while (come.length === 0 && !over && !failure) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    if (failure) throw failure;
    return come.shift();
  };
}
