// One GET of the API as a signal: asked when the component stands, again in its rhythm, called off when it goes.
import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { refusalText } from '../i18n/refusals.ts';
import { ask, type Refusal } from './ask.ts';

export interface Answered<T> {
  readonly state: 'loading' | 'ready' | 'refused' | 'offline';
  /** The last answer, even while a newer one is awaited or refused. */
  readonly answer: T | undefined;
  /** Status of the refusal: 501 is what the source cannot do, 404 what is not stored. */
  readonly status: number;
  /** Why it refused, in the page's language. */
  readonly problem: string;
}

interface JsonOptions {
  /** Seconds between two looks; without them it is asked once. */
  readonly everyS?: number;
}

const LOADING = { state: 'loading', answer: undefined, status: 0, problem: '' } as const;

/** `path` undefined asks nothing. A new path keeps nothing of the old one. */
export function useJson<T>(
  path: string | undefined,
  { everyS }: JsonOptions = {},
): ReadonlySignal<Answered<T>> {
  const answered = useSignal<Answered<T>>(LOADING);
  useEffect(() => {
    answered.value = LOADING;
    if (path === undefined) return;
    const leaving = new AbortController();
    const look = async (): Promise<void> => {
      const reply = await ask<T>(path, leaving.signal);
      const last = answered.peek().answer;
      answered.value =
        'answer' in reply
          ? { state: 'ready', answer: reply.answer, status: 200, problem: '' }
          : refused(reply.refusal, last);
    };
    const quietly = (): void => void look().catch(() => undefined);
    quietly();
    const timer =
      everyS === undefined
        ? undefined
        : setInterval(() => {
            if (!document.hidden) quietly();
          }, everyS * 1000);
    return () => {
      leaving.abort();
      clearInterval(timer);
    };
  }, [path, everyS, answered]);
  return answered;
}

function refused<T>(refusal: Refusal, answer: T | undefined): Answered<T> {
  const { status } = refusal;
  return {
    state: status === 0 ? 'offline' : 'refused',
    answer,
    status,
    // Read anew each time: the reader may change the language.
    get problem() {
      return refusalText(refusal);
    },
  };
}
