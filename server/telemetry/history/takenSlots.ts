// Slots that the writing thread has taken: each may be filled anew once no stream is still to read its step.
import type { FrameColumns } from '../columns.ts';
import type { Session } from './session.ts';

type Readers = Pick<Session, 'live' | 'pasts'>;

/** Takes slots that have been taken; gives all that nobody holds, each once. Without a session nobody does. */
export type FreedSlots = (
  taken: readonly number[],
  session: Readers | undefined,
) => readonly number[];

export function createTakenSlots(slots: readonly FrameColumns[]): FreedSlots {
  let held: readonly number[] = [];
  return (taken, session) => {
    const all = [...held, ...taken];
    held = all.filter((slot) => {
      const columns = slots[slot];
      return session && columns && (session.live.holds(columns) || session.pasts.holds(columns));
    });
    return all.filter((slot) => !held.includes(slot));
  };
}
