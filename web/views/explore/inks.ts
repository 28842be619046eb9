// One meaning a colour: a line has the colour of what it is about, and another only where two would look the same.
import type { MetricId } from '../../../server/contract/metrics.ts';
import { metricOf } from '../../../server/contract/metrics.ts';

const INKS = ['power', 'cooling', 'compute', 'carbon', 'losses', 'muted'] as const;
type Ink = (typeof INKS)[number];

/** By the words of the metric's id, the first that fits. */
const MEANINGS: readonly (readonly [RegExp, Ink])[] = [
  [/loss|residual/i, 'losses'],
  [/carbon|co2|cue/i, 'carbon'],
  [/price|cost|outdoor|wind/i, 'muted'],
  [
    /cool|coolant|cdu|ring|chill|pump|fan|water|warm|cold|plant|supplyC|returnC|flow|heat/i,
    'cooling',
  ],
  [/smActive|tensor|clock|util|itPower|token|step|pace|active/i, 'compute'],
];

export function inkOf(metric: MetricId): Ink {
  for (const [words, ink] of MEANINGS) if (words.test(metric)) return ink;
  const { unit } = metricOf(metric);
  return unit === 'C' || unit === 'K' ? 'cooling' : 'power';
}

/** One for each line of a chart; they repeat only when there are more lines than inks. */
export function inksOf(metrics: readonly MetricId[]): readonly Ink[] {
  const taken: Ink[] = [];
  // Own colours first, so that a line that comes later does not lose its own to one that has to give way.
  const wanted = metrics.map((metric, i) => {
    const own = inkOf(metric);
    const first = metrics.findIndex((other) => inkOf(other) === own) === i;
    if (first) taken.push(own);
    return first ? own : undefined;
  });
  return wanted.map((own, i) => {
    if (own) return own;
    const free = INKS.find((ink) => !taken.includes(ink)) ?? (INKS[i % INKS.length] as Ink);
    taken.push(free);
    return free;
  });
}
