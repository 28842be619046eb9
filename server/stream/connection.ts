// One connection below Socket.IO: how it is closed for good.
import type { StreamSocket } from './viewer.ts';

export type Connection = StreamSocket['conn'];

/** Closes without waiting for a client that may never read, answer or hang up itself. */
export function hangUp(conn: Connection): void {
  conn.close(true);
  conn.request.socket.destroy();
}
