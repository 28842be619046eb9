// The hand-over of ticks from a worker to the main thread: slots of shared memory, each lent until it is given back.
import type { SourceEvent } from '../contract/event.ts';
import type { Job } from '../contract/job.ts';

/** Shared by both threads; the one thing that knows how many slots there are. */
export interface HandOver {
  /** Columns of a tick, laid out by contract/tick.ts. */
  readonly slots: readonly SharedArrayBuffer[];
  /** One Int32 a slot: LENT while the main thread reads it. */
  readonly lock: SharedArrayBuffer;
}

/** One message a step: the tick's head; its columns are in the slot. */
export interface Handed {
  readonly slot: number;
  readonly timeMs: number;
  readonly dtS: number;
  readonly newest: boolean;
  readonly lateMs: number;
  readonly events: readonly SourceEvent[];
  readonly jobs: readonly Job[];
}

const FREE = 0;
const LENT = 1;
/** While the main thread reads one tick the worker makes the next few and lays them down. */
const MOST_SLOTS = 8;
/** The campus has one slot: its ticks of 53 MB cost more memory than the overlap is worth. */
const SLOTS_BYTES = 32e6;

export function createHandOver(byteLength: number): HandOver {
  const fitting = Math.floor(SLOTS_BYTES / byteLength);
  const count = Math.max(1, Math.min(MOST_SLOTS, fitting));
  return {
    slots: Array.from({ length: count }, () => new SharedArrayBuffer(byteLength)),
    lock: new SharedArrayBuffer(count * Int32Array.BYTES_PER_ELEMENT),
  };
}

/** Worker's end. */
export interface Lender {
  /**
   * Copies the tick into the next slot and posts its number. Where all slots are lent it sleeps until half of them have
   * been given back: to be woken for each one costs more than to make a tick.
   */
  lend(post: (slot: number) => void): void;
  /** Sleeps until everything that was lent has been given back. */
  settle(): void;
}

export function createLender({ slots, lock }: HandOver, own: ArrayBuffer): Lender {
  const locks = new Int32Array(lock);
  const from = new Uint8Array(own);
  const to = slots.map((slot) => new Uint8Array(slot));
  const half = Math.max(1, Math.floor(to.length / 2));
  let next = 0;
  return {
    lend(post) {
      const slot = next;
      next = (next + 1) % to.length;
      if (Atomics.load(locks, slot) === LENT) {
        Atomics.wait(locks, (slot + half - 1) % to.length, LENT);
        // Most are given back in the order in which they were lent; the newest does not wait for those before it.
        Atomics.wait(locks, slot, LENT);
      }
      to[slot]?.set(from);
      Atomics.store(locks, slot, LENT);
      post(slot);
    },
    settle() {
      for (let slot = 0; slot < to.length; slot++) Atomics.wait(locks, slot, LENT);
    },
  };
}

/** Main thread: the tick has been read; the worker may write its slot again. */
export function giveBack({ lock }: HandOver, slot: number): void {
  const locks = new Int32Array(lock);
  Atomics.store(locks, slot, FREE);
  Atomics.notify(locks, slot);
}
