// The store behind its gate: opens it, shuts it when a write has failed, and opens it again when it may be written.
import { createGate, type Gate } from './gate.ts';
import type { FromWriter, WriterStart } from './message.ts';
import { createQuestions, type Questions } from './questions.ts';
import { openSession, type Session } from './session.ts';

export type Say = (message: FromWriter, transfer?: readonly ArrayBuffer[]) => void;

export interface DoorParts {
  readonly start: WriterStart;
  readonly say: Say;
  readonly inTurn: (work: () => Promise<unknown>) => Promise<void>;
  /** Puts what waits where questions find it. */
  readonly fresh: () => Promise<void>;
}

export interface Door {
  readonly gate: Gate;
  readonly questions: Questions;
  readonly session: Session | undefined;
  /** The session while it may be written; otherwise its pasts are let go. */
  look(siteMs: number): Promise<Session | undefined>;
  /** Throws what the database says when it cannot be opened. */
  open(): Promise<Session>;
  close(): Promise<void>;
}

export function createDoor({ start, say, inTurn, fresh }: DoorParts): Door {
  const questions = createQuestions(say, fresh);
  let session: Session | undefined;

  async function open(): Promise<Session> {
    const upkeepFailed = ({ message }: Error): void => say({ kind: 'upkeepFailed', message });
    session = await openSession({ start, inTurn, upkeepFailed });
    questions.use({ session, start, gate });
    return session;
  }

  async function close(): Promise<void> {
    const last = session;
    session = undefined;
    questions.use(undefined);
    await last?.close();
  }

  const gate = createGate({
    start,
    isOpen: () => session !== undefined,
    open,
    // A database that has failed may fail once more while it is closed.
    close: () => close().catch(() => undefined),
    changed: (problem) => say({ kind: 'problem', problem }),
  });
  return {
    gate,
    questions,
    get session() {
      return session;
    },
    async look(siteMs) {
      if (await gate.look(siteMs)) return session;
      session?.pasts.letGo();
      return undefined;
    },
    open,
    close,
  };
}
