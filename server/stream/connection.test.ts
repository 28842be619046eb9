// What a connection may say and leave unread before it is hung up on.
import { EventEmitter } from 'node:events';
import { beforeEach, expect, test } from 'vitest';
import { type Connection, type Guard, guardConnection } from './connection.ts';

let tcp: { writableLength: number; destroyed: boolean; destroy(): void };
let websocket: EventEmitter;
let conn: EventEmitter;
let guard: Guard;

beforeEach(() => {
  tcp = {
    writableLength: 0,
    destroyed: false,
    destroy() {
      tcp.destroyed = true;
    },
  };
  websocket = new EventEmitter();
  conn = Object.assign(new EventEmitter(), { request: { socket: tcp, websocket }, close() {} });
  guard = guardConnection(conn as unknown as Connection);
});

test('who leaves megabytes unread is hung up on, who is a frame behind is not', () => {
  tcp.writableLength = 500_000;
  guard.check();
  expect(tcp.destroyed).toBe(false);
  tcp.writableLength = 4_000_001;
  guard.check();
  expect(tcp.destroyed).toBe(true);
});

test('packets, pings and pongs count together, a second at a time', () => {
  for (let second = 0; second < 3; second++) {
    for (let i = 0; i < 50; i++) conn.emit('packet');
    for (let i = 0; i < 25; i++) websocket.emit('ping');
    for (let i = 0; i < 25; i++) websocket.emit('pong');
    expect(tcp.destroyed).toBe(false);
    guard.check();
  }
  for (let i = 0; i < 101; i++) websocket.emit('ping');
  expect(tcp.destroyed).toBe(true);
});
