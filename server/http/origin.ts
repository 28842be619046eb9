// Who may ask: pages of the own origin, programs that are no page, and for commands whoever holds the token.
import { timingSafeEqual } from 'node:crypto';
import { refusal } from './refusal.ts';

/** A request without Origin is no browser's and is accepted; a page must come from the host it calls. */
export function sameOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const own = new URL(origin).host;
  return own !== '' && own === host?.toLowerCase();
}

/** Whether an address or host name, with or without port, is this machine's own. */
function isLoopback(host: string | undefined): boolean {
  const name = (host ?? '').replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  return name === 'localhost' || name === '::1' || /^127(\.\d{1,3}){3}$/.test(name);
}

export interface CommandAsker {
  readonly origin: string | undefined;
  /** Host header: a name that only seems to be this machine's, or a proxy's, counts as foreign. */
  readonly host: string | undefined;
  readonly authorization: string | undefined;
}

/** Throws a refusal unless this asker may command: own origin, and the token when loopback is left. */
export function guardCommand(
  asker: CommandAsker,
  { host, token }: { readonly host: string; readonly token?: string | undefined },
): void {
  if (!sameOrigin(asker.origin, asker.host)) {
    throw refusal(403, 'commands are accepted from the own page only');
  }
  if (isLoopback(host) && isLoopback(asker.host)) return;
  if (!token) {
    throw refusal(403, 'commands beyond this machine need CARNOT_TOKEN to be set on the server');
  }
  if (!equal(asker.authorization ?? '', `Bearer ${token}`)) {
    throw refusal(403, 'commands need the bearer token of this server');
  }
}

/** Compares without telling by its time how much was right. */
function equal(given: string, wanted: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(wanted);
  return a.length === b.length && timingSafeEqual(a, b);
}
