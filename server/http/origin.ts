// Who may ask: pages of the own origin, programs that are no page, and for commands whoever holds the token.
import { timingSafeEqual } from 'node:crypto';
import { refusal } from './refusal.ts';

/** A request without Origin is no browser's and is accepted; a page must come from the host it calls. */
function sameOrigin(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const own = new URL(origin).host;
  return own !== '' && own === host?.toLowerCase();
}

/** Whether an address or host name, with or without port, is this machine's own. */
function isLoopback(host: string | undefined): boolean {
  // A bare IPv6 address has no port, and its last group is none.
  if (host === '::1') return true;
  const name = (host ?? '').toLowerCase().replace(/:\d+$/, '');
  return /^(localhost|\[::1\]|127(\.\d{1,3}){3})$/.test(name);
}

/**
 * Who a server that is bound to this address answers: on loopback only who calls it by a name of this machine,
 * so that no foreign name that was made to point here reads it. A proxy before an open one has its own names.
 */
export function answersTo(bound: string): (hostHeader: string | undefined) => boolean {
  return isLoopback(bound) ? isLoopback : () => true;
}

/** Who may open the stream of a server that is bound to this address: its own page, or a program. */
export function allowedOrigin(
  bound: string,
): (origin: string | undefined, hostHeader: string | undefined) => boolean {
  const answers = answersTo(bound);
  return (origin, hostHeader) => answers(hostHeader) && sameOrigin(origin, hostHeader);
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
