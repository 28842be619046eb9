// What the terminal says of a past that is made: of the day one line written over, or a line each tenth where it is no
// terminal; of what is made beside the live site, one at the begin and one at the end.
import type { PastNews } from './backfill.ts';
import type { BackfillProgress } from './contract/backfill.ts';

const EVERY_MS = 500;
const TENTHS = 10;
/** Back to the begin of the line, and clear it. */
const OVER = '\r\u001b[K';

interface StartLineParts {
  /** null: nothing is being made. */
  readonly progress: () => BackfillProgress | null;
  readonly out: { readonly isTTY?: boolean | undefined; write(text: string): unknown };
}

/** Returns its end, to be called before anything else is said. */
export function startLine({ progress, out }: StartLineParts): () => void {
  const over = out.isTTY === true;
  let shown = false;
  let toldTenths = 0;

  function look(): void {
    const now = progress();
    if (now?.part !== 'day') return;
    if (over) {
      out.write(`${OVER}${sentenceOf(now)}`);
      shown = true;
      return;
    }
    const tenths = Math.floor(now.doneRatio * TENTHS);
    if (tenths <= toldTenths) return;
    toldTenths = tenths;
    out.write(`${sentenceOf(now)}\n`);
  }

  const timer = setInterval(look, EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
    if (shown) out.write(OVER);
  };
}

function sentenceOf({ doneRatio, leftS }: BackfillProgress): string {
  const made = `First start: making the last 24 hours of the site, ${Math.floor(doneRatio * 100)} %`;
  return leftS === null ? made : `${made}, about ${Math.ceil(leftS)} s left`;
}

interface PastLines {
  readonly told: (news: PastNews) => void;
  /** Says what has been told so far, and from now on all at once. */
  open(): void;
}

/** Nothing is said before the site is live: the day has the line until then. */
export function pastLines(say: (line: string) => void): PastLines {
  const held: string[] = [];
  let speak = (line: string): void => void held.push(line);
  return {
    told: (news) => speak(lineOf(news)),
    open() {
      speak = say;
      for (const line of held) say(line);
    },
  };
}

const BEGUN = {
  gpus: 'Making the quarter-hours of the GPUs in the last 24 hours, in the background',
  month: 'Making the month before the last day, in the background',
  year: 'Making a modelled year of the site before that month, in the background',
} as const satisfies Record<PastNews['part'], string>;

const MADE = {
  gpus: 'The quarter-hours of the GPUs are made,',
  month: 'The month is made,',
  year: 'The year is made,',
} as const satisfies Record<PastNews['part'], string>;

function lineOf({ part, tookS }: PastNews): string {
  return tookS === undefined ? BEGUN[part] : `${MADE[part]} after ${durationOf(tookS)}`;
}

function durationOf(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 120 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
