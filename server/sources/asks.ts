// Questions from the main thread to the worker that owns the twin, beside the hand-over of ticks: asked, answered, or timed out.
import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads';
import type { Command, CommandResult } from '../contract/command.ts';
import type { SavedState, Waveform } from '../contract/source.ts';

interface Questions {
  readonly command: {
    readonly ask: { readonly command: Command; readonly by: string };
    readonly answer: CommandResult;
  };
  readonly waveform: {
    readonly ask: { readonly placeId: string; readonly seconds: number };
    readonly answer: Waveform;
  };
  readonly saveState: { readonly ask: null; readonly answer: SavedState };
}
type Question = keyof Questions;

/** After `untilMs` (wall clock) it is not answered and not carried out: who asked has been told that it failed. */
type Asked = {
  readonly [Q in Question]: {
    readonly id: number;
    readonly untilMs: number;
    readonly what: Q;
    readonly ask: Questions[Q]['ask'];
  };
}[Question];
type Reply =
  | { readonly id: number; readonly answer: Questions[Question]['answer'] }
  | { readonly id: number; readonly failure: string };

/** Long beside a step, short beside a person's patience. */
const PATIENCE_MS = 10_000;
/** Of the patience: what has not been begun by then is left alone, so that who was told of a failure is told the truth. */
const BEGUN_WITHIN = 0.9;

export interface Asker {
  /** Rejects with one sentence when the worker fails at it, is silent for too long, or is gone. */
  ask<Q extends Question>(what: Q, ask: Questions[Q]['ask']): Promise<Questions[Q]['answer']>;
  /** Whoever still waits is told why. */
  close(why: string): void;
}

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/** Main thread's end. */
export function createAsker(port: MessagePort, patienceMs = PATIENCE_MS): Asker {
  const waiting = new Map<number, Waiting>();
  let count = 0;
  let closed: string | undefined;

  function settle(id: number): Waiting | undefined {
    const one = waiting.get(id);
    waiting.delete(id);
    clearTimeout(one?.timer);
    return one;
  }
  port.on('message', (reply: Reply) => {
    const one = settle(reply.id);
    if ('answer' in reply) one?.resolve(reply.answer as never);
    else one?.reject(new Error(reply.failure));
  });
  return {
    ask: (what, ask) =>
      new Promise((resolve, reject) => {
        if (closed !== undefined) {
          reject(new Error(closed));
          return;
        }
        const id = ++count;
        const late = (): void => {
          settle(id)?.reject(
            new Error(`the simulation did not answer "${what}" within ${patienceMs / 1_000} s`),
          );
        };
        const timer = setTimeout(late, patienceMs).unref();
        waiting.set(id, { resolve, reject, timer });
        port.postMessage({ id, untilMs: Date.now() + patienceMs * BEGUN_WITHIN, what, ask });
      }),
    close(why) {
      closed = why;
      for (const id of [...waiting.keys()]) settle(id)?.reject(new Error(why));
      port.close();
    },
  };
}

type Answers = { readonly [Q in Question]: (ask: Questions[Q]['ask']) => Questions[Q]['answer'] };

/** Worker's end: answers as questions come in while it is idle, and whenever it attends to them between two steps. */
export function createAnswerer(port: MessagePort, answers: Answers): { attend(): void } {
  function reply(asked: Asked): void {
    if (Date.now() > asked.untilMs) return;
    try {
      const answer = answers[asked.what](asked.ask as never);
      port.postMessage({ id: asked.id, answer });
    } catch (error) {
      const failure = error instanceof Error ? error.message : String(error);
      port.postMessage({ id: asked.id, failure });
    }
  }
  port.on('message', reply);
  return {
    attend() {
      for (let one = receiveMessageOnPort(port); one; one = receiveMessageOnPort(port)) {
        reply(one.message as Asked);
      }
    },
  };
}
