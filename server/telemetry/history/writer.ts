// The writing side: takes messages in order, makes each batch one transaction, and looks after the store between them.
import type { FrameColumns } from '../columns.ts';
import { createDoor, type Say } from './door.ts';
import { viewSlot } from './layout.ts';
import type { Records, ToWriter, WriterStart } from './message.ts';
import { joined } from './records.ts';
import type { Session } from './session.ts';
import { createTurns } from './turns.ts';
import { type Done, takeWork, type Work } from './work.ts';

export interface WriterParts {
  readonly start: WriterStart;
  readonly say: Say;
}

export interface Writer {
  /** Opens the store; throws what the database says. */
  open(): Promise<void>;
  take(message: ToWriter): void;
}

/** Steps of one transaction: fewer than there are slots, so that the next ones are copied meanwhile. */
const MOST_STEPS = 16;
const MINUTE_MS = 60_000;

export function createWriter({ start, say }: WriterParts): Writer {
  const slots: FrameColumns[] = [];
  const work: Work[] = [];
  const turns = createTurns(() => (work.length > 0 ? runBatch() : undefined));
  const door = createDoor({ start, say, inTurn: turns.add });
  /** Records wait for the disk; steps do not. */
  let held: Records[] = [];
  let siteMs = Number.NaN;
  let upkeepMs = Number.NEGATIVE_INFINITY;

  async function runBatch(): Promise<void> {
    const next = work.find((one) => one.kind === 'step');
    if (next) siteMs = Math.max(siteMs || 0, next.step.timeMs);
    const done: Done = { slots: [], records: [], after: [] };
    let written: Records | undefined;
    try {
      const session = (await door.gate.look(siteMs)) ? door.session : undefined;
      while (work.length > 0 && done.slots.length < MOST_STEPS && !session?.batch.full) {
        await takeWork(work.shift() as Work, session, slots, done);
      }
      held.push(...done.records);
      written = await commit(session);
    } catch (error) {
      await door.gate.broke(error as Error, siteMs);
    }
    say({ kind: 'written', slots: done.slots, stored: door.session?.stored(written) });
    for (const then of done.after) await then(door, say);
    lookAfter(door.session);
  }

  async function commit(session: Session | undefined): Promise<Records | undefined> {
    if (!session) return undefined;
    const records = joined(held);
    await session.batch.commit(records);
    held = [];
    return records;
  }

  /** Once a minute of site time. */
  function lookAfter(session: Session | undefined): void {
    const timeMs = session?.live.timeMs ?? Number.NaN;
    if (!(timeMs - upkeepMs >= MINUTE_MS)) return;
    upkeepMs = timeMs;
    session?.upkeep.consider(timeMs);
  }

  return {
    async open() {
      const session = await door.open();
      const { database, damaged } = session;
      say({ kind: 'opened', stored: session.stored(), tiers: database.tiers, damaged });
    },
    take(message) {
      if (message.kind === 'slot') slots.push(viewSlot(start.layout, message.buffer));
      else if (message.kind === 'query' || message.kind === 'usage' || message.kind === 'cancel') {
        door.questions.take(message);
      } else {
        work.push(message);
        turns.wake();
      }
    },
  };
}
