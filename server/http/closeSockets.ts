// Sockets at the end: closing the application lets go of every one, those that became WebSockets included.
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** The HTTP server forgets a socket once it is upgraded, and would wait for its client for ever. */
export function closeSockets(app: FastifyInstance): void {
  const open = new Set<Socket>();
  app.server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  app.addHook('preClose', (done) => {
    for (const socket of open) socket.destroy();
    done();
  });
}
