// The last 15 minutes of the site, second by second: history joined with the live ticks, no seam, gaps as gaps.
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { HistoryAnswer } from '../../../server/contract/api.ts';
import { type MetricId, metricOf } from '../../../server/contract/metrics.ts';
import { getJson } from '../../live/context.ts';
import { createSeries, type SeriesStore } from '../../live/series.ts';
import { siteInfo, type Table, useTable } from '../../live.ts';
import { BALANCE_METRICS } from './balance.ts';

const SPAN_S = 900;
const ASK_EVERY_TICKS = 5;

const RECENT_METRICS: readonly MetricId[] = [
  'siteFacilityPowerW',
  'siteItPowerW',
  'sitePue15mRatio',
  'siteGpusAtWork',
  'siteThermalMarginMinK',
  ...BALANCE_METRICS,
];
/** The server remembers these; the others are drawn from the moment the page was opened. */
const REMEMBERED = RECENT_METRICS.filter((id) => metricOf(id).ring);

export interface Recent {
  readonly timesMs: readonly number[];
  values(metric: MetricId): readonly number[];
  /** 'loading' until history has answered; 'missing' when it would not. */
  readonly past: 'loading' | 'joined' | 'missing';
}

const recent = signal<Recent | undefined>(undefined);
let following = false;

/** Starts with its first reader and then follows for good: coming back to the view costs no request. */
export function useRecent(): ReadonlySignal<Recent | undefined> {
  const table = useTable('site');
  if (!following) {
    following = true;
    follow(table);
  }
  return recent;
}

function follow(table: ReadonlySignal<Table | undefined>): void {
  const store = createSeries(RECENT_METRICS, SPAN_S * 1000);
  let past: Recent['past'] = 'loading';
  let asking = false;
  let ticks = 0;

  const publish = (): void => {
    recent.value = { timesMs: store.timesMs, values: store.values, past };
  };

  async function ask(): Promise<void> {
    asking = true;
    const loaded = await joinPast(store);
    past = loaded || past === 'joined' ? 'joined' : 'missing';
    asking = false;
    publish();
  }

  effect(() => {
    const now = table.value;
    if (!now) return;
    const stepMs = (siteInfo.peek()?.speed ?? 1) * 1000;
    const first = store.timesMs.length === 0;
    const gap = store.append(now.timeMs, (metric) => now.value(metric, 0), stepMs);
    ticks++;
    // Faster than life, a tick a second is only every n-th second: history has them all.
    const thin = stepMs > 1000 && ticks % ASK_EVERY_TICKS === 0;
    if ((first || gap || thin) && !asking) void ask();
    publish();
  });
}

async function joinPast(store: SeriesStore): Promise<boolean> {
  const query = new URLSearchParams(REMEMBERED.map((metric) => ['metric', metric]));
  query.set('from', 'now-15m');
  query.set('to', 'now');
  query.set('step', '1');
  try {
    const answer = await getJson<HistoryAnswer>(`/api/history?${query}`);
    store.join(answer.timesMs, (metric) => {
      const series = answer.series.find((candidate) => candidate.metric === metric);
      return series?.mean.map((value) => value ?? Number.NaN);
    });
    return true;
  } catch {
    return false;
  }
}
