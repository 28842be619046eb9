// One question about the past kept up to date: asked once, extended by live seconds, looked at again in its rhythm.
import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { HistoryAnswer } from '../../server/contract/api.ts';
import type { MetricId } from '../../server/contract/metrics.ts';
import { clock, followTable, type SiteContext, type TableTopic } from '../live.ts';
import { ask, queryText, type Refusal } from './ask.ts';
import type { Span } from './range.ts';
import { foldOf, isRemembered, type NamedSeries, seriesOf } from './seriesPlaces.ts';
import type { Series, SeriesQuestion, SeriesState } from './seriesTypes.ts';
import { type Column, createStepStore, keyOf, type StepStore } from './stepStore.ts';
import { rhythmMs, stepFor } from './steps.ts';

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
/** A step more than shown, so that a line enters at the chart's edge. */
const MARGIN_STEPS = 2;

interface Held {
  store: StepStore;
  stepS: number;
  state: SeriesState;
  problem: string;
  gaps: readonly Span[];
  stretches: Series['stretches'];
  before: Series['before'];
  version: number;
}

export function createSeriesFeed(
  question: SeriesQuestion,
  frame: Frame,
  context: SiteContext,
): SeriesFeed {
  const named = seriesOf(question, context);
  const byKey = new Map(named.map((one) => [one.key, one]));
  const keys = [...byKey.keys()];
  const length = frame.kind === 'sliding' ? frame.lengthMs : frame.toMs - frame.fromMs;
  const points = question.points ?? POINTS;
  const wantedS = stepFor(length, points);
  const makeStore = (stepS: number): StepStore =>
    createStepStore(keys, stepS, (key) => foldOf(byKey.get(key)?.metric ?? 'siteItPowerW'));
  const held: Held = {
    store: makeStore(wantedS),
    stepS: wantedS,
    state: 'loading',
    problem: '',
    gaps: [],
    stretches: [],
    before: undefined,
    version: 0,
  };
  const made = signal<Series>(snapshot());
  const remembered = named.filter(({ metric }) => isRemembered(metric));

  function spanNow(): Span {
    if (frame.kind === 'fixed') return frame;
    const toMs = clock.peek()?.timeMs ?? 0;
    return { fromMs: toMs - frame.lengthMs, toMs };
  }

  function snapshot(): Series {
    const { store, stepS, state, problem, gaps, stretches, before, version } = held;
    const { timesMs } = store;
    const of = (metric: MetricId, id?: string): Column => store.column(keyFor(named, metric, id));
    return {
      state,
      problem,
      span: spanNow(),
      stepS,
      timesMs,
      of,
      gaps,
      stretches,
      before,
      version,
    };
  }

  function publish(): void {
    made.value = snapshot();
  }

  function changed(): void {
    held.version++;
    publish();
  }

  function settle(): void {
    const known = keys.some((key) => held.store.column(key).mean.some((y) => !Number.isNaN(y)));
    held.state = known ? 'ready' : 'empty';
    held.problem = '';
  }

  function take(answer: HistoryAnswer): void {
    if (answer.stepS !== held.stepS) {
      held.store = makeStore(answer.stepS);
      held.stepS = answer.stepS;
    }
    held.store.takeHistory(answer);
    held.gaps = [...held.gaps.filter(({ toMs }) => toMs <= answer.fromMs), ...(answer.gaps ?? [])];
    if (answer.stretches) held.stretches = answer.stretches;
    settle();
    changed();
  }

  function refuse({ status, message }: Refusal): void {
    held.state = status === 0 ? 'offline' : 'refused';
    held.problem = message;
    changed();
  }

  /** The whole span the first time, then what is new. */
  async function askPast(leaving: AbortSignal): Promise<void> {
    if (remembered.length === 0) {
      settle();
      changed();
      return;
    }
    const newest = held.store.timesMs.findLast((_, i) =>
      keys.some((key) => !Number.isNaN(held.store.column(key).mean[i] ?? Number.NaN)),
    );
    const { fromMs } = spanNow();
    const tail = held.state === 'ready' && newest !== undefined && newest > fromMs;
    const reply = await ask<HistoryAnswer>(
      pathFor(remembered, {
        ...(frame.kind === 'fixed'
          ? { from: `${frame.fromMs}`, to: `${frame.toMs}` }
          : { from: `now-${Math.ceil(length / 1000) + MARGIN_STEPS * held.stepS}s`, to: 'now' }),
        ...(tail ? { from: `${newest - MARGIN_STEPS * held.stepS * 1000}` } : {}),
        step: held.stepS,
        points: tail ? undefined : points + 2 * MARGIN_STEPS,
      }),
      leaving,
    );
    if ('answer' in reply) take(reply.answer);
    else refuse(reply.refusal);
  }

  async function askBefore(leaving: AbortSignal): Promise<void> {
    if (remembered.length === 0) return;
    const { fromMs, toMs } = spanNow();
    if (toMs <= 0) return;
    const path = pathFor(remembered, {
      from: `${Math.max(0, fromMs - length)}`,
      to: `${toMs - length}`,
      step: held.stepS,
      points: points + 2 * MARGIN_STEPS,
    });
    const reply = await ask<HistoryAnswer>(path, leaving);
    if ('refusal' in reply) return;
    const store = makeStore(reply.answer.stepS);
    store.takeHistory(reply.answer);
    held.before = {
      timesMs: store.timesMs.map((timeMs) => timeMs + length),
      of: (metric, id) => store.column(keyFor(named, metric, id)),
    };
    changed();
  }

  function follow(compare: boolean): () => void {
    const leaving = new AbortController();
    const quietly = (asking: Promise<void>): void => void asking.catch(() => undefined);
    const look = (): void => {
      quietly(askPast(leaving.signal));
      if (compare) quietly(askBefore(leaving.signal));
    };
    if (!compare && held.before) {
      held.before = undefined;
      changed();
    }
    const unready = whenRunning(look);
    if (frame.kind === 'fixed') {
      return () => {
        unready();
        leaving.abort();
      };
    }
    const rhythm = rhythmMs(held.stepS, context.speed);
    // Second by second the live ticks say everything; a gap in them asks by itself.
    const needed = held.stepS > 1 || context.speed > 1 || named.some(({ topic }) => !topic);
    const timer = setInterval(() => {
      const waiting = held.state === 'offline' || held.state === 'refused';
      if (!document.hidden && (needed || waiting || compare)) look();
    }, rhythm);
    const unfollow = followTicks(look);
    return () => {
      unready();
      leaving.abort();
      clearInterval(timer);
      unfollow();
    };
  }

  /** Live seconds, from as many tables as the places need. */
  function followTicks(gapSeen: () => void): () => void {
    const topics = new Set(named.flatMap(({ topic }) => topic ?? []));
    const tables = new Map([...topics].map((topic) => [topic, followTable(topic)]));
    const stop = effect(() => {
      const now = clock.value?.timeMs;
      const live = new Map(
        [...tables].flatMap(([topic, { table }]) => {
          const value = table.value;
          return value && value.timeMs === now ? [[topic, value] as const] : [];
        }),
      );
      if (now === undefined) return;
      if (live.size > 0) {
        const gap = held.store.takeTick(now, context.speed * 1000, (key) => {
          const one = byKey.get(key);
          const table = live.get(one?.topic as TableTopic);
          return one && table?.has(one.metric) ? table.value(one.metric, one.index) : Number.NaN;
        });
        if (gap) gapSeen();
        held.store.trim(now - length - MARGIN_STEPS * held.stepS * 1000);
        if (held.state === 'empty') settle();
      }
      publish();
    });
    return () => {
      stop();
      for (const { leave } of tables.values()) leave();
    };
  }

  return { series: made, follow };
}

/** Calls once the site's first second is known: before that the server has no past to tell. */
function whenRunning(then: () => void): () => void {
  if (clock.peek()) {
    then();
    return () => undefined;
  }
  const stop = clock.subscribe((now) => {
    if (!now) return;
    queueMicrotask(() => stop());
    then();
  });
  return stop;
}

function keyFor(named: readonly NamedSeries[], metric: MetricId, id?: string): string {
  if (id !== undefined) return keyOf(metric, id);
  return named.find((one) => one.metric === metric)?.key ?? '';
}

function pathFor(
  named: readonly NamedSeries[],
  span: { from: string; to: string; step: number; points: number | undefined },
): string {
  const metric = [...new Set(named.map((one) => one.metric))];
  const ids = [...new Set(named.map(({ id }) => id))];
  return `/api/history?${queryText({ metric, ids, ...span })}`;
}
