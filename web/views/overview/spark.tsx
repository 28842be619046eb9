// The last quarter of an hour of a key figure as a small line; drawn again only when it has moved by half a pixel.
import { useComputed } from '@preact/signals';
import type { MetricId } from '../../../server/contract/metrics.ts';
import { useSeries } from '../../time/useSeries.ts';
import { Sparkline, type SparklineProps } from '../../ui/sparkline.tsx';

/** Shown whatever the page's range is: a tile says what is now. */
const SPARK_S = 900;
const METRICS: readonly MetricId[] = [
  'siteFacilityPowerW',
  'siteItPowerW',
  'sitePue15mRatio',
  'siteGpusAtWork',
  'siteThermalMarginMinK',
];
const WIDTH = 64;

export interface SparkProps extends Pick<SparklineProps, 'ink' | 'leastSpanRatio'> {
  readonly metric: MetricId;
}

export function Spark({ metric, ...look }: SparkProps) {
  const series = useSeries({ metrics: METRICS, lastS: SPARK_S });
  // Changes only with what is seen; the values are read when it does.
  const moved = useComputed(() => {
    const { version, span } = series.value;
    return `${version} ${Math.floor((span.toMs / 1000) * ((2 * WIDTH) / SPARK_S))}`;
  });
  void moved.value;
  return (
    <Sparkline values={series.peek().of(metric).mean.slice()} {...look} width={WIDTH} height={14} />
  );
}
