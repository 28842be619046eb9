// The site in time: steps, commands between them, and the whole state saved and restored.
import type { Command, CommandResult, LoggedCommand } from '../contract/command.ts';
import type { Waveform } from '../contract/source.ts';
import { createReplay } from './commandLog.ts';
import { createCommands } from './commands.ts';
import { createOutlet } from './outlet.ts';
import { restoreTwin, type SavedSimulation, saveTwin } from './saved.ts';
import { createSiteParts } from './siteParts.ts';
import { createTwin, type TwinInput } from './twin.ts';

export interface SimulationInput extends TwinInput {
  /** Goes on from here instead of from a first second of its own; nothing is reported of how it came about. */
  readonly restore?: SavedSimulation;
  /** Commands carried out again, each in the step in which it first acted. */
  readonly commands?: readonly LoggedCommand[];
}

export interface Simulation {
  /** Time of the state; the END of the last step. */
  readonly timeMs: number;
  /** Moves on by a whole number of seconds; every column then holds the step just made. */
  step(dtS: number): void;
  /** Acts in the next step, or is refused and changes nothing. */
  command(command: Command, by: string): CommandResult;
  /** Power of a rack or the site, in tenths of a second; throws for other places. */
  waveform(placeId: string, seconds: number): Waveform;
  /** A copy of the whole state, between two steps. */
  save(): SavedSimulation;
}

export function createSimulation(input: SimulationInput): Simulation {
  const { restore } = input;
  const outlet = createOutlet(input.sinks);
  if (restore) outlet.hold();
  const startMs = restore?.startMs ?? input.startMs;
  const twin = createTwin({ ...input, startMs, sinks: outlet });
  const parts = createSiteParts(twin);
  const commands = createCommands(twin, parts.actions, outlet);
  // Commands that have acted since the last step: a state saved now has them, though their time is that of the next.
  let ahead = 0;
  twin.memory.keepAs<number>('commandsAhead', {
    save: () => ahead,
    restore: (saved) => {
      ahead = saved;
    },
  });
  if (restore) {
    restoreTwin(twin, restore);
    outlet.drop();
  }
  let second = (restore?.timeMs ?? startMs) / 1_000;
  const replay = createReplay(input.commands ?? [], second, ahead, ({ command, by, timeMs }) =>
    commands.apply(command, by, timeMs / 1_000),
  );
  return {
    command(command, by) {
      const result = commands.apply(command, by, second + 1);
      if (result.accepted) ahead++;
      return result;
    },
    waveform: parts.waveforms.ofPlace,
    save: () => saveTwin(twin, second * 1_000),
    get timeMs() {
      return second * 1_000;
    },
    step(dtS) {
      needWholeSeconds(dtS);
      ahead = 0;
      second += dtS;
      replay.step(second);
      parts.step(second, dtS);
    },
  };
}

function needWholeSeconds(dtS: number): void {
  if (Number.isInteger(dtS) && dtS >= 1) return;
  throw new RangeError(`step of ${dtS} s is not a whole number of seconds of at least 1`);
}
