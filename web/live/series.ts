// Some metrics over one time axis: a sliding span that live values extend and history fills from behind.
import type { MetricId } from '../../server/contract/metrics.ts';

export interface SeriesStore {
  readonly timesMs: readonly number[];
  values(metric: MetricId): readonly number[];
  /**
   * Adds a second; one that is not newer than the last is left out. True when seconds are missing between the two:
   * an unknown value then marks the gap until history fills it.
   */
  append(timeMs: number, read: (metric: MetricId) => number, stepMs: number): boolean;
  /** Puts history in: for times that both know, what is there stays. */
  join(timesMs: readonly number[], read: (metric: MetricId) => readonly number[] | undefined): void;
}

export function createSeries(metrics: readonly MetricId[], spanMs: number): SeriesStore {
  let times: number[] = [];
  const columns = new Map<MetricId, number[]>(metrics.map((metric) => [metric, []]));

  function push(timeMs: number, read: (metric: MetricId) => number): void {
    times.push(timeMs);
    for (const [metric, column] of columns) column.push(read(metric));
  }

  function trim(): void {
    const oldest = (times.at(-1) ?? 0) - spanMs;
    const from = times.findIndex((timeMs) => timeMs > oldest);
    if (from <= 0) return;
    times.splice(0, from);
    for (const column of columns.values()) column.splice(0, from);
  }

  function append(timeMs: number, read: (metric: MetricId) => number, stepMs: number): boolean {
    const last = times.at(-1);
    if (last !== undefined && timeMs <= last) return false;
    const gap = last !== undefined && timeMs - last > 1.5 * stepMs;
    if (gap) push(last + stepMs, () => Number.NaN);
    push(timeMs, read);
    trim();
    return gap;
  }

  /** A row that says nothing gives way to history's. */
  function isKnown(row: number): boolean {
    return [...columns.values()].some((column) => !Number.isNaN(column[row]));
  }

  function join(
    pastMs: readonly number[],
    read: (metric: MetricId) => readonly number[] | undefined,
  ): void {
    const sources = new Map<number, { past?: number; own?: number }>();
    for (const [past, timeMs] of pastMs.entries()) sources.set(timeMs, { past });
    times.forEach((timeMs, own) => {
      if (isKnown(own) || !sources.has(timeMs)) sources.set(timeMs, { own });
    });
    const merged = [...sources].sort(([a], [b]) => a - b);
    times = merged.map(([timeMs]) => timeMs);
    for (const [metric, column] of columns) {
      const pastColumn = read(metric);
      columns.set(
        metric,
        merged.map(([, { past, own }]) =>
          own === undefined
            ? (pastColumn?.[past ?? -1] ?? Number.NaN)
            : (column[own] ?? Number.NaN),
        ),
      );
    }
    trim();
  }

  return {
    get timesMs() {
      return times;
    },
    values: (metric) => columns.get(metric) ?? [],
    append,
    join,
  };
}
