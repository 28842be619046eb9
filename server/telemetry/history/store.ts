// The store as the recording thread sees it: copies each step into a slot and goes on; the writing thread does the rest.
import type { SourceEvent } from '../../contract/event.ts';
import type {
  HistoryStore,
  PastWriter,
  RecordedStep,
  StoreProblem,
  StoreQuery,
  StoreRows,
  StoreUsage,
  Stretch,
} from './history.ts';
import { inOrder } from './knownTime.ts';
import { copyStep, type StepLayout } from './layout.ts';
import { LIVE, NO_RECORDS, type Records, type Stored, type WriterStart } from './message.ts';
import { openPast } from './pastWriter.ts';
import { createSlots, type Slots } from './slots.ts';
import { storeEvent } from './storeEvent.ts';
import type { Tier } from './tiers.ts';
import { createWarmPast, type WarmKeeper } from './warmPast.ts';
import type { LinkSinks, WriterLink } from './writerLink.ts';

export interface StoreStart {
  readonly folder: string;
  readonly layout: StepLayout;
  readonly widths: WriterStart['widths'];
  readonly event: (event: SourceEvent) => void;
}

/** What the thread tells before and after the store has been joined to it. */
interface News {
  readonly sinks: LinkSinks;
  readonly waiting: (() => void)[];
  slots: Slots | undefined;
  stored: Stored;
  /** By their numbers. */
  readonly stretches: Map<number, Stretch>;
  /** In order, once somebody has asked; undefined when one of them is new or has grown since. */
  inOrder: readonly Stretch[] | undefined;
  problem: StoreProblem | undefined;
  /** Told of each problem. */
  warm: WarmKeeper | undefined;
  /** How often steps have been let go because nothing could be written. */
  stops: number;
  /** END of the newest step that was handed over, for what happens between two steps. */
  siteMs: number;
}

const NOTHING_STORED: Stored = {
  ...{ lastRecordedMs: Number.NaN, maxEventId: 0, maxJobId: 0 },
  stretches: { all: true, rows: [] },
};

/** Takes what is on disk now. */
export function learn(news: News, stored: Stored): void {
  const { all, rows } = stored.stretches;
  if (all) news.stretches.clear();
  if (all || rows.length > 0) news.inOrder = undefined;
  for (const { id, fromMs, toMs, origin } of rows) news.stretches.set(id, { fromMs, toMs, origin });
  news.stored = stored;
}

export function createNews(event: StoreStart['event'], nowMs: number): News {
  const news: News = {
    waiting: [],
    slots: undefined,
    stored: NOTHING_STORED,
    stretches: new Map(),
    inOrder: undefined,
    problem: undefined,
    warm: undefined,
    stops: 0,
    siteMs: nowMs,
    sinks: {
      news(message) {
        if (message.kind === 'written') {
          news.slots?.free(message.slots);
          if (message.stored) learn(news, message.stored);
          for (const go of news.waiting.splice(0)) go();
        } else if (message.kind === 'problem') {
          news.problem = message.problem;
          if (message.problem) {
            news.stops++;
            news.warm?.forget();
          }
          event(problemEvent(message.problem, news.siteMs));
        } else {
          event(storeEvent('store.upkeepFailed', news.siteMs, { reason: message.message }));
        }
      },
      died({ message }) {
        news.problem = { code: 'failed', message };
        news.warm?.forget();
        event(problemEvent(news.problem, news.siteMs));
        for (const go of news.waiting.splice(0)) go();
      },
    },
  };
  return news;
}

function problemEvent(problem: StoreProblem | undefined, timeMs: number): SourceEvent {
  if (!problem) return storeEvent('store.writing', timeMs, {});
  return problem.code === 'full'
    ? storeEvent('store.full', timeMs, {})
    : storeEvent('store.failed', timeMs, { reason: problem.message });
}

export function createStore(
  { folder, layout, widths, event }: StoreStart,
  news: News,
  link: WriterLink,
  tiers: readonly Tier[],
): HistoryStore {
  const slots = createSlots(layout, (buffer) => link.tell({ kind: 'slot', buffer }));
  news.slots = slots;
  const warm = warmOf(link, news, tiers, widths);
  news.warm = warm;
  let streams = LIVE;
  let lostS = 0;

  /** False when no slot is free: the step is lost. */
  function send(stream: number, step: RecordedStep): boolean {
    const { timeMs, dtS, origin } = step;
    const slot = slots.take();
    if (!slot) return false;
    const carried = copyStep(layout, step, slot.columns);
    const gpusBegin = step.gpus === 'counters';
    link.tell({
      kind: 'step',
      step: { slot: slot.index, stream, timeMs, dtS, origin, carried, gpusBegin },
    });
    return true;
  }

  function record(step: RecordedStep): void {
    news.siteMs = step.timeMs;
    if (!send(LIVE, step)) {
      lostS += step.dtS;
      return;
    }
    if (!news.problem) warm.took(step);
    if (lostS > 0) event(storeEvent('store.lost', step.timeMs, { seconds: lostS }));
    lostS = 0;
  }

  async function when(state: 'roomy' | 'quiet'): Promise<void> {
    while (!slots[state] && !link.over) await new Promise<void>((go) => news.waiting.push(go));
  }

  function past(fromMs: number, toMs: number): PastWriter {
    const stream = ++streams;
    const room = (): Promise<void> => when('quiet');
    return openPast({ stream, room, send, link, news, warm }, fromMs, toMs);
  }

  const note = (records: Partial<Records>): void =>
    link.tell({ kind: 'records', records: { ...NO_RECORDS, ...records } });

  return {
    tiers,
    folder,
    record,
    whenRoom: () => when('roomy'),
    past,
    events: (events) => note({ events }),
    jobs: (jobs) => note({ jobs }),
    ledger: (ledger) => note({ ledger }),
    async keepOpen() {
      await link.ask((number) => ({ kind: 'keepOpen', ask: number }));
    },
    query: (query) => ask(link, query),
    warm,
    usage: () => askUsage(link),
    get lastRecordedMs() {
      return news.stored.lastRecordedMs;
    },
    stretches() {
      news.inOrder ??= inOrder([...news.stretches.values()]);
      return news.inOrder;
    },
    get maxEventId() {
      return news.stored.maxEventId;
    },
    get maxJobId() {
      return news.stored.maxJobId;
    },
    get problem() {
      return news.problem;
    },
    close: link.close,
  };
}

function warmOf(
  link: WriterLink,
  news: News,
  tiers: readonly Tier[],
  widths: StoreStart['widths'],
): WarmKeeper {
  const asked = {
    tiers,
    query: (query: StoreQuery) => ask(link, query),
    get lastRecordedMs() {
      return news.stored.lastRecordedMs;
    },
  };
  return createWarmPast(asked, (scope) => widths[scope] ?? 0);
}

async function askUsage(link: WriterLink): Promise<StoreUsage> {
  const answer = await link.ask((number) => ({ kind: 'usage', ask: number }));
  if (answer.kind !== 'usageIs') throw new Error('the store has not told its usage');
  return answer.usage;
}

async function ask(link: WriterLink, query: StoreQuery): Promise<StoreRows> {
  const { sql, params = [], fromMs, toMs, signal } = query;
  const answer = await link.ask(
    (number) => ({ kind: 'query', ask: number, sql, params, fromMs, toMs }),
    signal,
  );
  if (answer.kind !== 'rows') throw new Error('the store has not answered with rows');
  return answer.rows;
}
