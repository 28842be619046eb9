// The past and the present of some metrics as one signal: asked for once for all who ask the same, while any of them stands.
import { effect, type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { type SiteContext, siteInfo } from '../live.ts';
import { lengthMs } from './range.ts';
import { createSeriesFeed, type Frame, type SeriesFeed } from './seriesFeed.ts';
import type { Series, SeriesQuestion } from './seriesTypes.ts';
import { comparing, range } from './time.ts';

export type { Series, SeriesQuestion } from './seriesTypes.ts';

const NOTHING: Series = {
  state: 'loading',
  problem: '',
  span: { fromMs: 0, toMs: 0 },
  stepS: 1,
  timesMs: [],
  of: () => ({ min: [], mean: [], max: [] }),
  gaps: [],
  stretches: [],
  making: false,
  before: undefined,
  version: 0,
};

/** Feeds that are kept when nobody looks: coming back costs only what is new. */
const FEEDS_KEPT = 24;
const feeds = new Map<string, SeriesFeed>();

/**
 * Series over the page's range, live ticks joined to history. The signal changes every second while the range slides:
 * hand it to a chart, and read `.value` in a component only where a number of it is shown.
 */
export function useSeries(question: SeriesQuestion): ReadonlySignal<Series> {
  const shown = useSignal<Series>(NOTHING);
  const key = JSON.stringify(question);
  useEffect(() => {
    const asked = JSON.parse(key) as SeriesQuestion;
    return effect(() => {
      const context = siteInfo.value;
      if (!context) return;
      const feed = feedFor(key, asked, frameOf(asked), context);
      const unfollow = feed.follow(asked.lastS === undefined && comparing.value);
      const unread = feed.series.subscribe((series) => {
        shown.value = series;
      });
      return () => {
        unread();
        unfollow();
      };
    });
  }, [key, shown]);
  return shown;
}

function frameOf({ lastS }: SeriesQuestion): Frame {
  if (lastS !== undefined) return { kind: 'sliding', lengthMs: lastS * 1000 };
  const chosen = range.value;
  return chosen.kind === 'fixed' ? chosen : { kind: 'sliding', lengthMs: lengthMs(chosen) };
}

function feedFor(
  question: string,
  asked: SeriesQuestion,
  frame: Frame,
  context: SiteContext,
): SeriesFeed {
  const key = `${question} ${JSON.stringify(frame)} ${context.version} ${context.speed}`;
  const feed = feeds.get(key) ?? createSeriesFeed(asked, frame, context);
  // The newest use stands last; the first of the list has waited longest.
  feeds.delete(key);
  feeds.set(key, feed);
  const [oldest] = feeds.keys();
  if (feeds.size > FEEDS_KEPT && oldest !== undefined) feeds.delete(oldest);
  return feed;
}
