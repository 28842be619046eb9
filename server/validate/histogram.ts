// Counts in equal bins, for quantiles of more values than one would keep.

export interface Histogram {
  readonly total: number;
  add(value: number): void;
  quantile(share: number): number;
}

/** Values outside the range count in its end bins; NaN does not count. */
export function createHistogram(low: number, high: number, bins = 4_000): Histogram {
  const counts = new Float64Array(bins);
  const perUnit = bins / (high - low);
  let total = 0;
  return {
    get total() {
      return total;
    },
    add(value) {
      if (Number.isNaN(value)) return;
      const bin = Math.floor((value - low) * perUnit);
      const at = bin < 0 ? 0 : bin >= bins ? bins - 1 : bin;
      counts[at] = (counts[at] as number) + 1;
      total++;
    },
    quantile(share) {
      let left = share * total;
      let bin = 0;
      while (bin < bins - 1 && (counts[bin] as number) < left) left -= counts[bin++] as number;
      const inside = Math.min(1, left / Math.max(1, counts[bin] as number));
      return low + (bin + inside) / perUnit;
    },
  };
}
