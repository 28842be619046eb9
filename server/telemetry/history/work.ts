// One piece of work for a batch: what it does to an open store, and what is to be said or done once it is on disk.
import type { FrameColumns } from '../columns.ts';
import type { Door, Say } from './door.ts';
import { LIVE, type Records, type SlotStep, type ToWriter } from './message.ts';
import type { Session } from './session.ts';

/** Messages that have an order. */
export type Work = Extract<ToWriter, { kind: 'step' | 'records' | 'past' | 'pastEnd' | 'close' }>;

export interface Done {
  /** Slots that have been read. */
  readonly slots: number[];
  readonly records: Records[];
  readonly after: ((door: Door, say: Say) => void | Promise<void>)[];
}

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
  } else if (work.kind === 'pastEnd') {
    await endPast(work.stream, session);
    done.after.push((door, say) => {
      door.session?.pasts.end(work.stream);
      say({ kind: 'done', ask: work.ask });
    });
  } else {
    await saveOpen(session);
    done.after.push(async (door, say) => {
      await door.close();
      say({ kind: 'closed' });
    });
  }
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
