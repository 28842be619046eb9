// Questions to the store are answered beside the writing, as long as it is open.
import { type Gate, isNoRoom } from './gate.ts';
import type { FromWriter, ToWriter, WriterStart } from './message.ts';
import type { Session } from './session.ts';
import { readsSteps } from './tierSql.ts';
import { readUsage } from './usage.ts';

type Question = Extract<ToWriter, { kind: 'query' | 'usage' | 'cancel' }>;

interface Answering {
  readonly session: Session;
  readonly start: WriterStart;
  readonly gate: Gate;
}

const SHUT = 'it is shut';

export interface Questions {
  /** The store that answers from now on; undefined while it is shut. */
  use(store: Answering | undefined): void;
  take(question: Question): void;
}

export function createQuestions(
  say: (message: FromWriter, transfer?: readonly ArrayBuffer[]) => void,
  fresh: () => Promise<void>,
): Questions {
  let open: Answering | undefined;
  let gate: Gate | undefined;
  let measured: Promise<unknown> = Promise.resolve();

  async function answer(question: Question): Promise<void> {
    if (question.kind === 'cancel') return open?.session.reader.cancel(question.ask);
    const waitingFromMs = open?.session.batch.waitingFromMs ?? Number.POSITIVE_INFINITY;
    if (question.kind === 'query' && question.toMs > waitingFromMs && readsSteps(question.sql)) {
      await fresh();
    }
    if (!open) throw new Error(SHUT);
    const { session, start } = open;
    const { ask } = question;
    if (question.kind === 'query') {
      const rows = await session.reader.read(question);
      const columns = Object.values(rows.columns);
      const buffers = columns.filter((column) => column instanceof Float64Array);
      say(
        { kind: 'rows', ask, rows },
        buffers.map(({ buffer }) => buffer as ArrayBuffer),
      );
    } else {
      const { problem } = open.gate;
      const usage = measured.then(() => readUsage({ ...session, ...start, problem }));
      measured = usage.catch(() => undefined);
      say({ kind: 'usageIs', ask, usage: await usage });
    }
  }

  return {
    use(store) {
      open = store;
      gate = store?.gate ?? gate;
    },
    take(question) {
      answer(question).catch((error: unknown) => {
        const message = error instanceof Error ? error.message : String(error);
        // A store that was shut while it answered says why it was, not what the question met.
        const problem = open ? undefined : (gate?.problem?.message ?? SHUT);
        const silent = !open || gate?.problem !== undefined || isNoRoom(message);
        say({ kind: 'error', ask: question.ask, message: problem ?? message, silent });
      });
    },
  };
}
