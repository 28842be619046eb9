// The binary envelope of everything the stream sends: a versioned header, then one payload. docs/wire.md has the page.

/** "CN", so that a stray buffer is refused and not drawn. */
const MAGIC = 0x4e43;
const FRAME_VERSION = 1;

/** What the payload is. A number never changes its meaning. */
export const FRAME_KIND = { planeKey: 1, planeDelta: 2, table: 3, records: 4, rows: 5 } as const;
export type FrameKind = keyof typeof FRAME_KIND;

export interface FrameHeader {
  readonly kind: FrameKind;
  /** Number of the published frame. */
  readonly seq: number;
  /** END of the step, UTC epoch. */
  readonly timeMs: number;
  /** Fingerprint of dictionary and site; both wings must have the same. */
  readonly schema: number;
  readonly topic: string;
}

export interface Frame extends FrameHeader {
  /** A copy-free view of the payload; its offset may be unaligned. */
  readonly payload: Uint8Array;
}

const FIXED_BYTES = 26;
const MAX_TOPIC = 64;

/** Puts a header before a payload. Throws a RangeError on a topic that is too long or not ASCII. */
export function encodeFrame(header: FrameHeader, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  const { topic } = header;
  if (topic.length > MAX_TOPIC || !/^[\x21-\x7e]+$/.test(topic)) {
    throw new RangeError(
      `frame topic "${topic}" must be 1 to ${MAX_TOPIC} printable ASCII characters`,
    );
  }
  const bytes = new Uint8Array(FIXED_BYTES + topic.length + payload.length);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, MAGIC, true);
  view.setUint8(2, FRAME_VERSION);
  view.setUint8(3, FRAME_KIND[header.kind]);
  view.setUint32(4, header.seq, true);
  view.setFloat64(8, header.timeMs, true);
  view.setUint32(16, header.schema, true);
  view.setUint32(20, payload.length, true);
  view.setUint16(24, topic.length, true);
  for (let i = 0; i < topic.length; i++) bytes[FIXED_BYTES + i] = topic.charCodeAt(i);
  bytes.set(payload, FIXED_BYTES + topic.length);
  return bytes;
}

/** Bytes over any view, aligned or not; a Node Buffer and a browser's ArrayBuffer both arrive here. */
export function bytesOf(data: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

/** Reads a frame. Throws one sentence on wrong magic, version, kind or length. */
export function decodeFrame(data: ArrayBuffer | ArrayBufferView): Frame {
  const bytes = bytesOf(data);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < FIXED_BYTES) {
    throw new Error(`frame has ${bytes.length} bytes, fewer than its header of ${FIXED_BYTES}`);
  }
  const magic = view.getUint16(0, true);
  if (magic !== MAGIC) {
    throw new Error(
      `not a frame: it begins with 0x${magic.toString(16)}, not 0x${MAGIC.toString(16)}`,
    );
  }
  const version = view.getUint8(2);
  if (version !== FRAME_VERSION) {
    throw new Error(`frame has version ${version}; this program reads version ${FRAME_VERSION}`);
  }
  const kind = kindOf(view.getUint8(3));
  const topicLength = view.getUint16(24, true);
  const start = FIXED_BYTES + topicLength;
  const expected = start + view.getUint32(20, true);
  if (bytes.length !== expected) {
    throw new Error(`frame has ${bytes.length} bytes; its header announces ${expected}`);
  }
  return {
    kind,
    seq: view.getUint32(4, true),
    timeMs: view.getFloat64(8, true),
    schema: view.getUint32(16, true),
    topic: String.fromCharCode(...bytes.subarray(FIXED_BYTES, start)),
    payload: bytes.subarray(start),
  };
}

function kindOf(code: number): FrameKind {
  for (const kind of Object.keys(FRAME_KIND) as FrameKind[]) {
    if (FRAME_KIND[kind] === code) return kind;
  }
  throw new Error(`frame has the unknown kind ${code}`);
}
