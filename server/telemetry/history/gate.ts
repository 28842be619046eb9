// The gate before the disk: shut while there is no room or a write has failed, tried again every few seconds of site time.
import { freeBytes } from './bytes.ts';
import type { StoreProblem } from './history.ts';
import type { WriterStart } from './message.ts';

export interface Gate {
  readonly problem: StoreProblem | undefined;
  /** Looks at the disk before a batch; true when the batch may be written. */
  look(siteMs: number): Promise<boolean>;
  /** A batch has been written: whatever the problem was, it is over. */
  worked(): void;
  /** A write has failed: the store is closed and opened again later. */
  broke(error: Error, siteMs: number): Promise<void>;
}

export interface GateParts {
  readonly start: Pick<WriterStart, 'folder' | 'reserveBytes'>;
  readonly isOpen: () => boolean;
  readonly open: () => Promise<unknown>;
  readonly close: () => Promise<void>;
  readonly changed: (problem: StoreProblem | undefined) => void;
}

const RETRY_MS = 10_000;
/** Once full, so much more must be free, that a file or two do not open and shut the gate. */
const SLACK = 1.1;

const NO_ROOM = /no space left|disk is full|file too large|ENOSPC|EFBIG|EDQUOT/i;

export function createGate({ start, isOpen, open, close, changed }: GateParts): Gate {
  let problem: StoreProblem | undefined;
  let tryAtMs = Number.NEGATIVE_INFINITY;

  function say(next: StoreProblem | undefined): void {
    const same = next?.code === problem?.code;
    problem = next;
    if (!same) changed(problem);
  }

  /** The problem stands until a batch has been written: a limit that `statfs` does not know may still be there. */
  async function tryAgain(): Promise<boolean> {
    try {
      if (!isOpen()) await open();
      return true;
    } catch (error) {
      say(problemOf(error as Error));
      return false;
    }
  }

  return {
    get problem() {
      return problem;
    },
    async look(siteMs) {
      if (problem && siteMs < tryAtMs) return false;
      const free = await freeBytes(start.folder);
      const needed = start.reserveBytes * (problem ? SLACK : 1);
      const room = free >= needed;
      if (room && !problem) return true;
      tryAtMs = siteMs + RETRY_MS;
      if (room) return tryAgain();
      say(full(free, needed));
      return false;
    },
    worked: () => say(undefined),
    async broke(error, siteMs) {
      await close();
      tryAtMs = siteMs + RETRY_MS;
      say(problemOf(error));
    },
  };
}

function full(free: number, needed: number): StoreProblem {
  const [left, least] = [free, needed].map((bytes) => Math.round(bytes / 1e6));
  return {
    code: 'full',
    message: `the disk has ${left} MB left, less than ${least} MB: no history is written`,
  };
}

/** What the database or the system says when a file may not grow. */
export function isNoRoom(message: string): boolean {
  return NO_ROOM.test(message);
}

function problemOf({ message }: Error): StoreProblem {
  const [line = ''] = message.split('\n');
  return { code: isNoRoom(message) ? 'full' : 'failed', message: line };
}
