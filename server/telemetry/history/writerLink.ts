// The recording side's end of the writing thread: starts it, and keeps what was asked apart from what is told.
import { Worker } from 'node:worker_threads';
import type { FromWriter, ToWriter, WriterStart } from './message.ts';
import { StoreSilent } from './silent.ts';

type Answer = Extract<FromWriter, { ask: number }>;
type Opening = Extract<FromWriter, { kind: 'opened' | 'shut' }>;
type News = Exclude<FromWriter, Answer | Opening | { kind: 'closed' }>;

export interface WriterLink {
  /** How the opening went. */
  readonly opening: Opening;
  /** The thread has ended, or is told to. */
  readonly over: boolean;
  tell(message: ToWriter): void;
  /** Tells a message that carries the number of its answer; rejects with StoreSilent when nobody answers. */
  ask(message: (ask: number) => ToWriter, signal?: AbortSignal): Promise<Answer>;
  /** Asks the thread to finish, and waits until it has. */
  close(): Promise<void>;
}

export interface LinkSinks {
  news(news: News): void;
  /** The thread has died; nothing will be written any more. */
  died(error: Error): void;
}

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

const CLOSED = 'it is closed';

/** Resolves when the thread has opened the store, or has said why it cannot. */
export async function startWriter(start: WriterStart, sinks: LinkSinks): Promise<WriterLink> {
  const worker = spawn(start);
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  let over = false;
  let lost: string | undefined;
  let closed: () => void = () => undefined;
  const end = new Promise<void>((resolve) => {
    closed = resolve;
  });

  function letGo(reason: string): void {
    for (const { reject } of waiting.values()) reject(new StoreSilent(reason));
    waiting.clear();
  }

  function die(error: Error): void {
    if (over) return;
    over = true;
    lost = error.message;
    letGo(lost);
    closed();
    sinks.died(error);
  }

  const opening = await new Promise<Opening>((resolve, reject) => {
    worker.on('message', (message: FromWriter) => {
      if (message.kind === 'opened' || message.kind === 'shut') resolve(message);
      else if (message.kind === 'closed') closed();
      else if ('ask' in message) settle(waiting, message);
      else sinks.news(message);
    });
    worker.on('error', (error: Error) => {
      reject(error);
      die(error);
    });
    worker.on('exit', (code) => die(new Error(`the thread of the store ended with code ${code}`)));
  });

  async function stop(): Promise<void> {
    over = true;
    letGo(CLOSED);
    await worker.terminate();
  }
  if (opening.kind === 'shut') await stop();

  return {
    opening,
    get over() {
      return over;
    },
    tell(message) {
      if (!over) worker.postMessage(message);
    },
    ask(message, signal) {
      const ask = ++asked;
      return new Promise((resolve, reject) => {
        if (over) return reject(new StoreSilent(lost ?? CLOSED));
        if (signal?.aborted) return reject(signal.reason as Error);
        const withdraw = (): void => {
          if (!waiting.delete(ask)) return;
          worker.postMessage({ kind: 'cancel', ask } satisfies ToWriter);
          reject(signal?.reason as Error);
        };
        waiting.set(ask, listening({ resolve, reject }, signal, withdraw));
        worker.postMessage(message(ask));
      });
    },
    async close() {
      if (over) return;
      worker.postMessage({ kind: 'close' } satisfies ToWriter);
      await end;
      await stop();
    },
  };
}

/** Withdraws when the signal says so, and lets go of the signal once there is an answer. */
function listening(to: Waiting, signal: AbortSignal | undefined, withdraw: () => void): Waiting {
  if (!signal) return to;
  signal.addEventListener('abort', withdraw);
  const letGo = (): void => signal.removeEventListener('abort', withdraw);
  return {
    resolve(answer) {
      letGo();
      to.resolve(answer);
    },
    reject(error) {
      letGo();
      to.reject(error);
    },
  };
}

function settle(waiting: Map<number, Waiting>, answer: Answer): void {
  const one = waiting.get(answer.ask);
  waiting.delete(answer.ask);
  if (answer.kind !== 'error') one?.resolve(answer);
  else one?.reject(answer.silent ? new StoreSilent(answer.message) : new Error(answer.message));
}

/**
 * From a bundle the thread's own file is JavaScript beside this one. tsx does not reach worker threads on Node 20 by
 * itself: there the worker registers it, then loads its file.
 */
function spawn(start: WriterStart): Worker {
  const file = new URL('./writerThread.ts', import.meta.url);
  if (import.meta.url.endsWith('.js')) {
    return new Worker(new URL(file.href.replace(/ts$/, 'js')), { workerData: start });
  }
  const boot = `import('tsx/esm/api').then(({ register }) => { register(); return import('${file.href}'); })`;
  return new Worker(boot, { eval: true, workerData: start });
}
