// A log of commands that is carried out again, each in the step in which it first acted.
import type { CommandResult, LoggedCommand } from '../contract/command.ts';

export interface Replay {
  /** Carries out what is due up to the END of this step. Throws when a command is refused: logs hold accepted ones. */
  step(second: number): void;
}

/**
 * `fromS` is the time of the state: what the log has up to then is in it already, and so are the first `ahead` commands
 * of the step after it.
 */
export function createReplay(
  log: readonly LoggedCommand[],
  fromS: number,
  ahead: number,
  apply: (row: LoggedCommand) => CommandResult,
): Replay {
  const waiting = log
    .filter(({ timeMs }) => timeMs / 1_000 > fromS)
    .sort((a, b) => a.timeMs - b.timeMs)
    .filter(({ timeMs }, i) => i >= ahead || timeMs / 1_000 > fromS + 1);
  let next = 0;
  return {
    step(second) {
      for (; next < waiting.length; next++) {
        const row = waiting[next] as LoggedCommand;
        if (row.timeMs / 1_000 > second) return;
        const result = apply(row);
        if (!result.accepted) throw new Error(`command ${row.command.do}: ${result.message}`);
      }
    },
  };
}
