// How each metric is known: asked of the server once, when the first view needs it.
import { type ReadonlySignal, signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { MetricAnswer } from '../../server/contract/api.ts';
import { getJson } from '../live/context.ts';

export type Provenance = NonNullable<MetricAnswer['provenance']>;

const known = signal<ReadonlyMap<string, Provenance>>(new Map());
let asked = false;

/** By metric id; empty until the server has answered, and where it says nothing. */
export function useProvenance(): ReadonlySignal<ReadonlyMap<string, Provenance>> {
  useEffect(() => {
    if (!asked) void ask();
  }, []);
  return known;
}

async function ask(): Promise<void> {
  asked = true;
  try {
    const { metrics } = await getJson<{ metrics: MetricAnswer[] }>('/api/metrics');
    known.value = new Map(
      metrics.flatMap(({ id, provenance }) => (provenance ? [[id, provenance] as const] : [])),
    );
  } catch {
    asked = false;
  }
}
