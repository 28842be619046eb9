// What is known of one question: its steps, its state, and the period before; told as one Series at a time.
import type { HistoryAnswer } from '../../server/contract/api.ts';
import type { MetricId } from '../../server/contract/metrics.ts';
import { refusalText } from '../i18n/refusals.ts';
import type { Refusal } from './ask.ts';
import type { Span } from './range.ts';
import { foldOf, type NamedSeries } from './seriesPlaces.ts';
import type { Series, SeriesState } from './seriesTypes.ts';
import { createStepStore, keyOf, type StepStore } from './stepStore.ts';
import { mayPass } from './whileFailed.ts';

export interface Held {
  readonly named: readonly NamedSeries[];
  store: StepStore;
  state: SeriesState;
  /** Of its own faults a server tells nothing that a reader could use. */
  refusal: Refusal | undefined;
  /** The refusal is of a kind that passes: asking again may help. */
  passing: boolean;
  gaps: readonly Span[];
  stretches: Series['stretches'];
  /** The server is making a past: steps that were told as not known may come yet. */
  making: boolean;
  before: Series['before'];
  /** Grows with all but the passing of a second. */
  version: number;
}

export function hold(named: readonly NamedSeries[], stepS: number): Held {
  return {
    named,
    store: storeFor(named, stepS),
    state: 'loading',
    refusal: undefined,
    passing: false,
    gaps: [],
    stretches: [],
    making: false,
    before: undefined,
    version: 0,
  };
}

function storeFor(named: readonly NamedSeries[], stepS: number): StepStore {
  const folds = new Map(named.map(({ key, metric }) => [key, foldOf(metric)]));
  return createStepStore([...folds.keys()], stepS, (key) => folds.get(key) ?? 'mean');
}

export function tell(held: Held, span: Span): Series {
  const { store, state, refusal, gaps, stretches, making, before, version, named } = held;
  return {
    state,
    // Read anew each time: the reader may change the language.
    get problem() {
      return refusal ? refusalText(refusal) : '';
    },
    span,
    stepS: store.stepS,
    timesMs: store.timesMs,
    of: (metric, id) => store.column(keyFor(named, metric, id)),
    gaps,
    stretches,
    making,
    before,
    version,
  };
}

/** A place that is not named is the only one of its metric. */
function keyFor(named: readonly NamedSeries[], metric: MetricId, id?: string): string {
  if (id !== undefined && named.some((one) => one.metric === metric && one.id === id)) {
    return keyOf(metric, id);
  }
  return named.find((one) => one.metric === metric)?.key ?? '';
}

/** Puts an answer in; a server that answers in other steps than it was asked for has the last word. */
export function take(held: Held, answer: HistoryAnswer): void {
  if (answer.stepS !== held.store.stepS) held.store = storeFor(held.named, answer.stepS);
  held.store.takeHistory(answer);
  // An answer that begins within a gap does not tell of it: its gaps come after what it knows first.
  held.gaps = [...held.gaps.filter(({ fromMs }) => fromMs < answer.fromMs), ...(answer.gaps ?? [])];
  held.stretches = withTail(held.stretches, answer);
  held.making = answer.making === true;
  settle(held);
}

/**
 * A look at the newest steps alone says nothing of how those before it came to be known.
 * What it was cut from goes on in it; where two stretches meet, both are told.
 */
function withTail(
  known: Held['stretches'],
  { fromMs, stretches = [] }: HistoryAnswer,
): Held['stretches'] {
  const before = known.filter((stretch) => stretch.fromMs < fromMs);
  const after = [...stretches];
  const whole = before.map((stretch) => {
    if (stretch.toMs <= fromMs) return stretch;
    const rest = after.findIndex((one) => one.fromMs === fromMs && one.origin === stretch.origin);
    const [goesOn] = rest < 0 ? [] : after.splice(rest, 1);
    return { ...stretch, toMs: goesOn?.toMs ?? fromMs };
  });
  return [...whole, ...after];
}

/** The period before, moved by its length onto this one's axis. */
export function takeBefore(held: Held, answer: HistoryAnswer, lengthMs: number): void {
  const { named } = held;
  const store = storeFor(named, answer.stepS);
  store.takeHistory(answer);
  held.before = {
    timesMs: store.timesMs.map((timeMs) => timeMs + lengthMs),
    of: (metric, id) => store.column(keyFor(named, metric, id)),
  };
  held.version++;
}

export function refuse(held: Held, refusal: Refusal): void {
  const { status } = refusal;
  held.state = status === 0 ? 'offline' : 'refused';
  held.refusal = status >= 500 ? undefined : refusal;
  held.passing = mayPass(status);
  held.version++;
}

/** Ready as soon as anything is known, empty when the answer holds nothing. */
export function settle(held: Held): void {
  held.state = newestKnown(held) === undefined ? 'empty' : 'ready';
  held.refusal = undefined;
  held.passing = false;
  held.version++;
}

/** END of the newest step of which anything is known. */
export function newestKnown({ store, named }: Held): number | undefined {
  const columns = named.map(({ key }) => store.column(key).mean);
  return store.timesMs.findLast((_, i) =>
    columns.some((mean) => !Number.isNaN(mean[i] ?? Number.NaN)),
  );
}
