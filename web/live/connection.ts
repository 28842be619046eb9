// How fresh the page is: the state of the connection and the age of its newest frame, on the monotonic clock.

import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { BackfillProgress } from '../../server/contract/backfill.ts';

export type Connection = 'connecting' | 'live' | 'stale' | 'disconnected' | 'failed';
/** Why nothing more will come by itself. */
export type Failure =
  | { readonly kind: 'source' | 'schema' }
  | { readonly kind: 'damaged' | 'refused'; readonly detail: string };

/** Without a frame for this long, what is shown is no longer live. */
const STALE_AFTER_S = 3;

const startedMs = performance.now();
const arrivedMs = signal(Number.NaN);
const lineUp = signal<boolean | undefined>(undefined);
const nowMs = signal(0);
/** What a server that has no second yet is making; undefined while that is not known. */
export const making = signal<BackfillProgress | undefined>(undefined);
export const failure = signal<Failure | undefined>(undefined);

/** Whole seconds since the newest frame arrived; NaN before the first. */
export const ageS: ReadonlySignal<number> = computed(() =>
  Math.max(0, Math.floor((nowMs.value - arrivedMs.value) / 1000)),
);

export const connection: ReadonlySignal<Connection> = computed(() => {
  if (failure.value) return 'failed';
  if (lineUp.value === false) return 'disconnected';
  if (Number.isNaN(arrivedMs.value)) return 'connecting';
  return ageS.value >= STALE_AFTER_S ? 'stale' : 'live';
});

/** Whole seconds since the page was opened. */
export const openS: ReadonlySignal<number> = computed(() =>
  Math.max(0, Math.floor((nowMs.value - startedMs) / 1000)),
);

export function noteArrival(): void {
  arrivedMs.value = performance.now();
  nowMs.value = arrivedMs.value;
  const kind = failure.peek()?.kind;
  if (kind === 'source' || kind === 'damaged') failure.value = undefined;
}

export function noteLine(up: boolean): void {
  lineUp.value = up;
}

/** Keeps the age moving; returns its undo. */
export function startAge(): () => void {
  const timer = setInterval(() => {
    nowMs.value = performance.now();
  }, 250);
  return () => clearInterval(timer);
}
