// What failed, or is not all there yet, is asked again: when the line is live anew, and in a calm rhythm until then.
import { effect, untracked } from '@preact/signals';
import { connection } from '../live.ts';

const RETRY_MS = 10_000;
const TOO_MANY = 429;
const CANNOT = 501;

/** Whether a refusal may pass: nobody answered, too many questions, or a fault of the server; 0 is no answer. */
export function mayPass(status: number): boolean {
  return status === 0 || status === TOO_MANY || (status >= 500 && status !== CANNOT);
}

/** Calls `again` as long as `failed` says so and the page is looked at; returns its undo. */
export function whileFailed(failed: () => boolean, again: () => void): () => void {
  const look = (): void => {
    if (!document.hidden && failed()) again();
  };
  const timer = setInterval(look, RETRY_MS);
  const stop = effect(() => {
    if (connection.value === 'live') untracked(look);
  });
  return () => {
    clearInterval(timer);
    stop();
  };
}
