// The last 15 minutes of one place: history joined with the live seconds of its topic, gaps as gaps.
import { effect, type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { HistoryAnswer } from '../../server/contract/api.ts';
import type { MetricId } from '../../server/contract/metrics.ts';
import { getJson } from '../live/context.ts';
import { createSeries, type SeriesStore } from '../live/series.ts';
import { siteInfo, type TableTopic, useTable } from '../live.ts';

export const RECENT_MS = 900_000;

export interface RecentPlace {
  readonly timesMs: readonly number[];
  values(metric: MetricId): readonly number[];
  /** 'loading' until history has answered; 'missing' when it would not. */
  readonly past: 'loading' | 'joined' | 'missing';
}

/** `metrics` must stay the same array; all are of the place's own scope and kept in the ring. */
export function useRecentPlace(
  topic: TableTopic,
  id: string,
  index: number,
  metrics: readonly MetricId[],
): Signal<RecentPlace | undefined> {
  const recent = useSignal<RecentPlace | undefined>(undefined);
  const table = useTable(topic);
  useEffect(() => {
    const leaving = new AbortController();
    const store = createSeries(metrics, RECENT_MS);
    let past: RecentPlace['past'] = 'loading';
    let asking = false;
    recent.value = undefined;

    const publish = (): void => {
      recent.value = { timesMs: store.timesMs, values: store.values, past };
    };
    async function ask(): Promise<void> {
      asking = true;
      const joined = await joinPast(store, id, metrics, leaving.signal);
      asking = false;
      if (leaving.signal.aborted) return;
      past = joined || past === 'joined' ? 'joined' : 'missing';
      publish();
    }
    const unfollow = effect(() => {
      const now = table.value;
      if (!now) return;
      const stepMs = (siteInfo.peek()?.speed ?? 1) * 1000;
      const first = store.timesMs.length === 0;
      const gap = store.append(now.timeMs, (metric) => now.value(metric, index), stepMs);
      if ((first || gap) && !asking) void ask();
      publish();
    });
    return () => {
      leaving.abort();
      unfollow();
    };
  }, [table, id, index, metrics, recent]);
  return recent;
}

async function joinPast(
  store: SeriesStore,
  id: string,
  metrics: readonly MetricId[],
  signal: AbortSignal,
): Promise<boolean> {
  const query = new URLSearchParams(metrics.map((metric) => ['metric', metric]));
  for (const [name, value] of [
    ['ids', id],
    ['from', 'now-15m'],
    ['to', 'now'],
    ['step', '1'],
  ] as const) {
    query.set(name, value);
  }
  try {
    const answer = await getJson<HistoryAnswer>(`/api/history?${query}`, signal);
    store.join(answer.timesMs, (metric) =>
      answer.series
        .find((series) => series.metric === metric)
        ?.mean.map((value) => value ?? Number.NaN),
    );
    return true;
  } catch {
    return false;
  }
}
