// The hand-over of ticks from the worker to the main thread: one shared buffer, lent until it is given back.
import type { SourceEvent } from '../contract/event.ts';
import type { Job } from '../contract/job.ts';

/** What the worker is told at its birth. `parts` is checked fixtures, structured-cloned. */
export interface WorkerStart<Parts> {
  readonly parts: Parts;
  readonly seed: number;
  readonly speed: number;
  /** Columns of the tick, laid out by contract/tick.ts. */
  readonly ticks: SharedArrayBuffer;
  /** One Int32: LENT while the main thread reads the tick. */
  readonly lock: SharedArrayBuffer;
}

/** One message a step: the tick's head; its columns are in the shared buffer. */
export interface Handed {
  readonly timeMs: number;
  readonly dtS: number;
  readonly newest: boolean;
  readonly lateMs: number;
  readonly events: readonly SourceEvent[];
  readonly jobs: readonly Job[];
}

const FREE = 0;
const LENT = 1;

/** Worker: posts a step and sleeps until the main thread has given the buffer back. */
export function lend(lock: Int32Array, post: () => void): void {
  Atomics.store(lock, 0, LENT);
  post();
  Atomics.wait(lock, 0, LENT);
}

/** Main thread: the tick has been read; the worker may write again. */
export function giveBack(lock: Int32Array): void {
  Atomics.store(lock, 0, FREE);
  Atomics.notify(lock, 0);
}
