// Numbers of the past in memory, a UTC day in one block: read from the store once, the day that goes on as far as it has come.

export const DAY_MS = 86_400_000;
export const QUARTER_MS = 900_000;

/** Takes a value at an index of the block of a day. */
export type PutValue = (dayMs: number, index: number, value: number) => void;

export interface DayBlocks {
  /** The blocks of some days, by their begin: NaN where not known, with all that ends up to `toMs`. */
  of(daysMs: readonly number[], toMs: number): Promise<readonly Float64Array[]>;
  clear(): void;
}

interface Block {
  readonly values: Float64Array;
  readToMs: number;
}

/** `read` puts what is on disk of fromMs < t <= toMs; `most` days are kept, those of the last use. */
export function createDayBlocks(
  size: number,
  most: number,
  read: (fromMs: number, toMs: number, put: PutValue) => Promise<void>,
): DayBlocks {
  let kept = new Map<number, Block>();
  let reading: Promise<unknown> = Promise.resolve();

  async function fill(
    into: Map<number, Block>,
    daysMs: readonly number[],
    toMs: number,
  ): Promise<readonly Float64Array[]> {
    const blocks = new Map(daysMs.map((dayMs) => [dayMs, take(into, dayMs, size)] as const));
    const endOf = (dayMs: number): number => Math.min(toMs, dayMs + DAY_MS);
    const lacking = [...blocks].filter(([dayMs, { readToMs }]) => readToMs < endOf(dayMs));
    if (lacking.length > 0) {
      const fromMs = Math.min(...lacking.map(([, { readToMs }]) => readToMs));
      const untilMs = Math.max(...lacking.map(([dayMs]) => endOf(dayMs)));
      await read(fromMs, untilMs, (dayMs, index, value) => {
        const block = blocks.get(dayMs);
        if (block) block.values[index] = value;
      });
      for (const [dayMs, block] of lacking) block.readToMs = endOf(dayMs);
    }
    for (const oldest of [...into.keys()].slice(0, -most)) into.delete(oldest);
    return [...blocks.values()].map(({ values }) => values);
  }

  return {
    of(daysMs, toMs) {
      // Who clears meanwhile has others from then on.
      const into = kept;
      const done = reading.then(() => fill(into, daysMs, toMs));
      reading = done.catch(() => undefined);
      return done;
    },
    clear() {
      kept = new Map();
    },
  };
}

/** The block of a day, now the last one that was used. */
function take(into: Map<number, Block>, dayMs: number, size: number): Block {
  const known = into.get(dayMs);
  const block = known ?? { values: new Float64Array(size).fill(Number.NaN), readToMs: dayMs };
  into.delete(dayMs);
  into.set(dayMs, block);
  return block;
}

/** Begin of the day of a row: one that ends at midnight belongs to the day before. */
export function dayOfRow(endMs: number): number {
  return (Math.ceil(endMs / DAY_MS) - 1) * DAY_MS;
}

/** Days, by their begin, that hold a part of a span. */
export function daysOf({
  fromMs,
  toMs,
}: {
  readonly fromMs: number;
  readonly toMs: number;
}): number[] {
  const first = Math.floor(fromMs / DAY_MS);
  const count = Math.ceil(toMs / DAY_MS) - first;
  return Array.from({ length: Math.max(0, count) }, (_, i) => (first + i) * DAY_MS);
}

/** The quarter-hours of a span that lie in a day, by their number in it. */
export function quartersIn(
  dayMs: number,
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): { readonly from: number; readonly to: number } {
  const at = (timeMs: number): number =>
    Math.round((Math.min(dayMs + DAY_MS, Math.max(dayMs, timeMs)) - dayMs) / QUARTER_MS);
  return { from: at(fromMs), to: at(toMs) };
}
