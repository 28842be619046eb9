// One connection below Socket.IO: counts whatever it says, and hangs up on who floods or does not read.
import type { EventEmitter } from 'node:events';
import type { StreamSocket } from './viewer.ts';

export type Connection = StreamSocket['conn'];

/** Messages within one second that no page sends: questions, pongs, WebSocket pings, anything. */
const FLOOD = 100;
/** Bytes that may wait for the kernel: many times the largest frame; only who does not read gets there. */
const MAX_QUEUED_BYTES = 4_000_000;

export interface Guard {
  /** Called once a second. */
  check(): void;
}

export function guardConnection(conn: Connection): Guard {
  let messages = 0;
  // The library answers WebSocket pings by itself, unseen by Engine.IO, whose types lack the field.
  const { socket, websocket } = conn.request as typeof conn.request & {
    readonly websocket?: EventEmitter;
  };
  const heard = (): void => {
    messages++;
    if (messages > FLOOD) hangUp(conn);
  };
  conn.on('packet', heard);
  websocket?.on('ping', heard).on('pong', heard);
  return {
    check() {
      messages = 0;
      if (socket.writableLength > MAX_QUEUED_BYTES) hangUp(conn);
    },
  };
}

/** Closes without waiting for a client that may never read, answer or hang up itself. */
export function hangUp(conn: Connection): void {
  conn.close(true);
  conn.request.socket.destroy();
}
