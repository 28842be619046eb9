// What no code that knows only how often each byte occurs can beat.

/** Bytes that the order-0 entropy of these bytes comes to. */
export function entropyBytes(bytes: Uint8Array): number {
  const counts = new Float64Array(256);
  for (const byte of bytes) counts[byte] = (counts[byte] as number) + 1;
  let bits = 0;
  for (const count of counts) {
    if (count > 0) bits -= count * Math.log2(count / bytes.length);
  }
  return bits / 8;
}
