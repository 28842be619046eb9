// How the GPUs of a rack lie beside each other: ends, middle, and where one of them stands.

export interface Spread {
  /** Places in the list of values, NaN left out. */
  readonly lowest: number;
  readonly highest: number;
  readonly median: number;
  readonly known: number;
  /** Round ends that hold all values. */
  readonly scale: readonly [number, number];
}

/** `step` is what the ends are rounded to, so that the scale does not follow every second; undefined with no value known. */
export function spreadOf(values: readonly number[], step: number): Spread | undefined {
  const order = values.map((_, i) => i).filter((i) => Number.isFinite(values[i]));
  if (order.length === 0) return undefined;
  order.sort((a, b) => (values[a] as number) - (values[b] as number));
  const at = (rank: number): number => values[order[rank] as number] as number;
  const [low, high] = [at(0), at(order.length - 1)];
  const middle = (order.length - 1) / 2;
  const bottom = Math.floor(low / step) * step;
  return {
    lowest: order[0] as number,
    highest: order.at(-1) as number,
    median: (at(Math.floor(middle)) + at(Math.ceil(middle))) / 2,
    known: order.length,
    scale: [bottom, Math.max(Math.ceil(high / step) * step, bottom + step)],
  };
}

/** 1 for the highest; equal ones share the better rank. NaN for an unknown one. */
export function rankOf(values: readonly number[], which: number): number {
  const own = values[which] ?? Number.NaN;
  if (!Number.isFinite(own)) return Number.NaN;
  return 1 + values.filter((value) => value > own).length;
}
