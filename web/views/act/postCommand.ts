// POST /api/commands: what the site answered, or why it refused.
import type { Command } from '../../../server/contract/command.ts';
import { type Reply, readRefusal } from '../../time/ask.ts';

/** An accepted command. */
export interface Accepted {
  /** END of the step in which it first acts. */
  readonly timeMs: number;
}

/** Once given, kept until the page is closed; never stored. */
let given = '';

export async function postCommand(command: Command, token: string): Promise<Reply<Accepted>> {
  if (token !== '') given = token;
  try {
    const response = await fetch('/api/commands', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(given !== '' && { authorization: `Bearer ${given}` }),
      },
      body: JSON.stringify(command),
    });
    if (response.ok) return { answer: (await response.json()) as Accepted };
    return { refusal: await readRefusal(response) };
  } catch {
    return { refusal: { status: 0, message: '' } };
  }
}
