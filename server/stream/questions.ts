// Answers the two questions of a client, whatever it sends and however often.
import type { Refusal, SubscribeReply } from '../contract/socket.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';
import { type Allowance, createAllowance } from './allowance.ts';
import { readSubscription } from './subscription.ts';
import type { StreamSocket, Viewer } from './viewer.ts';

export interface StreamLog {
  error(fields: object, message: string): void;
}

type Reply = (reply: SubscribeReply) => void;

/** Listens to one client; the allowance wants to be refilled once a second. */
export function answerQuestions(
  socket: StreamSocket,
  viewer: Viewer,
  telemetry: Telemetry,
  log: StreamLog,
): Allowance {
  const allowance = createAllowance();
  const refuse = (error: Refusal): void => {
    socket.emit('refused', error);
  };

  socket.use(([event, ...args], next) => {
    const inTime = allowance.take();
    viewer.check();
    const reply: unknown = args.at(-1);
    if (event !== 'subscribe' && event !== 'resync') {
      refuse({ code: 'badPayload', message: 'there are the events subscribe and resync' });
    } else if (typeof reply !== 'function') {
      const message = `${event} needs an acknowledgement`;
      refuse({ code: 'badPayload', message, field: 'reply' });
    } else if (!inTime) {
      const message = 'too many questions; ask again in a second';
      reply({ ok: false, error: { code: 'tooFast', message } } satisfies SubscribeReply);
    } else {
      next();
    }
  });

  socket.on('subscribe', (...args: readonly unknown[]) => {
    const reply = args.at(-1) as Reply;
    const reading = readSubscription(args.length > 1 ? args[0] : undefined, telemetry);
    if ('error' in reading) reply({ ok: false, error: reading.error });
    else answer(reply, [...reading.topics.keys()], () => viewer.follow(reading.topics));
  });
  socket.on('resync', (...args: readonly unknown[]) => {
    const followed = [...viewer.topics].map(([text]) => text);
    answer(args.at(-1) as Reply, followed, () => viewer.resync());
  });

  /** The acknowledgement goes first; of its own faults the program tells no more than that. */
  function answer(reply: Reply, topics: readonly string[], act: () => void): void {
    reply({ ok: true, topics });
    try {
      act();
    } catch (error) {
      log.error({ err: error }, 'a snapshot failed');
      refuse({ code: 'internal', message: 'an internal error; the log has it' });
    }
  }

  return allowance;
}
