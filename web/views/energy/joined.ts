// Answers about parts of a span that follow each other, as one answer about the whole.
import type { HistoryAnswer } from '../../../server/contract/api.ts';

/** undefined until every part is there. They hold the same series, and no step twice. */
export function joined(parts: readonly (HistoryAnswer | undefined)[]): HistoryAnswer | undefined {
  const [first, ...rest] = parts;
  const all = parts.filter((part) => part !== undefined);
  if (!first || all.length < parts.length) return undefined;
  if (rest.length === 0) return first;
  return {
    ...first,
    toMs: all.at(-1)?.toMs ?? first.toMs,
    timesMs: all.flatMap(({ timesMs }) => timesMs),
    series: first.series.map((one, i) => {
      const each = all.map(({ series }) => series[i] ?? one);
      return {
        ...one,
        min: each.flatMap(({ min }) => min),
        mean: each.flatMap(({ mean }) => mean),
        max: each.flatMap(({ max }) => max),
        coverage: each.flatMap(({ coverage }) => coverage),
      };
    }),
    gaps: all.flatMap(({ gaps = [] }) => gaps),
    stretches: all.flatMap(({ stretches = [] }) => stretches),
  };
}
