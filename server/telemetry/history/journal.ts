// The journal: the last minutes of recorded seconds, appended to a file as they come, until the database has them.
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { FrameColumns } from '../columns.ts';
import { type JournalStep, readJournal } from './journalFile.ts';
import { encodeHead, encodeStep, type JournalPlan, planJournal } from './journalStep.ts';
import type { SlotStep, WriterStart } from './message.ts';
import { append, writeAnew } from './wholeFile.ts';

/**
 * The database takes a quarter of a millisecond a table and 20 us a column for a single row: by the second that is
 * more than all else that a second costs. So it gets the seconds of minutes at once, and a file of our own keeps them safe.
 */
export interface Journal {
  /** Keeps a step of the live stream; on disk after the next `sync`. */
  add(step: SlotStep, columns: FrameColumns): void;
  sync(): Promise<void>;
  /** The database has every minute up to here: only later steps are kept, and the one that says where counters stood. */
  forgetBefore(timeMs: number): Promise<void>;
  close(): Promise<void>;
}

interface OpenedJournal {
  readonly journal: Journal;
  /** What it held, oldest first; keeps the whole file in memory for as long as somebody holds it. */
  readonly found: readonly JournalStep[];
}

const JOURNAL_FILE = 'journal.bin';

interface Entry {
  readonly timeMs: number;
  readonly bytes: Buffer;
}

export async function openJournal(
  start: Pick<WriterStart, 'folder' | 'layout' | 'widths'>,
): Promise<OpenedJournal> {
  const path = join(start.folder, JOURNAL_FILE);
  const plan = planJournal(start.layout, start.widths);
  const found = await readJournal(path, start.layout);
  let file: FileHandle | undefined;
  const kept: Entry[] = found.map((one) => entryOf(plan, one.step, one.columns));
  let unwritten = 0;

  /** Beside the old one, which stands until the new one is whole. */
  async function rewrite(): Promise<void> {
    const last = file;
    file = await writeAnew(path, [encodeHead(plan), ...kept.map(({ bytes }) => bytes)]);
    unwritten = 0;
    await last?.close();
  }

  async function sync(): Promise<void> {
    if (unwritten === 0 || !file) return;
    const fresh = kept.slice(-unwritten).map(({ bytes }) => bytes);
    unwritten = 0;
    await append(file, fresh);
  }

  // Written anew at once: the dictionary, and with it the shape of a step, may have changed.
  await rewrite();
  const journal: Journal = {
    add(step, columns) {
      kept.push(entryOf(plan, step, columns));
      unwritten++;
    },
    sync,
    async forgetBefore(timeMs) {
      const first = kept.findIndex((entry) => entry.timeMs >= timeMs);
      if (first === 0) return sync();
      kept.splice(0, first < 0 ? kept.length : first);
      await rewrite();
    },
    async close() {
      await file?.close();
    },
  };
  return { journal, found };
}

function entryOf(plan: JournalPlan, step: SlotStep, columns: FrameColumns): Entry {
  return { timeMs: step.timeMs, bytes: encodeStep(plan, step, columns) };
}
