// The moment that the floor shows: now, or a minute of the past, kept in the address as `?at=`.
import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { FloorAnswer } from '../../../server/contract/apiHistory.ts';
import type { MetricId } from '../../../server/contract/metrics.ts';
import { NO_PLANE_CODE } from '../../../server/contract/noValue.ts';
import { t } from '../../i18n.ts';
import { clock, type Plane } from '../../live.ts';
import { query, setQuery } from '../../route.ts';
import { ask, queryText } from '../../time/ask.ts';
import { nowMark } from '../../time/nowMark.ts';

const MINUTE_MS = 60_000;

const askedAt = query('at');

/** undefined while the floor is live. */
export const momentMs: ReadonlySignal<number | undefined> = computed(() => {
  const timeMs = Date.parse(askedAt.value ?? '');
  return Number.isNaN(timeMs) ? undefined : timeMs;
});

/** The mark of figures of this second beside a map of the past, or charts of it. */
export const besideMapMark: ReadonlySignal<string> = computed(() =>
  momentMs.value === undefined ? nowMark.value : t('nowMark'),
);

export function showMoment(timeMs: number | undefined): void {
  setQuery('at', timeMs === undefined ? undefined : new Date(timeMs).toISOString());
}

export interface PastPlane {
  readonly state: 'live' | 'loading' | 'ready' | 'none' | 'offline';
  /** END of the step shown; NaN while none is. */
  readonly timeMs: number;
  readonly stepS: number;
  /** undefined only while the floor is live: of a moment of which nothing is known it holds no place. */
  readonly plane: Plane | undefined;
}

const LIVE: PastPlane = { state: 'live', timeMs: Number.NaN, stepS: 0, plane: undefined };
/** Pictures kept, so that going back and forth asks once. */
const KEPT = 240;

export interface PastFloor {
  readonly shown: ReadonlySignal<PastPlane>;
  readonly plane: ReadonlySignal<Plane | undefined>;
  /** Shows a metric at a moment; the last wish counts, one question is under way at a time. */
  want(metric: MetricId | undefined, hallId: string | undefined, timeMs: number | undefined): void;
  stop(): void;
}

export function createPastFloor(): PastFloor {
  const shown = signal<PastPlane>(LIVE);
  const known = new Map<string, FloorAnswer | 'none'>();
  const leaving = new AbortController();
  let wanted: { key: string; metric: MetricId; timeMs: number; path: string } | undefined;
  let asking = false;

  function want(
    metric: MetricId | undefined,
    hallId: string | undefined,
    timeMs: number | undefined,
  ): void {
    if (metric === undefined || timeMs === undefined) {
      wanted = undefined;
      shown.value = LIVE;
      return;
    }
    // An address may name a moment to come, of which there is nothing to ask.
    if (timeMs > (clock.peek()?.timeMs ?? Number.POSITIVE_INFINITY)) {
      wanted = undefined;
      shown.value = nothingOf('none', metric, timeMs);
      return;
    }
    const at = new Date(Math.floor(timeMs / MINUTE_MS) * MINUTE_MS).toISOString();
    const path = `/api/floor?${queryText({ metric, at, hall: hallId })}`;
    wanted = { key: path, metric, timeMs, path };
    show();
    void next();
  }

  /** The picture of the wish, if it is known; meanwhile the last one stays. */
  function show(): void {
    if (!wanted) return;
    const { key, metric, timeMs } = wanted;
    const answer = known.get(key);
    if (answer === undefined) {
      const last = shown.peek();
      shown.value =
        last.plane?.metric === metric
          ? { ...last, state: 'loading' }
          : nothingOf('loading', metric, timeMs);
    } else if (answer === 'none') shown.value = nothingOf('none', metric, timeMs);
    else {
      shown.value = {
        state: 'ready',
        timeMs: answer.timeMs,
        stepS: answer.tier.stepS,
        plane: planeOf(answer, metric),
      };
    }
  }

  async function next(): Promise<void> {
    if (asking || !wanted || known.has(wanted.key)) return;
    const { key, metric, timeMs, path } = wanted;
    asking = true;
    try {
      const reply = await ask<FloorAnswer>(path, leaving.signal);
      if ('answer' in reply) known.set(key, isKnown(reply.answer) ? reply.answer : 'none');
      else if (reply.refusal.status === 0) {
        if (wanted?.key === key) shown.value = nothingOf('offline', metric, timeMs);
        return;
      } else known.set(key, 'none');
      const [oldest] = known.keys();
      if (known.size > KEPT && oldest !== undefined) known.delete(oldest);
    } catch {
      // The page has left the floor.
      return;
    } finally {
      asking = false;
    }
    show();
    void next();
  }

  return {
    shown,
    plane: computed(() => shown.value.plane),
    want,
    stop: () => leaving.abort(),
  };
}

/** Live values would belie its words, so every place is without one. */
function nothingOf(
  state: 'loading' | 'none' | 'offline',
  metric: MetricId,
  timeMs: number,
): PastPlane {
  const plane = { seq: timeMs, metric, codes: new Uint8Array(0), range: [0, 1] } as const;
  return { ...LIVE, state, plane };
}

/** Whether anything at all was recorded then. */
function isKnown({ codes }: FloorAnswer): boolean {
  return [...atob(codes)].some((letter) => letter.charCodeAt(0) !== NO_PLANE_CODE);
}

function planeOf({ timeMs, range, codes }: FloorAnswer, metric: MetricId): Plane {
  const bytes = Uint8Array.from(atob(codes), (letter) => letter.charCodeAt(0));
  return { seq: timeMs, metric, codes: bytes, range: [range[0] ?? 0, range[1] ?? 1] };
}
