// One piece of work for a batch: what it does to an open store, and what is to be said or done once it is on disk.
import type { FrameColumns } from '../columns.ts';
import type { Door, Say } from './door.ts';
import { LIVE, type Records, type SlotStep, type ToWriter } from './message.ts';
import type { Session } from './session.ts';

/** Messages that have an order. */
export type Work = Extract<
  ToWriter,
  { kind: 'step' | 'records' | 'past' | 'pastEnd' | 'pastLetGo' | 'keepOpen' | 'close' }
>;

export interface Done {
  /** Slots whose steps have been taken. */
  readonly slots: number[];
  readonly records: Records[];
  /** Said to who waits, also when the batch has failed: `broke` is why. */
  readonly after: ((door: Door, say: Say, broke: Error | undefined) => void | Promise<void>)[];
}

const UNKNOWN_PAST = 'steps of this past were let go: begin it again';

/** Without a session nothing can be written: steps are let go. */
export async function takeWork(
  work: Work,
  session: Session | undefined,
  slots: readonly FrameColumns[],
  done: Done,
): Promise<void> {
  if (work.kind === 'step') {
    done.slots.push(work.step.slot);
    await record(work.step, session, slots[work.step.slot]);
  } else if (work.kind === 'records') {
    done.records.push(work.records);
  } else if (work.kind === 'past') {
    session?.pasts.begin(work.stream, work.fromMs, work.toMs);
  } else if (work.kind === 'pastLetGo') {
    session?.pasts.end(work.stream);
  } else if (work.kind === 'pastEnd') {
    const { stream, ask } = work;
    const known = session?.pasts.of(stream) !== undefined;
    done.after.push((door, say, broke) => {
      door.session?.pasts.end(stream);
      if (known && !broke) return say({ kind: 'done', ask });
      say({ kind: 'error', ask, message: broke?.message ?? UNKNOWN_PAST, silent: true });
    });
    await endPast(stream, session);
  } else if (work.kind === 'keepOpen') {
    done.after.push(keepOpen(work.ask, session));
  } else {
    done.after.push(async (door, say) => {
      await door.close();
      say({ kind: 'closed' });
    });
    await saveOpen(session);
  }
}

/** Copied between two steps, and written once these are on disk. */
function keepOpen(ask: number, session: Session | undefined): Done['after'][number] {
  const open = session?.live.open();
  return async (door, say, broke) => {
    try {
      if (broke) throw broke;
      if (open) await door.session?.openFile.keep(open);
      say({ kind: 'done', ask });
    } catch (error) {
      say({ kind: 'error', ask, message: (error as Error).message, silent: false });
    }
  };
}

async function record(
  step: SlotStep,
  session: Session | undefined,
  columns: FrameColumns | undefined,
): Promise<void> {
  const recorder = step.stream === LIVE ? session?.live : session?.pasts.of(step.stream);
  if (!session || !recorder || !columns) return;
  await session.batch.prepare(recorder, step);
  session.batch.step(recorder, step, columns);
  if (recorder.live && step.origin === 'recorded') session.journal.add(step, columns);
}

async function endPast(stream: number, session: Session | undefined): Promise<void> {
  const recorder = session?.pasts.of(stream);
  if (!session || !recorder) return;
  await session.batch.prepare(recorder);
  session.batch.closeOpen(recorder);
}

async function saveOpen(session: Session | undefined): Promise<void> {
  if (!session) return;
  await session.batch.prepare(session.live);
  session.batch.saveOpenMinutes(session.live);
}
