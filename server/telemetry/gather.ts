// How the parts of each place become one value: plain loops that skip the unknown and keep the share that was known.
import type { RollUp } from '../contract/metric.ts';
import type { Column } from '../contract/metrics.ts';

/** One rolled-up metric: the parts of place i are bounds[i] <= part < bounds[i + 1]. */
export interface Gathering {
  readonly bounds: Int32Array;
  /** Filled beside the values: share of the parts that were known, 0 to 1. */
  readonly coverage: Float32Array;
  /** What says "not known" among the parts (NaN is always unknown) and in the result. */
  readonly unknown: number;
  readonly none: number;
  /** The code that `countCode` counts. */
  readonly code: number;
}

export type Gather = (gathering: Gathering, parts: Column, whole: Column) => void;

export const GATHERS: Partial<Record<RollUp, Gather>> = {
  sum,
  mean,
  max,
  min,
  or,
  countBy: countCode,
};

function sum(gathering: Gathering, parts: Column, whole: Column): void {
  addUp(gathering, parts, whole, false);
}

function mean(gathering: Gathering, parts: Column, whole: Column): void {
  addUp(gathering, parts, whole, true);
}

function addUp(gathering: Gathering, parts: Column, whole: Column, divide: boolean): void {
  const { bounds, coverage, unknown, none } = gathering;
  for (let i = 0; i < coverage.length; i++) {
    const from = bounds[i] as number;
    const to = bounds[i + 1] as number;
    let known = 0;
    let total = 0;
    for (let part = from; part < to; part++) {
      const value = parts[part] as number;
      if (value === unknown || Number.isNaN(value)) continue;
      known++;
      total += value;
    }
    whole[i] = known === 0 ? none : divide ? total / known : total;
    coverage[i] = known > 0 ? known / (to - from) : 0;
  }
}

function max(gathering: Gathering, parts: Column, whole: Column): void {
  const { bounds, coverage, unknown, none } = gathering;
  for (let i = 0; i < coverage.length; i++) {
    const from = bounds[i] as number;
    const to = bounds[i + 1] as number;
    let known = 0;
    let highest = Number.NEGATIVE_INFINITY;
    for (let part = from; part < to; part++) {
      const value = parts[part] as number;
      if (value === unknown || Number.isNaN(value)) continue;
      known++;
      if (value > highest) highest = value;
    }
    whole[i] = known > 0 ? highest : none;
    coverage[i] = known > 0 ? known / (to - from) : 0;
  }
}

function min(gathering: Gathering, parts: Column, whole: Column): void {
  const { bounds, coverage, unknown, none } = gathering;
  for (let i = 0; i < coverage.length; i++) {
    const from = bounds[i] as number;
    const to = bounds[i + 1] as number;
    let known = 0;
    let lowest = Number.POSITIVE_INFINITY;
    for (let part = from; part < to; part++) {
      const value = parts[part] as number;
      if (value === unknown || Number.isNaN(value)) continue;
      known++;
      if (value < lowest) lowest = value;
    }
    whole[i] = known > 0 ? lowest : none;
    coverage[i] = known > 0 ? known / (to - from) : 0;
  }
}

function or(gathering: Gathering, parts: Column, whole: Column): void {
  const { bounds, coverage, unknown, none } = gathering;
  for (let i = 0; i < coverage.length; i++) {
    const from = bounds[i] as number;
    const to = bounds[i + 1] as number;
    let known = 0;
    let bits = 0;
    for (let part = from; part < to; part++) {
      const value = parts[part] as number;
      if (value === unknown) continue;
      known++;
      bits |= value;
    }
    whole[i] = known > 0 ? bits : none;
    coverage[i] = known > 0 ? known / (to - from) : 0;
  }
}

function countCode(gathering: Gathering, parts: Column, whole: Column): void {
  const { bounds, coverage, unknown, none, code } = gathering;
  for (let i = 0; i < coverage.length; i++) {
    const from = bounds[i] as number;
    const to = bounds[i + 1] as number;
    let known = 0;
    let count = 0;
    for (let part = from; part < to; part++) {
      const value = parts[part] as number;
      if (value === unknown) continue;
      known++;
      if (value === code) count++;
    }
    whole[i] = known > 0 ? count : none;
    coverage[i] = known > 0 ? known / (to - from) : 0;
  }
}
