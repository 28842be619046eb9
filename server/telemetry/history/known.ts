// How many seconds of each row were known: one count for all, and what single rows differ by, which is rare.

export interface Known {
  /** Every row was known for so long ... */
  all(seconds: number): void;
  /** ... but this one, or only this one. */
  add(row: number, seconds: number): void;
  of(row: number): number;
  merge(finer: Known): void;
  readonly common: number;
  /** What single rows differ by, for a loop over all of them that must not call. */
  readonly own: Float64Array;
  clear(): void;
}

export function createKnown(rows: number): Known {
  const own = new Float64Array(rows);
  let common = 0;
  return {
    own,
    get common() {
      return common;
    },
    merge(finer) {
      common += finer.common;
      for (let row = 0; row < rows; row++)
        own[row] = (own[row] as number) + (finer.own[row] as number);
    },
    all(seconds) {
      common += seconds;
    },
    add(row, seconds) {
      own[row] = (own[row] as number) + seconds;
    },
    of: (row) => common + (own[row] as number),
    clear() {
      own.fill(0);
      common = 0;
    },
  };
}
