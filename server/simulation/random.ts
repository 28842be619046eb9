// Chance by one door: counter-based draws, one stream a label, the same bits in whatever order they are asked for.

/** Scrambles 32 bits (lowbias32, a bijection). */
export function scramble(x: number): number {
  let h = x | 0;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return (h ^ (h >>> 16)) >>> 0;
}

/** The stream of a label: every use of chance has its own. */
export function streamOf(seed: number, label: string): number {
  let h = scramble(seed ^ 0x5bd1e995);
  for (let i = 0; i < label.length; i++)
    h = scramble(h ^ Math.imul(label.charCodeAt(i), 0x01000193));
  return h;
}

/** 32 bits of a stream at a place of two counters. */
export function draw(stream: number, a: number, b = 0): number {
  return scramble(scramble(stream + Math.imul(a, 0x9e3779b1)) + Math.imul(b, 0x85ebca6b));
}

/** The bits of a GPU in a step, the key of which is a draw of its own; signed, for the hot loop. */
export function gpuBits(stepKey: number, gpu: number): number {
  let h = (stepKey + Math.imul(gpu, 0x9e3779b1)) | 0;
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d);
  h = Math.imul(h ^ (h >>> 15), 0x846ca68b);
  return h ^ (h >>> 16);
}

/** Bits as a number in (0, 1). */
export function unit(bits: number): number {
  return (bits + 0.5) / 4_294_967_296;
}

/** Four bytes less their mean: times BELL a bell of deviation 1. */
export function byteSum(bits: number): number {
  return (bits & 255) + ((bits >>> 8) & 255) + ((bits >>> 16) & 255) + (bits >>> 24) - 510;
}

/** Sum of four bytes, mean 0, deviation 1: a bell within +-3.45 (Irwin-Hall). */
export function bell(bits: number): number {
  return byteSum(bits) * BELL;
}
/** 1 / sqrt(4 (256^2 - 1) / 12). */
export const BELL = 0.006765875;

/** A true Gaussian from two draws, for what is drawn once a job or a part (Box and Muller). */
export function gaussian(stream: number, a: number, b = 0): number {
  const u = unit(draw(stream, a, b * 2));
  const v = unit(draw(stream, a, b * 2 + 1));
  return Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v);
}

/** Between two bounds. */
export function between(bounds: readonly [number, number], bits: number): number {
  return bounds[0] + (bounds[1] - bounds[0]) * unit(bits);
}

/** Smooth noise of deviation about 1: bells at knots every `everyS`, a smooth step between them. */
export function smoothNoise(stream: number, part: number, timeS: number, everyS: number): number {
  const x = timeS / everyS;
  const knot = Math.floor(x);
  const from = bell(draw(stream, knot, part));
  return from * SMOOTH + (bell(draw(stream, knot + 1, part)) - from) * smoothShare(x - knot);
}

/** How much of the next knot counts after a share of the way to it. */
export function smoothShare(way: number): number {
  return way * way * (3 - 2 * way) * SMOOTH;
}

/** Between knots the mix of two bells is narrower: times the inverse of its mean deviation. */
export const SMOOTH = 1.16;
