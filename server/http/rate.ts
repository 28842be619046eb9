// How often one client may ask for what is dear to make, and who cannot be counted.
import type { FastifyInstance } from 'fastify';
import { refusal } from './refusal.ts';

/** A page asks once a view and once a change of range; this is for programs that do not stop. */
export const HEAVY = { rateLimit: { max: 600, timeWindow: '1 minute' } } as const;

/**
 * A socket that was reset before anybody looked at it has no address any more, and the limit counts by address. Its
 * question is not answered: nobody is there to hear.
 */
export function leaveThoseWhoLeft(app: FastifyInstance): void {
  // Read once it stays known, should the client leave a moment later.
  app.addHook('onRequest', ({ ip }: { readonly ip: string | undefined }, _, next) => {
    if (ip !== undefined) return next();
    throw refusal(499, 'the client has left');
  });
}
