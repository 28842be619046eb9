// What a request for the past needs: a store, or the sentence that says why there is none; its end when the client leaves.
import type { FastifyReply } from 'fastify';
import { isReadMetric, type MetricId, metricOf } from '../contract/metrics.ts';
import type { StoredMetricId } from '../telemetry/columns.ts';
import type { HistoryStore } from '../telemetry/history/history.ts';
import { StoreSilent } from '../telemetry/history/silent.ts';
import type { Span } from './moment.ts';
import type { RouteParts } from './parts.ts';
import { refusal } from './refusal.ts';

/** Throws 501 where no history is written. */
export function needStore({
  store,
  telemetry,
}: Pick<RouteParts, 'store' | 'telemetry'>): HistoryStore {
  if (store) return store;
  throw refusal(501, whyNoStore(telemetry.source.speed));
}

export function whyNoStore(speed: number): string {
  return speed === 1
    ? 'no history is written here'
    : `no history is written at a speed of ${speed}: hours that nobody lived are not kept`;
}

/**
 * For an answer that is empty. Throws StoreSilent where nothing is known of the span because nothing can be written; of
 * what came before the trouble an empty answer is true.
 */
export function needWritten(
  { problem, lastRecordedMs, stretches }: HistoryStore,
  { fromMs, toMs }: Span,
): void {
  if (!problem || toMs <= lastRecordedMs) return;
  const known = stretches().some((stretch) => stretch.toMs > fromMs && stretch.fromMs < toMs);
  if (!known) throw new StoreSilent(problem.message);
}

/** The metric as the store has it. Throws 404 for one that it does not keep. */
export function needStored(metric: MetricId, { tiers }: HistoryStore): StoredMetricId {
  const kept = tiers.some(({ columns }) => columns.some((column) => column.metric === metric));
  if (kept && !isReadMetric(metric)) return metric as StoredMetricId;
  throw refusal(404, `metric ${metric} is not stored; it is seen live only`, 'metric');
}

/** Throws 400 for states, masks and ids, which have no size. */
export function needQuantity(metric: MetricId): void {
  const { kind } = metricOf(metric);
  if (kind === 'gauge' || kind === 'counter') return;
  throw refusal(400, `metric ${metric} is a ${kind}, which is neither high nor low`, 'metric');
}

/** Is aborted when the client goes before its answer has come. */
export function leaving({ raw }: Pick<FastifyReply, 'raw'>): AbortSignal {
  const controller = new AbortController();
  raw.once('close', () => {
    // Nobody reads it; it is no fault of the server's either, and stays out of its log.
    if (!raw.writableFinished) controller.abort(refusal(499, 'the client has left'));
  });
  return controller.signal;
}
