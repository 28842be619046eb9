// The writing side: takes messages in order, makes each batch one transaction, and looks after the store between them.
import type { FrameColumns } from '../columns.ts';
import { createDoor, type Say } from './door.ts';
import { viewSlot } from './layout.ts';
import { LIVE, NO_RECORDS, type Records, type ToWriter, type WriterStart } from './message.ts';
import { joined } from './records.ts';
import type { Session } from './session.ts';
import { createTakenSlots } from './takenSlots.ts';
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
/**
 * Steps of one transaction while a start makes its past: what a crash takes is made again. The longer, the cheaper: rows
 * of GPUs that fill a group of 122,880 within one transaction go to the file at once, and never through the log.
 */
const MOST_MADE_STEPS = 5_000;

export function createWriter({ start, say }: WriterParts): Writer {
  const slots: FrameColumns[] = [];
  const work: Work[] = [];
  const turns = createTurns(() => (work.length > 0 ? runBatch() : undefined));
  const door = createDoor({
    start,
    say,
    inTurn: turns.add,
    fresh: () => turns.add(commitWaiting),
  });
  /** Records wait for the disk; steps do not. */
  const held: Records[] = [];
  let [siteMs, upkeepMs] = [Number.NaN, Number.NEGATIVE_INFINITY];
  /** The live stream is not live yet. */
  let making = false;
  let uncommitted = 0;
  const freed = createTakenSlots(slots);

  async function runBatch(): Promise<void> {
    const next = work.find((one) => one.kind === 'step');
    if (next) siteMs = Math.max(siteMs || 0, next.step.timeMs);
    const done: Done = { slots: [], records: held, after: [] };
    let [written, broke]: [Records?, Error?] = [];
    let mayWait = false;
    try {
      const session = await door.look(siteMs);
      while (work.length > 0 && done.slots.length < MOST_STEPS && !session?.batch.full) {
        const one = work.shift() as Work;
        making = makesPast(one) ?? making;
        await takeWork(one, session, slots, done);
      }
      uncommitted += done.slots.length;
      mayWait = making && done.after.length === 0 && uncommitted < MOST_MADE_STEPS;
      if (mayWait) await session?.batch.spill();
      else if (session) {
        written = await keep(session, held, done.after.length > 0);
        door.gate.worked();
        uncommitted = 0;
      }
    } catch (error) {
      broke = error as Error;
      await door.gate.broke(broke, siteMs);
    }
    const stored = mayWait ? undefined : door.session?.stored(written);
    say({ kind: 'written', slots: freed(done.slots, door.session), stored });
    for (const then of done.after) await then(door, say, broke);
    lookAfter(door.session);
  }

  /** A question wants the rows that wait: seconds that only the journal has so far. */
  async function commitWaiting(): Promise<void> {
    try {
      const { batch, live } = door.session ?? {};
      if (batch?.waitingFromMs !== undefined) await batch.commit(NO_RECORDS, live?.timeMs ?? 0);
    } catch (error) {
      await door.gate.broke(error as Error, siteMs);
    }
  }

  /** Once a minute of site time, but not while a start makes its past: that is to be on the screen first. */
  function lookAfter(session: Session | undefined): void {
    if (making || !session) return;
    // Time goes on where nothing is written: what is too old goes all the more.
    const timeMs = Math.max(siteMs, session.live.timeMs || siteMs);
    if (!(timeMs - upkeepMs >= MINUTE_MS)) return;
    upkeepMs = timeMs;
    session.upkeep.consider(timeMs, door.gate.problem === undefined);
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

/** Whether the live stream is not live yet; undefined where the work does not say so. */
function makesPast(one: Work): boolean | undefined {
  if (one.kind !== 'step' || one.step.stream !== LIVE) return undefined;
  return one.step.origin !== 'recorded';
}

/**
 * What the journal keeps goes to the database every few minutes; minutes of GPUs and jobs, and records, at once.
 * `whole`: somebody waits who counts on all of it in the database, as open buckets do that are kept.
 */
async function keep(session: Session, held: Records[], whole: boolean): Promise<Records> {
  const { batch, journal, openFile, live } = session;
  const { timeMs } = live;
  const records = joined(held);
  if (whole || batch.due(timeMs)) {
    await batch.commit(records, timeMs);
    await journal.forgetBefore(Math.floor(timeMs / MINUTE_MS) * MINUTE_MS);
    await openFile.forgetBefore(timeMs);
  } else {
    // Minutes before the seconds that end them: a source goes on from the newest second, and would not make them again.
    if (batch.pressing) await batch.commitPressing(NO_RECORDS);
    await journal.sync();
    if (!isEmpty(records)) await batch.commitPressing(records);
  }
  held.length = 0;
  return records;
}

function isEmpty({ events, jobs, ledger }: Records): boolean {
  return events.length + jobs.length + ledger.length === 0;
}
