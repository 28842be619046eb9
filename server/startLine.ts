// What the terminal says while a first start makes its day: one line written over, or a line each tenth where it is no terminal.
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
