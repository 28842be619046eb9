// Laws of questions to the twin's worker: each is answered once, fails in one sentence, or is dropped when it is too late.
import { MessageChannel } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import type { CommandResult } from '../contract/command.ts';
import { createAnswerer, createAsker } from './asks.ts';

const yes: CommandResult = { accepted: true, timeMs: 1_000, message: 'as you wish' };
const endShed = { command: { do: 'endShed' }, by: 'test' } as const;

let close: () => void = () => undefined;
afterEach(() => close());

function open(patienceMs: number, command: () => CommandResult = () => yes) {
  const { port1, port2 } = new MessageChannel();
  const asker = createAsker(port1, patienceMs);
  close = () => {
    asker.close('the test is over');
    port2.close();
  };
  const fails = (): never => {
    throw new Error('H1 has no waveform');
  };
  const listen = () => createAnswerer(port2, { command, waveform: fails, saveState: fails });
  return { asker, listen };
}

describe('a question', () => {
  it('is answered, and one that fails does not stop the next', async () => {
    const { asker, listen } = open(1_000);
    listen();
    const failing = asker.ask('waveform', { placeId: 'H1', seconds: 1 });
    const good = asker.ask('command', endShed);
    await expect(failing).rejects.toThrow('H1 has no waveform');
    await expect(good).resolves.toEqual(yes);
  });

  it('is answered while the other side is too busy to listen, when it attends between its steps', async () => {
    const { asker, listen } = open(1_000);
    const answerer = listen();
    const asked = asker.ask('command', endShed);
    answerer.attend();
    await expect(asked).resolves.toEqual(yes);
  });

  it('that nobody answers fails by name and time, and is not carried out afterwards', async () => {
    let carriedOut = 0;
    const { asker, listen } = open(30, () => {
      carriedOut++;
      return yes;
    });
    await expect(asker.ask('command', endShed)).rejects.toThrow(
      'the simulation did not answer "command" within 0.03 s',
    );
    listen().attend();
    expect(carriedOut).toBe(0);
  });

  it('fails with the reason when the other side is gone, before and after', async () => {
    const { asker } = open(1_000);
    const waiting = asker.ask('saveState', null);
    asker.close('the source has been stopped');
    await expect(waiting).rejects.toThrow('the source has been stopped');
    await expect(asker.ask('saveState', null)).rejects.toThrow('the source has been stopped');
  });
});
