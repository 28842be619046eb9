// A family of rows: what measures them, on what ground.
import type { SiteParts } from '../catalogue/siteFiles.ts';
import type { GridFile } from '../contract/grid.ts';

/** Checked fixtures that the measurements stand on. */
export interface Ground {
  readonly parts: SiteParts;
  readonly grid: GridFile;
}

/** A value; a rate also says over how much (in the denominator of its unit) it was counted. */
export interface Measured {
  readonly value: number;
  readonly over?: number;
}

export interface Family {
  readonly name: string;
  /** Ids of fixtures/truth.json that it measures. */
  readonly rows: readonly string[];
  /** Measured in seconds, so that every test run can afford it. */
  readonly quick: boolean;
  measure(ground: Ground): Readonly<Record<string, number | Measured>>;
}
