// A client of the live stream that does next to nothing: raw frames of WebSocket, counted and not decoded.
import { createConnection, type Socket } from 'node:net';

/** A browser's key; nobody checks the answer to it. */
const KEY = 'dGhlIHNhbXBsZSBub25jZQ==';
const OP_TEXT = 1;
const OP_BINARY = 2;
/** Enough of a text message for its event's name and number, and of a frame for its time. */
const KEPT_BYTES = 64;
/** Where a frame of the stream has its time (contract/frame.ts). */
const TIME_OFFSET = 8;

export interface StreamListener {
  /** The last byte of a tick has arrived. `timeMs` is the END of its second. */
  tick(seq: number, timeMs: number): void;
  closed(): void;
}

export interface StreamSocket {
  /** Stops reading, but goes on answering pings that it no longer sees: the worst that a client can be. */
  stall(): void;
  close(): void;
}

export function openStreamSocket(
  port: number,
  topics: readonly string[],
  listener: StreamListener,
): StreamSocket {
  const reader = createReader(onMessage);
  const socket: Socket = createConnection({
    host: '127.0.0.1',
    port,
    noDelay: true,
    onread: {
      // One for all: what arrives is read at once.
      buffer: RECEIVED,
      callback(length, buffer) {
        reader.read(buffer as Buffer, length);
        return true;
      },
    },
  });
  let expected = 0;
  let seq = Number.NaN;
  let timeMs = Number.NaN;
  let pongs: NodeJS.Timeout | undefined;

  function onMessage(opcode: number, kept: Buffer): void {
    if (opcode === OP_TEXT) onText(kept.toString('latin1'));
    else if (opcode === OP_BINARY && expected > 0) {
      if (Number.isNaN(timeMs)) timeMs = kept.readDoubleLE(TIME_OFFSET);
      if (--expected === 0 && !Number.isNaN(seq)) listener.tick(seq, timeMs);
    }
  }

  function onText(text: string): void {
    if (text.startsWith('0')) send('40');
    else if (text === '2') send('3');
    else if (text.startsWith('40')) send(`420${JSON.stringify(['subscribe', topics])}`);
    else if (text.startsWith('45')) {
      expected = Number.parseInt(text.slice(2), 10);
      seq = Number(/\["tick",(\d+)/.exec(text)?.[1]);
      timeMs = Number.NaN;
    }
  }

  function send(text: string): void {
    socket.write(maskedText(text));
  }

  socket.on('close', () => {
    clearInterval(pongs);
    listener.closed();
  });
  socket.on('error', () => undefined);
  socket.write(
    `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: Upgrade\r\n` +
      `Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: ${KEY}\r\n\r\n`,
  );
  return {
    stall() {
      socket.pause();
      pongs = setInterval(() => send('3'), 5_000);
    },
    close: () => void socket.destroy(),
  };
}

const RECEIVED = Buffer.alloc(65_536);

/** A short text from a client; a mask of zeros leaves it as it is. */
function maskedText(text: string): Buffer {
  const payload = Buffer.from(text, 'latin1');
  const long = payload.length > 125;
  const head = long
    ? [0x81, 0xfe, payload.length >> 8, payload.length & 255]
    : [0x81, 0x80 | payload.length];
  return Buffer.concat([Buffer.from([...head, 0, 0, 0, 0]), payload]);
}

/** Cuts what arrives into messages and keeps the first bytes of each. */
function createReader(onMessage: (opcode: number, kept: Buffer) => void) {
  const head = Buffer.alloc(10);
  const kept = Buffer.alloc(KEPT_BYTES);
  let inHttp = true;
  let lastFour = 0;
  let headLength = 0;
  let payloadLength = -1;
  let done = 0;

  /** Length of the payload once the header is whole; -1 before. */
  function lengthOf(): number {
    const short = (head[1] as number) & 127;
    if (headLength < 2 || (short === 126 && headLength < 4) || (short === 127 && headLength < 10)) {
      return -1;
    }
    if (short < 126) return short;
    return short === 126 ? head.readUInt16BE(2) : Number(head.readBigUInt64BE(2));
  }

  function skipHttp(buffer: Buffer, length: number): number {
    for (let at = 0; at < length; at++) {
      lastFour = ((lastFour << 8) | (buffer[at] as number)) >>> 0;
      if (lastFour === 0x0d0a0d0a) {
        inHttp = false;
        return at + 1;
      }
    }
    return length;
  }

  function read(buffer: Buffer, length: number): void {
    let at = inHttp ? skipHttp(buffer, length) : 0;
    while (at < length || payloadLength === 0) {
      if (payloadLength < 0) {
        head[headLength++] = buffer[at++] as number;
        payloadLength = lengthOf();
        continue;
      }
      const taken = Math.min(length - at, payloadLength - done);
      if (done < KEPT_BYTES) buffer.copy(kept, done, at, at + taken);
      done += taken;
      at += taken;
      if (done < payloadLength) continue;
      onMessage((head[0] as number) & 15, kept.subarray(0, Math.min(done, KEPT_BYTES)));
      headLength = done = 0;
      payloadLength = -1;
    }
  }

  return { read };
}
