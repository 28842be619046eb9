// The log of accepted commands on disk: a command that was answered is carried out again after a crash.
import { readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import type { LoggedCommand } from './contract/command.ts';
import { writeWhole } from './stateFiles.ts';

export interface CommandFile {
  /** Those that are not older than what was forgotten, in their order. */
  readonly commands: readonly LoggedCommand[];
  /** Resolves once it is on disk. */
  add(command: LoggedCommand): Promise<void>;
  /** What acted at this time or before is in every state that is kept. */
  forget(upToMs: number): Promise<void>;
}

export function createCommandFile(path: string): CommandFile {
  let commands = readCommands(path);
  let turn: Promise<void> = Promise.resolve();

  /** One write after the other; a failed one does not stop the next. */
  function inTurn(work: () => Promise<void>): Promise<void> {
    const mine = turn.then(work);
    turn = mine.catch(() => undefined);
    return mine;
  }

  return {
    get commands() {
      return commands;
    },
    add: (command) =>
      inTurn(async () => {
        const file = await open(path, 'a');
        try {
          // A line that a crash has torn ends here.
          await file.writeFile(`\n${JSON.stringify(command)}\n`);
          await file.sync();
        } finally {
          await file.close();
        }
        commands = [...commands, command];
      }),
    forget: (upToMs) =>
      inTurn(async () => {
        const left = commands.filter(({ timeMs }) => !(timeMs <= upToMs));
        if (left.length === commands.length) return;
        const text = left.map((command) => `${JSON.stringify(command)}\n`).join('');
        await writeWhole(`${path}.new`, Buffer.from(text));
        await rename(`${path}.new`, path);
        commands = left;
      }),
  };
}

function readCommands(path: string): readonly LoggedCommand[] {
  return textOf(path)
    .split('\n')
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as LoggedCommand];
      } catch {
        // Empty, or torn by a crash before it was answered.
        return [];
      }
    });
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
