// How far this page's clock is ahead of the server's, from the quickest of its questions about health.
import type { HealthAnswer } from '../../../server/contract/api.ts';
import { ask } from '../../time/ask.ts';

export interface ClockOffset {
  /** Page less server. */
  readonly ms: number;
  /** It is right within this: half the time that the question took. */
  readonly withinMs: number;
}

/** Rejects when called off; undefined when the server did not answer. */
async function measureOnce(signal: AbortSignal): Promise<ClockOffset | undefined> {
  const askedMs = performance.now();
  const reply = await ask<HealthAnswer>('/api/health', signal);
  const tookMs = performance.now() - askedMs;
  if (!('answer' in reply)) return undefined;
  const middleMs = performance.timeOrigin + askedMs + tookMs / 2;
  return { ms: middleMs - reply.answer.clockMs, withinMs: tookMs / 2 };
}

const TRIES = 5;

/** The best of a few questions; undefined when none was answered. */
export async function measureOffset(signal: AbortSignal): Promise<ClockOffset | undefined> {
  let best: ClockOffset | undefined;
  for (let i = 0; i < TRIES; i++) {
    const found = await measureOnce(signal);
    if (found && (!best || found.withinMs < best.withinMs)) best = found;
  }
  return best;
}
