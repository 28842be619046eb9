// Rows of a tier put into the steps of an answer.
import { metricOf } from '../../contract/metrics.ts';
import type { StoreRows } from './history.ts';
import { numbers } from './rows.ts';
import type { SeriesQuestion } from './seriesSql.ts';
import { at, dayS, joinOf, put, stepFinder, type Target } from './stepSeries.ts';
import type { Tier } from './tiers.ts';

/** `joins`: rows that come after those that a step has already are put to them; else a step keeps what it has. */
export function pour(
  rows: StoreRows,
  metricAt: number,
  tier: Pick<Tier, 'stepS'>,
  into: Target,
  joins: boolean,
): void {
  const { question, axis } = into;
  const { timesMs } = axis;
  const [places, ends] = [numbers(rows, 'place'), numbers(rows, 'endMs')];
  const of = (name: string): Float64Array => numbers(rows, `${name}${metricAt}`);
  const [values, lows, highs, known] = [of('value'), of('low'), of('high'), of('knownS')];
  const longest = numbers(rows, 'longestS');
  const metric = question.metrics[metricAt] as SeriesQuestion['metrics'][number];
  const grows = metricOf(metric).kind === 'counter';
  const join = joins ? joinOf(metric) : undefined;
  const stepOf = stepFinder(into);
  for (let row = 0; row < rows.rows; row++) {
    const one = into.series[metricAt]?.[into.at.get(places[row] as number) ?? -1];
    if (!one || !((known[row] as number) > 0)) continue;
    const end = stepOf(ends[row] as number);
    const rowS = Math.max(tier.stepS, question.stepS, longest[row] as number);
    const inSteps = rowS / question.stepS;
    // What has grown is shared out in whole parts or not at all.
    const steps = grows && !Number.isInteger(inSteps) ? 1 : Math.ceil(inSteps);
    const share = grows ? 1 / steps : 1;
    for (let step = Math.max(0, end - steps + 1); step <= end && step < timesMs.length; step++) {
      const has = (one.coverage[step] as number) > 0;
      if (has && !join) continue;
      const lengthS = axis.areDays ? dayS(axis, step) : rowS;
      const poured = {
        value: (values[row] as number) * share,
        low: (lows[row] as number) * share,
        high: (highs[row] as number) * share,
        coverage: (known[row] as number) / lengthS,
      };
      put(one, step, has && join ? join(at(one, step), poured) : poured);
    }
  }
}
