// Laws of the wire: what is decoded is what was encoded, and anything else is refused in a sentence.
import { constants, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { inflateSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { bytesOf, decodeFrame, encodeFrame, FRAME_KIND, type FrameKind } from './frame.ts';
import { NO_PLANE_CODE } from './noValue.ts';
import {
  applyDelta,
  diffPlane,
  packPlane,
  planeStep,
  planeValue,
  quantise,
  quantiseState,
  unpackPlane,
} from './plane.ts';

const header = {
  kind: 'table',
  seq: 7,
  timeMs: 1_763_800_000_000,
  schema: 0xdeadbeef,
  topic: 'site',
} as const;
const deflate = (bytes: Uint8Array) =>
  deflateRawSync(bytes, { level: 1, strategy: constants.Z_HUFFMAN_ONLY });

describe('a frame', () => {
  it('decodes to what was encoded, at any alignment', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(FRAME_KIND) as FrameKind[])),
        fc.integer({ min: 0, max: 0xffffffff }),
        fc.double({ noNaN: true }),
        fc.stringMatching(/^[!-~]{1,64}$/),
        fc.uint8Array({ maxLength: 300 }),
        fc.integer({ min: 0, max: 9 }),
        (kind, seq, timeMs, topic, payload, offset) => {
          const head = { kind, seq, timeMs, schema: seq ^ 0x55, topic };
          const encoded = encodeFrame({ ...head, schema: head.schema >>> 0 }, payload);
          const shifted = new Uint8Array(encoded.length + offset);
          shifted.set(encoded, offset);
          for (const view of [
            encoded,
            encoded.buffer,
            shifted.subarray(offset),
            new DataView(shifted.buffer, offset),
          ]) {
            const frame = decodeFrame(view);
            expect({ ...frame, payload: [...frame.payload] }).toEqual({
              ...head,
              schema: head.schema >>> 0,
              payload: [...payload],
            });
          }
        },
      ),
    );
  });

  it('is refused by magic, version, kind and length, each in its own sentence', () => {
    const good = encodeFrame(header, Uint8Array.of(1, 2, 3));
    const spoiled = (at: number, value: number) => {
      const copy = good.slice();
      copy[at] = value;
      return copy;
    };
    expect(() => decodeFrame(spoiled(0, 0))).toThrow('not a frame');
    expect(() => decodeFrame(spoiled(2, 9))).toThrow(
      'frame has version 9; this program reads version 1',
    );
    expect(() => decodeFrame(spoiled(3, 77))).toThrow('unknown kind 77');
    expect(() => decodeFrame(good.subarray(0, good.length - 1))).toThrow('its header announces');
    expect(() => decodeFrame(Uint8Array.of(...good, 0))).toThrow('its header announces');
    expect(() => decodeFrame(new Uint8Array(5))).toThrow('fewer than its header');
  });

  it('never does anything but decode or refuse', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        try {
          decodeFrame(bytes);
        } catch (error) {
          expect((error as Error).message).toMatch(/frame/);
        }
      }),
    );
  });

  it('carries no topic that could not be read back', () => {
    expect(() => encodeFrame({ ...header, topic: 'flöör' }, new Uint8Array())).toThrow(
      'printable ASCII',
    );
    expect(() => encodeFrame({ ...header, topic: 'x'.repeat(65) }, new Uint8Array())).toThrow(
      '1 to 64',
    );
  });

  it('reads an ArrayBuffer and a view of it alike', () => {
    const bytes = Uint8Array.of(1, 2, 3);
    expect(bytesOf(bytes.buffer)).toEqual(bytesOf(bytes));
  });
});

describe('a plane', () => {
  const range = [0, 1_200] as const;

  it('keeps a gauge within half a step, clamps outside the range, and keeps "not known"', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.double({ min: -500, max: 2_000, noNaN: true }), fc.constant(Number.NaN)),
        ),
        (list) => {
          const values = Float32Array.from(list);
          const codes = new Uint8Array(values.length);
          quantise(values, range, codes);
          values.forEach((value, i) => {
            const back = planeValue(codes[i] as number, range);
            if (Number.isNaN(value)) expect(codes[i]).toBe(NO_PLANE_CODE);
            else
              expect(Math.abs(back - Math.min(1_200, Math.max(0, value)))).toBeLessThanOrEqual(
                planeStep(range) / 2 + 1e-3,
              );
          });
        },
      ),
    );
  });

  it("sends a state's number as its code and an unknown state as no value", () => {
    const codes = new Uint8Array(3);
    quantiseState(Uint16Array.of(0, 2, 65_535), codes);
    expect([...codes]).toEqual([0, 2, NO_PLANE_CODE]);
  });

  it('is the key frame plus every delta since', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 1, max: 400 })
          .chain((n) =>
            fc.array(fc.uint8Array({ minLength: n, maxLength: n }), { minLength: 2, maxLength: 6 }),
          ),
        (frames) => {
          const [first, ...rest] = frames as [Uint8Array, ...Uint8Array[]];
          const page = unpackPlane(packPlane(first, deflate), first.length, inflateSync);
          let last = first;
          for (const next of rest) {
            const delta = new Uint8Array(next.length);
            diffPlane(last, next, delta);
            applyDelta(page, unpackPlane(packPlane(delta, deflate), next.length, inflateSync));
            expect(page).toEqual(next);
            last = next;
          }
        },
      ),
    );
  });

  it('is refused when it has another number of places', () => {
    const packed = packPlane(new Uint8Array(10), deflate);
    expect(() => unpackPlane(packed, 11, inflateSync)).toThrow(
      'plane has 10 places; this one needs 11',
    );
    expect(() => unpackPlane(packed.subarray(0, 2), 10, inflateSync)).toThrow(
      'fewer than its count',
    );
  });
});
