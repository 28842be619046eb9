// Which parts of a span the store knows, how it came to know them, and the gaps between.
import type { HistoryStore, StepOrigin } from './history.ts';
import { numbers, texts } from './rows.ts';

interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
  readonly origin: StepOrigin;
}

export interface KnownTime {
  /** Clipped to the span, oldest first. */
  readonly stretches: readonly Stretch[];
  /** Parts of the span after the first known moment that nobody recorded. */
  readonly gaps: readonly { readonly fromMs: number; readonly toMs: number }[];
}

/** Less than this between two stretches is no gap. */
const SLACK_MS = 1_500;

export async function readKnownTime(
  store: Pick<HistoryStore, 'query'>,
  fromMs: number,
  toMs: number,
): Promise<KnownTime> {
  const sql = `SELECT origin, fromMs::DOUBLE AS fromMs, toMs::DOUBLE AS toMs FROM {stretch}
    WHERE toMs > ${fromMs} AND fromMs < ${toMs} ORDER BY fromMs`;
  const rows = await store.query({ sql, fromMs, toMs });
  const [from, to] = [numbers(rows, 'fromMs'), numbers(rows, 'toMs')];
  const stretches = texts(rows, 'origin').map((origin, i) => ({
    fromMs: Math.max(fromMs, from[i] as number),
    toMs: Math.min(toMs, to[i] as number),
    origin: origin as StepOrigin,
  }));
  return { stretches, gaps: gapsBetween(stretches) };
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
