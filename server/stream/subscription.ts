// Reads what a client asks for: a list of topics, or one refusal that names the culprit.
import { MAX_TOPICS, type Refusal } from '../contract/socket.ts';
import { parseTopic, type Topic } from '../contract/topic.ts';
import type { Telemetry } from '../telemetry/telemetry.ts';

const MAX_LENGTH = 64;

export type SubscriptionReading =
  | { readonly topics: ReadonlyMap<string, Topic> }
  | { readonly error: Refusal };

/** Checks a payload from outside; each topic once, in the order asked. */
export function readSubscription(
  payload: unknown,
  { places, ids }: Pick<Telemetry, 'places' | 'ids'>,
): SubscriptionReading {
  if (!Array.isArray(payload)) {
    return refused('badPayload', 'subscribe takes a list of topics', 'topics');
  }
  if (payload.length > MAX_TOPICS) {
    return refused(
      'tooManyTopics',
      `at most ${MAX_TOPICS} topics, not ${payload.length}`,
      'topics',
    );
  }
  const topics = new Map<string, Topic>();
  const halls = new Set<number>();
  for (const [at, text] of (payload as readonly unknown[]).entries()) {
    const field = `topics[${at}]`;
    if (typeof text !== 'string' || text.length > MAX_LENGTH) {
      return refused('badPayload', `a topic is a text of at most ${MAX_LENGTH} characters`, field);
    }
    const reading = parseTopic(text, places, ids);
    if ('problem' in reading) return refused('unknownTopic', reading.problem, field);
    const { topic } = reading;
    topics.set(text, topic);
    if (topic.kind === 'floor' && topic.hall !== undefined) halls.add(topic.hall);
  }
  if (halls.size > 1) {
    return refused('tooManyTopics', 'planes of one hall at a time', 'topics');
  }
  return { topics };
}

function refused(code: Refusal['code'], message: string, field: string): SubscriptionReading {
  return { error: { code, message, field } };
}
