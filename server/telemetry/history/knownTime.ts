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
    .filter((stretch, _, all) => !all.some((other) => isPartOf(stretch, other)))
    .map((stretch) => ({
      fromMs: Math.max(fromMs, stretch.fromMs),
      toMs: Math.min(toMs, stretch.toMs),
      origin: stretch.origin,
    }));
  return { stretches, gaps: gapsBetween(stretches) };
}

/** The GPUs of a first day are made after it: theirs is a stretch of time that was known already. */
function isPartOf(one: Stretch, other: Stretch): boolean {
  if (one.origin !== other.origin) return false;
  const within = one.fromMs >= other.fromMs && one.toMs <= other.toMs;
  return within && one.toMs - one.fromMs < other.toMs - other.fromMs;
}

/** Where known time goes on at or after a moment; the moment itself where nothing is known after it. */
export function knownAfter(store: Pick<HistoryStore, 'stretches'>, timeMs: number): number {
  const later = store.stretches().filter(({ toMs }) => toMs > timeMs);
  const first = Math.min(...later.map(({ fromMs }) => fromMs));
  return later.length > 0 ? Math.max(timeMs, first) : timeMs;
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
