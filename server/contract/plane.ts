// A plane: one field of the floor as one byte a place, sent whole (key) or as the change since the frame before (delta).
import { NO_PLANE_CODE } from './noValue.ts';

const TOP_CODE = 254;

/** Compresses and restores; handed in, because contract knows neither Node nor the browser. */
export type Squeeze = (bytes: Uint8Array) => Uint8Array;

/** Value of one step of a code. */
export function planeStep(range: readonly [number, number]): number {
  return (range[1] - range[0]) / TOP_CODE;
}

/**
 * Writes the codes of `values` into `codes`. Gauges outside the range clamp to 0 or 254; NaN is 255.
 * A state's code is its number (range [0, 254] makes the step 1), so states go through here unchanged.
 */
export function quantise(
  values: Float32Array | Uint16Array,
  range: readonly [number, number],
  codes: Uint8Array,
): void {
  const [low] = range;
  const scale = 1 / planeStep(range);
  for (let i = 0; i < codes.length; i++) {
    const position = ((values[i] as number) - low) * scale;
    // NaN fails both comparisons and lands on "no value".
    codes[i] =
      position >= TOP_CODE
        ? TOP_CODE
        : position > 0
          ? (position + 0.5) | 0
          : position <= 0
            ? 0
            : NO_PLANE_CODE;
  }
}

/** A state, whose unknown is 65535: codes above 254 become "no value". */
export function quantiseState(values: Uint16Array, codes: Uint8Array): void {
  for (let i = 0; i < codes.length; i++) {
    const code = values[i] as number;
    codes[i] = code <= TOP_CODE ? code : NO_PLANE_CODE;
  }
}

/** The value that a code stands for: for colours only; printed numbers come at full precision. */
export function planeValue(code: number, range: readonly [number, number]): number {
  return code === NO_PLANE_CODE ? Number.NaN : range[0] + code * planeStep(range);
}

/** Payload of a key or delta frame: the number of places, then the squeezed bytes. */
export function packPlane(bytes: Uint8Array, deflate: Squeeze): Uint8Array {
  const squeezed = deflate(bytes);
  const payload = new Uint8Array(4 + squeezed.length);
  new DataView(payload.buffer).setUint32(0, bytes.length, true);
  payload.set(squeezed, 4);
  return payload;
}

/** The bytes of a key or delta payload. Throws when their number is not `count`. */
export function unpackPlane(payload: Uint8Array, count: number, inflate: Squeeze): Uint8Array {
  if (payload.length < 4)
    throw new Error(`plane has ${payload.length} bytes, fewer than its count`);
  const announced = new DataView(payload.buffer, payload.byteOffset).getUint32(0, true);
  if (announced !== count)
    throw new Error(`plane has ${announced} places; this one needs ${count}`);
  const bytes = inflate(payload.subarray(4));
  if (bytes.length !== count)
    throw new Error(`plane inflates to ${bytes.length} bytes, not ${count}`);
  return bytes;
}

/** delta = next - last, mod 256. */
export function diffPlane(last: Uint8Array, next: Uint8Array, delta: Uint8Array): void {
  for (let i = 0; i < delta.length; i++) delta[i] = (next[i] as number) - (last[i] as number);
}

/** codes += delta, mod 256. */
export function applyDelta(codes: Uint8Array, delta: Uint8Array): void {
  for (let i = 0; i < codes.length; i++) codes[i] = (codes[i] as number) + (delta[i] as number);
}
