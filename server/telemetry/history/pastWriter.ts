// A past as the recording thread sees it: a stream beside the live one, whose steps wait until there is room for them.
import type { PastWriter, RecordedStep, StoreProblem } from './history.ts';
import type { WarmKeeper } from './warmPast.ts';
import type { WriterLink } from './writerLink.ts';

const QUARTER_MS = 900_000;
const LET_GO = 'steps of this past were let go: begin it again';

interface PastParts {
  readonly stream: number;
  readonly room: () => Promise<void>;
  readonly send: (stream: number, step: RecordedStep) => void;
  readonly link: Pick<WriterLink, 'tell' | 'ask'>;
  readonly news: {
    readonly problem: StoreProblem | undefined;
    /** How often steps have been let go because nothing could be written. */
    readonly stops: number;
  };
  readonly warm: Pick<WarmKeeper, 'writing'>;
}

/** Throws as `HistoryStore.past` does. */
export function openPast(
  { stream, room, send, link, news, warm }: PastParts,
  fromMs: number,
  toMs: number,
): PastWriter {
  checkPast(fromMs, toMs);
  if (news.problem) throw new Error(LET_GO);
  const { stops } = news;
  link.tell({ kind: 'past', stream, fromMs, toMs });
  const writing = warm.writing(fromMs, toMs);
  return {
    async record(step) {
      await room();
      if (news.problem || news.stops !== stops) throw new Error(LET_GO);
      send(stream, step);
    },
    async close() {
      await link.ask((number) => ({ kind: 'pastEnd', stream, ask: number })).finally(writing.done);
    },
    letGo() {
      link.tell({ kind: 'pastLetGo', stream });
      writing.done();
    },
  };
}

/** Days are sealed and joints are marked by whole quarter-hours. */
function checkPast(fromMs: number, toMs: number): void {
  if (fromMs % QUARTER_MS === 0 && toMs % QUARTER_MS === 0 && toMs > fromMs) return;
  throw new RangeError('a past begins and ends on whole quarter-hours, the end after the start');
}
