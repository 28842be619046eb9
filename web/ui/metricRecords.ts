// What each metric means and how it is known: asked of the server once, when the first part of the page needs it.
import { type ReadonlySignal, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { MetricAnswer } from '../../server/contract/api.ts';
import { ask } from '../time/ask.ts';

export type MetricRecord = Pick<MetricAnswer, 'help' | 'provenance'>;

const records = signal<ReadonlyMap<string, MetricRecord>>(new Map());
let asked = false;

/** By metric id; empty until the server has answered. The bundle itself has no help (vite.config.ts). */
export function useMetricRecords(): ReadonlySignal<ReadonlyMap<string, MetricRecord>> {
  useEffect(() => {
    if (!asked) void askRecords();
  }, []);
  return records;
}

async function askRecords(): Promise<void> {
  asked = true;
  const reply = await ask<{ metrics: MetricAnswer[] }>(
    '/api/metrics',
    new AbortController().signal,
  );
  if ('answer' in reply) {
    records.value = new Map(reply.answer.metrics.map((record) => [record.id, record]));
  } else asked = false;
}
