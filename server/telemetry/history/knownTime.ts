// Which parts of a span the store knows, how it came to know them, and the gaps between.
import type { HistoryStore, Stretch } from './history.ts';

export interface KnownTime {
  /** Clipped to the span, oldest first. */
  readonly stretches: readonly Stretch[];
  /** Parts of the span after the first known moment that nobody recorded. */
  readonly gaps: readonly { readonly fromMs: number; readonly toMs: number }[];
}

/** Less than this between two stretches is no gap. */
const SLACK_MS = 1_500;

export function knownTime(
  store: Pick<HistoryStore, 'stretches'>,
  fromMs: number,
  toMs: number,
): KnownTime {
  const stretches = store
    .stretches()
    .filter((stretch) => stretch.toMs > fromMs && stretch.fromMs < toMs)
    .map((stretch) => ({
      fromMs: Math.max(fromMs, stretch.fromMs),
      toMs: Math.min(toMs, stretch.toMs),
      origin: stretch.origin,
    }));
  const gaps = gapsOver(store, fromMs, toMs).map((gap) => ({
    fromMs: Math.max(fromMs, gap.fromMs),
    toMs: Math.min(toMs, gap.toMs),
  }));
  return { stretches, gaps };
}

/** Gaps that a span touches, whole: also one that goes on before or after it. */
export function gapsOver(
  store: Pick<HistoryStore, 'stretches'>,
  fromMs: number,
  toMs: number,
): KnownTime['gaps'] {
  return gapsBetween(store.stretches()).filter((gap) => gap.toMs > fromMs && gap.fromMs < toMs);
}

/**
 * By their begin, the longer first; without those that are part of another of their origin: the GPUs of a first day are
 * made after it, and theirs is a stretch of time that was known already.
 */
export function inOrder(stretches: readonly Stretch[]): readonly Stretch[] {
  const reached = new Map<Stretch['origin'], Stretch>();
  return [...stretches]
    .sort((a, b) => a.fromMs - b.fromMs || b.toMs - a.toMs)
    .filter((stretch) => {
      const furthest = reached.get(stretch.origin);
      if (!furthest || stretch.toMs > furthest.toMs) reached.set(stretch.origin, stretch);
      else return stretch.toMs === furthest.toMs && stretch.fromMs === furthest.fromMs;
      return true;
    });
}

/** Where known time goes on at or after a moment; the moment itself where nothing is known after it. */
export function knownAfter(store: Pick<HistoryStore, 'stretches'>, timeMs: number): number {
  const next = store.stretches().find(({ toMs }) => toMs > timeMs);
  return next ? Math.max(timeMs, next.fromMs) : timeMs;
}

function gapsBetween(stretches: readonly Stretch[]): { fromMs: number; toMs: number }[] {
  const gaps: { fromMs: number; toMs: number }[] = [];
  let reachedMs = stretches[0]?.fromMs ?? Number.NaN;
  for (const { fromMs, toMs } of stretches) {
    if (fromMs - reachedMs > SLACK_MS) gaps.push({ fromMs: reachedMs, toMs: fromMs });
    reachedMs = Math.max(reachedMs, toMs);
  }
  return gaps;
}
