// Keeps the state of a site: source and telemetry at one moment, each minute and at the end.
import { setTimeout as rest } from 'node:timers/promises';
import type { CommandFile } from './commandFile.ts';
import type { Source } from './contract/source.ts';
import type { KeptState, StateFiles } from './stateFiles.ts';
import type { HistoryStore } from './telemetry/history/history.ts';
import type { Telemetry } from './telemetry/telemetry.ts';

const MINUTE_MS = 60_000;
/** After this much of each minute: a start then steps through the whole of the minute that follows. */
const INTO_MINUTE_MS = 58_000;
/** After a failure of the disk, in the time of the site: a state of a large site is tens of megabytes. */
const AGAIN_AFTER_MS = 30_000;
/** A source does not step more than this to come from a state to where the recording stopped. */
const LONGEST_STEPPED_MS = 900_000;

interface KeptParts {
  readonly source: Pick<Source, 'saveState'>;
  readonly telemetry: Pick<Telemetry, 'save' | 'onFrame' | 'frame'>;
  readonly files: StateFiles;
  readonly commands: CommandFile;
  readonly store: Pick<HistoryStore, 'lastRecordedMs' | 'problem' | 'keepOpen'>;
  readonly failed: (error: unknown) => void;
}

export interface Keeping {
  /** Resolves with the first state on disk, or once it is known that there can be none now. */
  readonly begun: Promise<void>;
  /** With a last state of all. */
  end(): Promise<void>;
}

/** A source that cannot save itself is not kept. */
export function keepState(parts: KeptParts): Keeping {
  const { source, telemetry, files, commands, failed } = parts;
  const { saveState } = source;
  let dueMs = Number.NEGATIVE_INFINITY;
  let keptMs = Number.NaN;
  let saving: Promise<void> | undefined;
  let ending = false;
  let begin = (): void => undefined;
  const begun = new Promise<void>((resolve) => {
    begin = resolve;
  });

  /** Between two ticks, or not at all: then the next second is as good. */
  async function save(ask: NonNullable<Source['saveState']>): Promise<void> {
    const { timeMs, bytes } = await ask();
    const concluded = telemetry.save();
    if (concluded.timeMs !== timeMs) return;
    const open = Number.isNaN(keptMs) || ending ? keepOpen(parts.store) : undefined;
    const state = files.pack({ timeMs, source: bytes, telemetry: concluded });
    await open;
    if (!(await isRecorded(parts.store, timeMs)) && !ending) return;
    await files.write(state);
    await commands.forget(keptMs);
    keptMs = timeMs;
    dueMs = nextDueMs(timeMs);
    begin();
  }

  function start(): Promise<void> | undefined {
    if (!saveState) {
      begin();
      return undefined;
    }
    saving ??= save(saveState)
      .catch((error: unknown) => {
        dueMs = telemetry.frame.timeMs + AGAIN_AFTER_MS;
        failed(error);
        begin();
      })
      .finally(() => {
        saving = undefined;
      });
    return saving;
  }

  const stopFrames = telemetry.onFrame(() => {
    if (telemetry.frame.timeMs >= dueMs) void start();
  });
  return {
    begun,
    async end() {
      ending = true;
      stopFrames();
      await saving;
      if (telemetry.frame.seq > 0) await start();
    },
  };
}

/**
 * A state of the first minute of a run has none before that minute, from which its steps could be made again: what is
 * open goes with it. So it is at the end, for a run that ends within its first minute.
 */
async function keepOpen(store: KeptParts['store']): Promise<void> {
  try {
    await store.keepOpen();
  } catch (error) {
    // Where nothing can be written nothing is recorded either.
    if (!store.problem) throw error;
  }
}

const RECORDED_WITHIN_MS = 3_000;
const LOOK_EVERY_MS = 20;

/**
 * Whether history up to a time is on disk, where it may take a moment: a site that went on from a later state would
 * never record the seconds between. Where nothing can be written there is nothing to wait for.
 */
async function isRecorded(store: KeptParts['store'], timeMs: number): Promise<boolean> {
  const onDisk = (): boolean => store.lastRecordedMs >= timeMs || store.problem !== undefined;
  for (let waitedMs = 0; !onDisk() && waitedMs < RECORDED_WITHIN_MS; waitedMs += LOOK_EVERY_MS) {
    await rest(LOOK_EVERY_MS);
  }
  return onDisk();
}

function nextDueMs(timeMs: number): number {
  const inThisMs = Math.floor(timeMs / MINUTE_MS) * MINUTE_MS + INTO_MINUTE_MS;
  return inThisMs > timeMs ? inThisMs : inThisMs + MINUTE_MS;
}

/**
 * The state to go on from first: one before the minute that was open when the recording stopped, so that its steps are
 * made again and no growth of a counter is missed, or the oldest of that minute, with which its begin was kept; where
 * that is too long ago, the newest.
 */
export function bestFirst(
  states: readonly KeptState[],
  lastRecordedMs: number,
): readonly KeptState[] {
  const openMs = Math.floor(lastRecordedMs / MINUTE_MS) * MINUTE_MS;
  const before = states.find(({ timeMs }) => timeMs < openMs) ?? states.at(-1);
  if (!before || !(lastRecordedMs - before.timeMs <= LONGEST_STEPPED_MS)) return states;
  return [before, ...states.filter((state) => state !== before)];
}
