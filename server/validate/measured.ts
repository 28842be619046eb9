// What our data say about a row.

/** A rate also says over how much (in the denominator of its unit) it was counted. */
export interface Measured {
  readonly value: number;
  readonly over?: number;
}

/** By row id. */
export type Found = Readonly<Record<string, number | Measured>>;
