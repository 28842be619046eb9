// One question about the past kept up to date: asked once, extended by live seconds, looked at again in its rhythm.
import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { HistoryAnswer } from '../../server/contract/api.ts';
import { type MetricId, metricOf } from '../../server/contract/metrics.ts';
import { clock, followJobs, followTable, type SiteContext, type TableTopic } from '../live.ts';
import { ask } from './ask.ts';
import { jobReader } from './jobReader.ts';
import type { Span } from './range.ts';
import { isRemembered, type NamedSeries, pathFor, seriesOf } from './seriesPlaces.ts';
import {
  type Held,
  hold,
  newestKnown,
  refuse,
  settle,
  take,
  takeBefore,
  tell,
} from './seriesState.ts';
import type { Series, SeriesQuestion } from './seriesTypes.ts';
import { rhythmMs, stepFor } from './steps.ts';
import { mayPass, whileFailed } from './whileFailed.ts';

/** What a question is asked over. */
export type Frame =
  | { readonly kind: 'sliding'; readonly lengthMs: number }
  | { readonly kind: 'fixed'; readonly fromMs: number; readonly toMs: number };

export interface SeriesFeed {
  readonly series: ReadonlySignal<Series>;
  /** Follows until the returned undo is called; what was learnt stays. */
  follow(compare: boolean): () => void;
}

const POINTS = 480;
/** Steps more than shown, so that a line enters at the chart's edge. */
const MARGIN_STEPS = 2;
/** Points of all series that one answer of /api/history holds. */
const ANSWER_POINTS = 100_000;

interface Feed {
  readonly frame: Frame;
  readonly lengthMs: number;
  readonly points: number;
  readonly held: Held;
  readonly byKey: ReadonlyMap<string, NamedSeries>;
  /** Those that the server remembers. */
  readonly remembered: readonly NamedSeries[];
  readonly series: Signal<Series>;
  readonly speed: number;
  /** From here on live seconds are missing, until history has told of them; undefined while none are. */
  missingFromMs: number | undefined;
}

export function createSeriesFeed(
  question: SeriesQuestion,
  frame: Frame,
  context: SiteContext,
): SeriesFeed {
  const named = seriesOf(question, context);
  const lengthMs = frame.kind === 'sliding' ? frame.lengthMs : frame.toMs - frame.fromMs;
  const points = question.points ?? POINTS;
  const held = hold(named, stepFor(lengthMs, points));
  const feed: Feed = {
    frame,
    lengthMs,
    points,
    held,
    byKey: new Map(named.map((one) => [one.key, one])),
    remembered: named.filter(({ metric }) => isRemembered(metric, context)),
    series: signal(tell(held, spanNow(frame))),
    speed: context.speed,
    missingFromMs: undefined,
  };
  return { series: feed.series, follow: (compare) => follow(feed, compare) };
}

function spanNow(frame: Frame): Span {
  if (frame.kind === 'fixed') return { fromMs: frame.fromMs, toMs: frame.toMs };
  const toMs = clock.peek()?.timeMs ?? 0;
  return { fromMs: toMs - frame.lengthMs, toMs };
}

function publish({ series, held, frame }: Feed): void {
  series.value = tell(held, spanNow(frame));
}

function follow(feed: Feed, compare: boolean): () => void {
  const leaving = new AbortController();
  let beforeFailed = false;
  const look = (): void => {
    const asking = [askPast(feed, leaving.signal)];
    if (compare) {
      const before = askBefore(feed, leaving.signal).then((failed) => {
        beforeFailed = failed;
      });
      asking.push(before);
    }
    // Rejected only when it is called off.
    Promise.all(asking).catch(() => undefined);
  };
  if (!compare && feed.held.before) {
    feed.held.before = undefined;
    feed.held.version++;
    publish(feed);
  }
  const undos = [
    () => leaving.abort(),
    whenRunning(look),
    whileFailed(() => feed.held.passing || feed.held.making || beforeFailed, look),
  ];
  if (feed.frame.kind === 'sliding')
    undos.push(lookAgain(feed, compare, look), followTicks(feed, look));
  return () => {
    for (const undo of undos) undo();
  };
}

/** Calls once the site's first second is known: before that the server has no past to tell. */
function whenRunning(then: () => void): () => void {
  let done = false;
  return effect(() => {
    if (done || !clock.value) return;
    done = true;
    then();
  });
}

function lookAgain({ held, speed }: Feed, compare: boolean, look: () => void): () => void {
  // Second by second the live ticks say everything; a gap in them asks by itself.
  const needed = held.store.stepS > 1 || speed > 1 || held.named.some(({ topic }) => !topic);
  const timer = setInterval(
    () => {
      const waiting = held.state === 'offline' || held.state === 'refused';
      if (!document.hidden && (needed || waiting || compare)) look();
    },
    rhythmMs(held.store.stepS, speed),
  );
  return () => clearInterval(timer);
}

/** The whole span the first time, then what is new. */
async function askPast(feed: Feed, leaving: AbortSignal): Promise<void> {
  const { held, frame, remembered } = feed;
  if (remembered.length === 0) settle(held);
  else {
    const marginMs = MARGIN_STEPS * held.store.stepS * 1000;
    const { missingFromMs } = feed;
    const known = held.state === 'ready' && !held.making ? newestKnown(held) : undefined;
    const newest = known && Math.min(known, missingFromMs ?? known);
    const { fromMs, toMs } = spanNow(frame);
    const tail = newest !== undefined && newest > fromMs && frame.kind === 'sliding';
    const from = tail ? newest - marginMs : Math.max(fromMs - marginMs, ringFrom(feed, toMs));
    const reply = await ask<HistoryAnswer>(
      pathFor(remembered, {
        from: `${Math.max(0, from)}`,
        to: frame.kind === 'sliding' ? 'now' : `${toMs}`,
        step: held.store.stepS,
        points: tail ? undefined : mostPoints(feed),
      }),
      leaving,
    );
    if ('answer' in reply) {
      take(held, reply.answer);
      if (feed.missingFromMs === missingFromMs) feed.missingFromMs = undefined;
    } else refuse(held, reply.refusal);
  }
  publish(feed);
}

/** Of most places seconds are kept for a quarter of an hour only, less what passes while they are asked for; then minutes. */
const RING_MS = 897_000;

/** Where a span of a quarter of an hour begins that is to be told by the second: a little later makes it all minutes. */
function ringFrom({ frame, lengthMs, held }: Feed, toMs: number): number {
  const short = frame.kind === 'sliding' && lengthMs <= 900_000;
  const parts = held.named.some(({ metric }) => metricOf(metric).scope !== 'site');
  return short && parts ? toMs - RING_MS : 0;
}

/** Room for every step and those at the ends; fewer where so many series are asked that an answer could not hold them. */
function mostPoints({ held, lengthMs, points, remembered }: Feed): number {
  const steps = Math.ceil(lengthMs / 1000 / held.store.stepS) + 2 * MARGIN_STEPS;
  return Math.min(Math.max(points, steps), Math.floor(ANSWER_POINTS / remembered.length));
}

/** True when the question failed in a way that may pass. */
async function askBefore(feed: Feed, leaving: AbortSignal): Promise<boolean> {
  const { held, frame, remembered, lengthMs } = feed;
  const { fromMs, toMs } = spanNow(frame);
  if (remembered.length === 0 || fromMs <= lengthMs) return false;
  const path = pathFor(remembered, {
    from: `${fromMs - lengthMs}`,
    to: `${toMs - lengthMs}`,
    step: held.store.stepS,
    points: undefined,
  });
  const reply = await ask<HistoryAnswer>(path, leaving);
  if ('answer' in reply) takeBefore(held, reply.answer, lengthMs);
  publish(feed);
  return 'refusal' in reply && mayPass(reply.refusal.status);
}

type Live = ReadonlyMap<NamedSeries['topic'], (metric: MetricId, index: number) => number>;

/** Live seconds, from as many tables as the places need. */
function followTicks(feed: Feed, gapSeen: () => void): () => void {
  const topics = new Set(feed.held.named.flatMap(({ topic }) => topic ?? []));
  const jobs = topics.has('jobs') ? followJobs() : undefined;
  const tables = [...topics]
    .filter((topic): topic is TableTopic => topic !== 'jobs')
    .map((topic) => ({ topic, ...followTable(topic) }));
  const stop = effect(() => {
    const now = clock.value?.timeMs;
    const live = new Map<NamedSeries['topic'], (metric: MetricId, index: number) => number>();
    for (const { topic, table } of tables) {
      const value = table.value;
      if (value?.timeMs === now && value) live.set(topic, value.value);
    }
    if (jobs) live.set('jobs', jobReader(jobs.jobs.value));
    if (now === undefined) return;
    if (live.size > 0 && takeSecond(feed, now, live)) gapSeen();
    publish(feed);
  });
  return () => {
    stop();
    jobs?.leave();
    for (const { leave } of tables) leave();
  };
}

/** True when seconds are missing before this one. */
function takeSecond(feed: Feed, nowMs: number, live: Live): boolean {
  const { held, byKey, lengthMs, speed } = feed;
  const lastMs = held.store.newestMs;
  const gap = held.store.takeTick(nowMs, speed * 1000, (key) => {
    const one = byKey.get(key);
    return (one && live.get(one.topic)?.(one.metric, one.index)) ?? Number.NaN;
  });
  if (gap) feed.missingFromMs ??= lastMs;
  held.store.trim(nowMs - lengthMs - MARGIN_STEPS * held.store.stepS * 1000);
  if (held.state === 'empty') settle(held);
  return gap;
}
