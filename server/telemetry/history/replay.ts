// After a start: the steps that the journal kept go through the live stream once more, and to the database.
import type { Batch } from './batch.ts';
import type { JournalStep } from './journalFile.ts';
import { NO_RECORDS } from './message.ts';
import type { StreamRecorder } from './streamRecorder.ts';

/** What was recorded since everything was committed last. */
export async function replay(
  found: readonly JournalStep[],
  live: StreamRecorder,
  batch: Pick<Batch, 'prepare' | 'step' | 'waitingFromMs' | 'commit'>,
): Promise<void> {
  for (const { step, columns } of found) {
    await batch.prepare(live, step);
    batch.step(live, step, columns);
    // The next step is read into the same columns.
    live.settle();
  }
  if (batch.waitingFromMs !== undefined) await batch.commit(NO_RECORDS, live.timeMs);
}
