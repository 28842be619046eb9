// Plain statistics over a list of numbers.

export function mean(values: readonly number[]): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

export function deviation(values: readonly number[]): number {
  const middle = mean(values);
  let sum = 0;
  for (const value of values) sum += (value - middle) ** 2;
  return Math.sqrt(sum / values.length);
}

/** Straight line between the two order statistics around the share. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const low = Math.floor(at);
  const from = sorted[low] as number;
  return from + ((sorted[Math.min(low + 1, sorted.length - 1)] as number) - from) * (at - low);
}

/** Correlation of two lists of one length. */
export function correlation(a: readonly number[], b: readonly number[]): number {
  const meanA = mean(a);
  const meanB = mean(b);
  let both = 0;
  for (let i = 0; i < a.length; i++)
    both += ((a[i] as number) - meanA) * ((b[i] as number) - meanB);
  return both / (a.length * deviation(a) * deviation(b));
}

export function autocorrelation(values: readonly number[], lag: number): number {
  return correlation(values.slice(lag), values.slice(0, values.length - lag));
}

/** Index of the largest value. */
export function largestAt(values: readonly number[]): number {
  return values.reduce((best, value, i) => (value > (values[best] as number) ? i : best), 0);
}
