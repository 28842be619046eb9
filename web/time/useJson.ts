// One GET of the API as a signal: asked when the component stands, again in its rhythm, called off when it goes.
import { type ReadonlySignal, type Signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { refusalText } from '../i18n/refusals.ts';
import { ask, type Refusal } from './ask.ts';
import { mayPass, whileFailed } from './whileFailed.ts';

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

/**
 * `path` undefined asks nothing. A new path keeps nothing of the old one, unless only the end of its span has moved on.
 * What failed is asked again.
 */
export function useJson<T>(
  path: string | undefined,
  { everyS }: JsonOptions = {},
): ReadonlySignal<Answered<T>> {
  const answered = useSignal<Answered<T>>(LOADING);
  const asked = useRef<string | undefined>(undefined);
  useEffect(() => {
    const question = path?.replace(/([?&])to=[^&]*/, '$1');
    if (question === undefined || question !== asked.current) answered.value = LOADING;
    asked.current = question;
    if (path === undefined) return;
    return keepAsking(answered, path, everyS);
  }, [path, everyS, answered]);
  return answered;
}

/** Asks now, in its rhythm, and after a failure; one question at a time. Returns its undo. */
function keepAsking<T>(
  answered: Signal<Answered<T>>,
  path: string,
  everyS: number | undefined,
): () => void {
  const leaving = new AbortController();
  let underWay = false;
  const look = async (): Promise<void> => {
    if (underWay) return;
    underWay = true;
    const reply = await ask<T>(path, leaving.signal);
    underWay = false;
    answered.value =
      'answer' in reply
        ? { state: 'ready', answer: reply.answer, status: 200, problem: '' }
        : refused(reply.refusal, answered.peek().answer);
  };
  // Rejected only when it is called off.
  const quietly = (): void => void look().catch(() => undefined);
  const failed = (): boolean => {
    const { state, status } = answered.peek();
    return (state === 'offline' || state === 'refused') && mayPass(status);
  };
  const undo = whileFailed(failed, quietly);
  const rhythm = everyS === undefined ? undefined : setInterval(seen, everyS * 1000);
  function seen(): void {
    if (!document.hidden) quietly();
  }
  quietly();
  return () => {
    leaving.abort();
    clearInterval(rhythm);
    undo();
  };
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
