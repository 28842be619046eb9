// Opens the one port of page, API and socket, or says in one sentence why it cannot.
import type { FastifyInstance } from 'fastify';
import { StartError } from './catalogue/startError.ts';

/** The address to show to a person. Throws a StartError when the port or the address cannot be had. */
export async function listen(
  app: Pick<FastifyInstance, 'listen' | 'server'>,
  { host, port }: { readonly host: string; readonly port: number },
): Promise<string> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw new StartError(reason(error as NodeJS.ErrnoException, host, port));
  }
  const address = app.server.address();
  const bound = typeof address === 'object' && address ? address.port : port;
  const shown = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host) ? 'localhost' : host;
  return `http://${shown}:${bound}`;
}

function reason(error: NodeJS.ErrnoException, host: string, port: number): string {
  if (error.code === 'EADDRINUSE')
    return `port ${port} on ${host} is taken; choose another with --port`;
  if (error.code === 'EACCES')
    return `port ${port} needs more rights; choose one above 1023 with --port`;
  if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND') {
    return `--host ${host} is no address of this machine`;
  }
  return `cannot listen on ${host}:${port}: ${error.message}`;
}
