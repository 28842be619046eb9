// The steepest change of a series, a minute.

/** Units of the values a minute, with its sign; NaN with fewer than two known neighbours. */
export function steepest(timesMs: readonly number[], values: ArrayLike<number>): number {
  let most = Number.NaN;
  for (let i = 1; i < timesMs.length; i++) {
    const minutes = ((timesMs[i] as number) - (timesMs[i - 1] as number)) / 60_000;
    const change = ((values[i] as number) - (values[i - 1] as number)) / minutes;
    if (!Number.isFinite(change)) continue;
    if (Number.isNaN(most) || Math.abs(change) > Math.abs(most)) most = change;
  }
  return most;
}
